"""What the fields of a declaration are called, and what their codes mean, for readers."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import ATTACHMENT_KINDS, TABLES, CodeTable
from compliance.law.policy import Policy
from compliance.ui.templatetags.gate49 import number
from enduse.models import EndUser, EndUseStatement, StatementKind
from shipments.models import Attachment, GoodsLine, PartyRole, Shipment, ShipmentParty

MODELS = (Shipment, GoodsLine, ShipmentParty, EndUseStatement, EndUser, Attachment)
EXTRA_LABELS = {
    "amount": _("amount"),
    "attachments": _("attachments"),
    "category": _("category of the element"),
    "code": _("code"),
    "consignee": _("consignee"),
    "customs_code": _("customs registration code"),
    "declarant": _("declarant"),
    "declared_on": _("declared on"),
    "declaring_customs": _("declaring customs office"),
    "documents": _("other documents"),
    "end_user": _("end user"),
    "end_user_name_en": _("end user in English"),
    "end_user_name_zh": _("end user in Chinese"),
    "exporter": _("exporter"),
    "filed_by": _("filed by"),
    "freight": _("freight"),
    "insurance": _("insurance"),
    "lines": _("goods lines"),
    "mark": _("basis of the charge"),
    "other_charges": _("other charges"),
    "parties": _("Parties"),
    "percent": _("Mass per cent"),
    "producer": _("producer or seller"),
    "revision": _("revision"),
    "scan": _("signed scan"),
    "scan_sha256": _("hash of the signed scan"),
    "site": _("site"),
    "site_address": _("address of the site"),
    "site_country": _("country of the site"),
    "site_name": _("site"),
    "statement": _("end-use statement"),
    "substance": _("Substance"),
    "uscc": _("USCC"),
}
CODED = {
    "brand_type": "brand_types",
    "business_kind": "business_kinds",
    "control_explain_code": "control_explain_codes",
    "country": "countries",
    "currency": "currencies",
    "customs_regime": "customs_regimes",
    "declaring_customs": "customs_offices",
    "destination_country": "countries",
    "destination_port": "ports_abroad",
    "duty_mode": "duty_modes",
    "exit_customs": "customs_offices",
    "exit_port": "exit_ports",
    "final_destination": "countries",
    "form": "goods_forms",
    "incoterm": "incoterms",
    "levy_nature": "levy_natures",
    "material": "materials",
    "origin_country": "countries",
    "packing": "packing",
    "preference": "preference",
    "site_country": "countries",
    "source_area": "source_areas",
    "substance": "substances",
    "trading_country": "countries",
    "transport_mode": "transport_modes",
    "unit": "units",
}


@cache
def _lazy_label(name: str) -> Any:
    if name in EXTRA_LABELS:
        return EXTRA_LABELS[name]
    if name in PartyRole.values:
        return PartyRole(name).label
    owners = (model._meta for model in MODELS)
    fields = (field for meta in owners for field in meta.fields if field.name == name)
    return next((field.verbose_name for field in fields), name.replace("_", " "))


def label_of(name: str) -> str:
    """The field's name in the reader's language, beginning with a capital."""
    label = str(_lazy_label(name))
    return label[:1].upper() + label[1:]


def statement_label(name: str) -> str:
    """The same for a value of the end-use statement, whose number is not a line's."""
    own = {field.name: str(field.verbose_name) for field in EndUseStatement._meta.fields}
    label = own.get(name) or label_of(name)
    return label[:1].upper() + label[1:]


def value_text(name: str, value: Any, policy: Policy) -> str:
    """A declared value for readers: codes with their meaning, plain figures, yes and no."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    return _code_text(name, str(value), policy)


def end_use_name(code: str, policy: Policy) -> str:
    """The end-use category in the reader's language."""
    norm = policy.end_use_norm(code)
    if norm is None:
        return code
    return norm.name_en if get_language() == "en" else norm.name_zh


def _code_text(name: str, value: str, policy: Policy) -> str:
    if name == "end_use":
        return end_use_name(value, policy)
    if name == "role":
        return str(PartyRole(value).label)
    if name == "kind":
        return _kind_text(value)
    table = CODED.get(name)
    return _named(TABLES[table], value) if table else value


def _kind_text(value: str) -> str:
    """Statements and attachments both have kinds, with different codes."""
    if value in StatementKind.values:
        return str(StatementKind(value).label)
    return _named(ATTACHMENT_KINDS, value)


def _named(table: CodeTable, value: str) -> str:
    found = table.get(value)
    return found.label if found else value
