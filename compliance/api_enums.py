"""Names of the enumerations in the OpenAPI document: code tables, and choices by where they are."""

from compliance.codes import tables

IN_MODELS = ("ChangeKind", "FigureKind")
OF_LICENCES = ("LicenceKind", "LicenceForm")
ENUM_NAMES = {
    **tables.ENUM_NAMES,
    **{name: f"shipments.models.{name}" for name in IN_MODELS},
    **{name: f"shipments.models.licence.{name}" for name in OF_LICENCES},
    "Language": "compliance.settings.LANGUAGES",
    "MessageKind": "compliance.notify.models.Kind",
    "StatementKind": "enduse.models.StatementKind",
    "LicenceState": "shipments.api.licences.STATES",
    "AskedPaper": "shipments.api.papers.ASKED",
    "PrintedPaper": "shipments.api.papers.PRINTED",
}
