"""One entry through the versions of its list: how long it stood so, and what each change was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.parties.models import ListedParty, ListVersion
from compliance.parties.search import STATUSES

PARTICULARS = {
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "names": capfirst(_("names and aliases")),
    "weak": capfirst(_("weak aliases")),
    "kind": capfirst(_("kind")),
    "country": capfirst(_("country or region")),
    "address": capfirst(_("address")),
    "measure": capfirst(_("measure")),
    "notice": capfirst(_("notice")),
    "listed_on": capfirst(_("listed on")),
    "periods": capfirst(_("status")),
    "remark": capfirst(_("remark")),
}


@dataclass(frozen=True)
class Change:
    """One particular before and after, as text."""

    label: object
    before: str
    after: str


@dataclass(frozen=True)
class Edition:
    """The entry as it stood from version `first` to version `last`; `was_gone` when versions
    before `first` did not have it although earlier ones had."""

    first: ListVersion
    last: ListVersion
    entry: ListedParty
    changes: tuple[Change, ...] = ()
    was_gone: bool = False


def changes_shown(changed: dict[str, Any]) -> list[tuple[str, list[object]]]:
    """Names of changed entries in an upload's preview, each with what differs."""
    differing = changed.get("particulars", ())
    return [
        (name, [PARTICULARS.get(each, each) for each in particulars])
        for name, particulars in zip(changed.get("names", ()), differing, strict=False)
    ]


def editions_of(list_code: str, key: str) -> list[Edition]:
    """Every edition of the entry, the newest first. One query."""
    rows = ListedParty.objects.filter(version__list_code=list_code, key=key)
    found = list(rows.select_related("version").order_by("version__number"))
    editions = [Edition(run[0].version, run[-1].version, run[-1]) for run in _runs(found)]
    changed = [_changed(before, now) for before, now in pairwise(editions)]
    return [*reversed(changed), *editions[:1]]


def _runs(rows: Sequence[ListedParty]) -> Iterator[list[ListedParty]]:
    """Rows of following versions with the same particulars."""

    def place(pair: tuple[int, ListedParty]) -> tuple[str, int]:
        position, row = pair
        return row.digest, row.version.number - position

    for _place, run in groupby(enumerate(rows), key=place):
        yield [row for _position, row in run]


def _changed(before: Edition, now: Edition) -> Edition:
    differing = [
        Change(label, _text(name, before.entry), _text(name, now.entry))
        for name, label in PARTICULARS.items()
        if getattr(before.entry, name) != getattr(now.entry, name)
    ]
    was_gone = before.last.number + 1 < now.first.number
    return Edition(now.first, now.last, now.entry, tuple(differing), was_gone)


def _text(name: str, entry: ListedParty) -> str:
    value = getattr(entry, name)
    if name in ("names", "weak"):
        return " · ".join(value)
    if name == "periods":
        return " · ".join(map(_period_text, value))
    return str(value or "–")


def _period_text(period: dict[str, Any]) -> str:
    return f"{STATUSES[period['status']][1]} {period['since']} {period.get('notice', '')}".strip()
