"""Declared values beside findings, and what a finding's subject is called."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from compliance.codes.row import in_language
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.law.declaration import GoodsLine, Party
from compliance.law.policy import Policy
from shipments.labels import label_of, value_text

LINE_FACTS = [name for name, field in LINE.items() if field.beside_findings]
PARTY_FACTS = [name for name, field in PARTY.items() if field.beside_findings]


@dataclass(frozen=True)
class Fact:
    """A declared value beside a finding, or beside a file that should say it too; `is_cited` when
    the finding is about this very field."""

    label: str
    value: str
    is_cited: bool = False


def facts_in(
    holder: Any, names: Iterable[str], cited: Collection[str], policy: Policy
) -> list[Fact]:
    """Declared values; blank ones are left out unless a finding cites them."""
    values = [(name, getattr(holder, name, None)) for name in dict.fromkeys([*names, *cited])]
    return [
        Fact(label_of(name), value_text(name, value, policy), name in cited)
        for name, value in values
        if is_plain(value) and (value not in (None, "") or name in cited)
    ]


def title_of(subject: GoodsLine | Party) -> str:
    """Line 2: Indium ingots; or Consignee: Hanbit."""
    if isinstance(subject, GoodsLine):
        name = in_language(subject.name_zh, subject.name_en)
        return _("Line %(number)s: %(name)s") % {"number": subject.number, "name": name}
    return title_of_parties([subject])


def title_of_parties(parties: Sequence[Party]) -> str:
    """Consignee, End user: Hanbit: every role of one party."""
    roles = dict.fromkeys(label_of(party.role) for party in parties)
    named = {"role": " · ".join(roles), "name": parties[0].name_en or parties[0].name_zh}
    return _("%(role)s: %(name)s") % named


def is_plain(value: Any) -> bool:
    """Whether it is one value, not parts of its own."""
    return not hasattr(value, "__dataclass_fields__") and not isinstance(value, tuple)
