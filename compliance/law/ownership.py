"""Owners and their shares, read from the ownership line of an end-use statement."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from compliance.law.declaration import EndUseStatement

OWNER_REF_PREFIX = "owner-"
_SEGMENT = re.compile(r"(?<=[%％])\s*[,，]|[;；、\n]")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")
_DRESSING = " :：()（）-–—"


@dataclass(frozen=True)
class Owner:
    """An owner with its share in percent. `ref` is what party hits cite."""

    ref: str
    name: str
    percent: Decimal


def all_owners(statements: Iterable[EndUseStatement]) -> tuple[Owner, ...]:
    """Those of several statements; what a later one says alike is said once."""
    told: dict[str, EndUseStatement] = {}
    for statement in statements:
        told.setdefault(statement.ownership, statement)
    found: list[Owner] = []
    for place, statement in enumerate(told.values(), 1):
        known = {(owner.name, owner.percent) for owner in found}
        owners = (_counted(owner, place) for owner in owners_of(statement))
        found += [owner for owner in owners if (owner.name, owner.percent) not in known]
    return tuple(found)


def owners_of(statement: EndUseStatement) -> tuple[Owner, ...]:
    """Owners written like "Vigo Photonics S.A. 60%; public float 40%"; without a share, 100."""
    segments = [segment for segment in _SEGMENT.split(statement.ownership) if segment.strip()]
    return tuple(
        owner
        for number, segment in enumerate(segments, 1)
        if (owner := _owner(number, segment)).name
    )


def _counted(owner: Owner, place: int) -> Owner:
    """Those of the first statement are called as ever."""
    return owner if place == 1 else replace(owner, ref=f"{owner.ref}-of-{place}")


def _owner(number: int, segment: str) -> Owner:
    share = _SHARE.search(segment)
    name = _SHARE.sub("", segment).strip(_DRESSING)
    percent = Decimal(share.group(1)) if share else Decimal(100)
    return Owner(f"{OWNER_REF_PREFIX}{number}", name, percent)
