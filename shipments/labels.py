"""What the fields of a declaration are called, and what their codes mean, for readers."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.codes.row import in_language
from compliance.codes.table import CodeTable
from compliance.codes.tables import (
    ATTACHMENT_KINDS,
    CONTROL_EXPLAIN_CODES,
    SUBSTANCES,
    SUPERVISION_DOCS,
)
from compliance.declared.field import Field
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT
from compliance.law.policy import Policy
from compliance.parties.models import ListCode
from compliance.policy.versions import policy_on
from compliance.ui.templatetags.gate49 import number
from enduse.models import StatementKind
from shipments.models import Attachment, PartyRole

DICTIONARIES = (HEADER, LINE, PARTY, STATEMENT)
EXTRA_LABELS = {
    "amount": _("amount"),
    "attachments": _("attachments"),
    "category": _("category of the element"),
    "code": _("code"),
    "consignee": _("consignee"),
    "customs_code": _("customs registration code"),
    "declarant": _("declarant"),
    "declared_on": _("declared on"),
    "end_user": _("end user"),
    "exporter": _("exporter"),
    "filed_by": _("filed by"),
    "freight": _("freight"),
    "further_statements": _("further end-use statement"),
    "insurance": _("insurance"),
    "lines": _("goods lines"),
    "number": _("line"),
    "mark": _("basis of the charge"),
    "other_charges": _("other charges"),
    "parties": _("Parties"),
    "percent": _("Mass per cent"),
    "producer": _("producer or seller"),
    "revision": _("revision"),
    "scan": _("signed scan"),
    "site": _("site"),
    "statement": _("end-use statement"),
    "substance": _("Substance"),
    "uscc": _("USCC"),
}
CODED: dict[str, CodeTable] = {
    "substance": SUBSTANCES,
    "category": CONTROL_EXPLAIN_CODES,
    "code": SUPERVISION_DOCS,
    **{name: table for each in reversed(DICTIONARIES) for name, table in each.tables().items()},
}


@cache
def _lazy_label(name: str) -> Any:
    if name in EXTRA_LABELS:
        return EXTRA_LABELS[name]
    if name in PartyRole.values:
        return PartyRole(name).label
    described = (field for each in DICTIONARIES for field in each.values())
    labels = (field.label for field in described if name in (field.name, field.place))
    columns = {field.name: field.verbose_name for field in Attachment._meta.fields}
    return next(labels, None) or columns.get(name, name.replace("_", " "))


def label_of(name: str) -> str:
    """The field's name in the reader's language, beginning with a capital."""
    return capfirst(str(_lazy_label(name)))


def field_label(field: Field) -> str:
    """What that very field is called, beginning with a capital."""
    return capfirst(str(field.label))


def statement_label(name: str) -> str:
    """The name of a value of the end-use statement, whose number is not a line's."""
    return field_label(STATEMENT[name]) if name in STATEMENT else label_of(name)


def field_text(field: Field, declared: Any, policy: Policy) -> str:
    """The declared value of a field, for readers."""
    return value_text(field.place.rpartition(".")[2], field.declared_in(declared), policy)


def value_text(name: str, value: Any, policy: Policy) -> str:
    """A declared value for readers: codes with their meaning, plain figures, yes and no."""
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):
        return "; ".join(_part_text(part, policy) for part in value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    return _code_text(name, str(value), policy)


def _part_text(part: Any, policy: Policy) -> str:
    """One constituent, control element or document: its values side by side."""
    texts = (value_text(name, value, policy) for name, value in vars(part).items())
    return " ".join(filter(None, texts))


def end_use_name(code: str, policy: Policy) -> str:
    """The end-use category in the reader's language."""
    norm = policy.end_use_norm(code)
    if norm is None:
        return code
    return in_language(norm.name_zh, norm.name_en)


def list_name(code: str) -> str:
    """A list of parties in the reader's language; its code where it is gone."""
    return str(ListCode(code).label) if code in ListCode.values else code


def end_use_choices() -> list[tuple[str, str]]:
    """The end uses that today's policy knows."""
    policy = policy_on(clock.today())
    return [(norm.code, end_use_name(norm.code, policy)) for norm in policy.end_use_norms]


def _code_text(name: str, value: str, policy: Policy) -> str:
    if name == "end_use":
        return end_use_name(value, policy)
    if name == "role":
        return str(PartyRole(value).label)
    if name == "kind":
        return _kind_text(value)
    return _named(CODED[name], value) if name in CODED else value


def _kind_text(value: str) -> str:
    """Statements and attachments both have kinds, with different codes."""
    if value in StatementKind.values:
        return str(StatementKind(value).label)
    return _named(ATTACHMENT_KINDS, value)


def _named(table: CodeTable, value: str) -> str:
    found = table.get(value)
    return found.label if found else value
