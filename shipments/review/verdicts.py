"""Whether a verdict on a match still counts, and if not, why: for the histories."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from compliance.parties.models import ListedParty
from shipments.models import Appearance, HitDecision
from shipments.screening.standing_verdicts import PAIR

STANDINGS = {
    "counts": ("valid", _("Still counts")),
    "replaced": ("draft", _("Replaced by a later verdict")),
    "party_changed": ("draft", _("The party was since declared with other particulars")),
    "entry_changed": ("draft", _("The list entry has changed since")),
    "entry_gone": ("draft", _("The entry is no longer on the list")),
}
Entries = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Verdict:
    """A verdict as given, and how it stands today."""

    given: HitDecision
    standing: str

    @property
    def tag(self) -> tuple[str, object]:
        """Colour and sentence of the standing."""
        return STANDINGS[self.standing]


def standing_of(
    given: HitDecision, newest: Collection[int], parties: Collection[tuple[int, str]], now: Entries
) -> str:
    """How a verdict stands: `newest` are the last ones on each pair, `parties` the digests of
    current revisions by shipment, `now` the digests of the entries in force."""
    if given.pk not in newest:
        return "replaced"
    if (given.shipment_id, given.party_digest) not in parties:
        return "party_changed"
    digest = now.get((given.list_code, given.entry_key))
    if digest is None:
        return "entry_gone"
    return "counts" if digest == given.entry_digest else "entry_changed"


def verdicts_of(rows: QuerySet[HitDecision]) -> list[Verdict]:
    """The verdicts with their standing, in the order of the rows. Four queries."""
    given = list(rows.select_related("by", "shipment__exporter"))
    shipments = {each.shipment_id for each in given}
    newest, parties = _newest(shipments), _current_parties(given)
    now = _entries_in_force(given)
    return [Verdict(each, standing_of(each, newest, parties, now)) for each in given]


def _newest(shipments: Iterable[int]) -> set[int]:
    rows = HitDecision.objects.filter(shipment__in=list(shipments)).order_by("id")
    found = rows.values_list("pk", "shipment_id", *PAIR)
    return set({row[1:]: row[0] for row in found}.values())


def _current_parties(given: Iterable[HitDecision]) -> set[tuple[int, str]]:
    numbers = {each.shipment_id: each.shipment.revision_no for each in given}
    rows = Appearance.objects.filter(shipment__in=list(numbers))
    found = rows.values_list("shipment_id", "party_digest", "revision__number").distinct()
    return {(pk, digest) for pk, digest, number in found if number == numbers[pk]}


def _entries_in_force(given: Iterable[HitDecision]) -> dict[tuple[str, str], str]:
    keys = {each.entry_key for each in given}
    rows = ListedParty.objects.filter(version__is_active=True, key__in=keys)
    found = rows.values_list("version__list_code", "key", "digest")
    return {(code, key): digest for code, key, digest in found}
