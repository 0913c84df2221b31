"""What a new register would change, as kept with it: for the page, in plain form."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from compliance import clock
from compliance.law.policy import Policy
from shipments.licences.editions import differences_of
from shipments.licences.register_file import ReadLicence
from shipments.models import Licence, RegisterEdition

MOST_SHOWN = 200
SAMPLE = 8
STEP = Decimal("0.0001")


def difference_between(
    licences: Sequence[ReadLicence], base: RegisterEdition | None, policy: Policy
) -> dict[str, Any]:
    """`new` are numbers nobody has entered, `differing` boxes of those kept here, `missing` those
    kept here and still good that the file lacks, `ended` those it calls suspended or revoked,
    `lost` those of the last edition that it lacks."""
    there = {each.number for each in licences}
    kept = {row.number: row for row in _kept(there)}
    before = set(base.entries.values_list("number", flat=True)) if base else set()
    lost = sorted(before - there)
    shrink = (Decimal(len(lost)) / len(before)).quantize(STEP) if before else Decimal(0)
    return {
        "new": _some([each.number for each in licences if each.number not in kept]),
        "differing": _some(list(_differing(licences, kept))),
        "missing": _some([number for number in kept if number not in there]),
        "ended": _some([[each.number, each.status] for each in licences if each.status != "valid"]),
        "lost": _some(lost),
        "shrink": str(shrink),
        "is_shrunken": shrink > policy.licence_register_shrink,
        "sample": [
            [each.number, each.boxes["holder_uscc"], each.boxes["end_user"]]
            for each in licences[:SAMPLE]
        ],
    }


def _differing(licences: Sequence[ReadLicence], kept: dict[str, Licence]) -> Iterator[list[str]]:
    """Number, box, as here, as there."""
    for each in licences:
        for found in differences_of(kept[each.number], each.boxes) if each.number in kept else ():
            yield [each.number, found.box, found.here, found.there]


def _kept(there: set[str]) -> QuerySet[Licence]:
    """Those that the file has too, and those that are still good."""
    is_good = Q(revoked_at__isnull=True, valid_until__gte=clock.today())
    return Licence.objects.filter(Q(number__in=there) | is_good)


def _some(found: list[Any]) -> dict[str, Any]:
    return {"count": len(found), "first": found[:MOST_SHOWN]}
