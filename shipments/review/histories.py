"""A party's and a listed entry's history over all shipments that the reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.facts import PartyHit
from compliance.parties.names import name_key
from shipments.labels import label_of
from shipments.models import Appearance, DeclaredName, HitDecision, Screening, Shipment
from shipments.review.match import Match
from shipments.review.verdicts import Verdict, verdicts_of

MOST_NAMES = 20
MOST_ALIKE = 60
MOST_VERDICTS = 200
OTHER_ROLES = {"importer": _("importer"), "signatory": _("signatory"), "owner": _("owner")}


@dataclass(frozen=True)
class Stand:
    """One shipment in a history: in what roles, under what names, with which matches."""

    shipment: Shipment
    roles: tuple[str, ...]
    names: tuple[str, ...]
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Naming:
    """A name as it was declared, with country and number, in so many shipments."""

    name: str
    country: str
    registration_no: str
    shipments: int


@dataclass
class PartyHistory:
    """Everything about the party declared under a name, however it was written."""

    reader: User
    name: str
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = name_key(self.name)

    @property
    def shipments(self) -> QuerySet[Shipment]:
        """Where it stood, the newest first."""
        here = Appearance.objects.filter(shipment=OuterRef("pk"), name_key=self.key)
        return _newest_first(self.reader).filter(Exists(here))

    def stands(self, shipments: Sequence[Shipment]) -> list[Stand]:
        """Roles, names and latest matches of the party in these shipments. Two queries."""
        rows = Appearance.objects.filter(shipment__in=shipments, name_key=self.key)
        found: dict[int, list[Appearance]] = {}
        for row in rows.order_by("id"):
            found.setdefault(row.shipment_id, []).append(row)
        hits = _hits_of(Screening.objects.filter(shipment__in=shipments))
        return [_stand(each, found[each.pk], hits.get(each.pk, ())) for each in shipments]

    def verdicts(self) -> list[Verdict]:
        """Every verdict on a match of the party, the newest first."""
        stood = Appearance.objects.filter(
            shipment=OuterRef("shipment"), ref=OuterRef("party_ref"), name_key=self.key
        )
        rows = _visible_verdicts(self.reader).filter(Exists(stood))
        return verdicts_of(rows.order_by("-id")[:MOST_VERDICTS])

    def namings(self) -> list[Naming]:
        """The ways it was written, the most frequent first."""
        return _namings(self._appearances().filter(name_key=self.key))

    def same_number(self, namings: Iterable[Naming]) -> list[Naming]:
        """Other names declared with one of its registration numbers."""
        numbers = {each.registration_no for each in namings} - {""}
        if not numbers:
            return []
        rows = self._appearances().filter(registration_no__in=numbers)
        return _namings(rows.exclude(name_key=self.key))

    def alike(self) -> list[Naming]:
        """Other declared names that resemble or contain it, the most alike first."""
        near = Q(key__trigram_similar=self.key) | Q(key__contains=self.key)
        ranked = DeclaredName.objects.filter(near).exclude(key=self.key)
        ranked = ranked.order_by(TrigramSimilarity("key", self.key).desc(), "key")
        keys = list(ranked.values_list("key", flat=True)[:MOST_ALIKE])
        places = {key: place for place, key in enumerate(keys)}
        found = _namings(self._appearances().filter(name_key__in=keys), MOST_ALIKE)
        return sorted(found, key=lambda each: places[name_key(each.name)])[:MOST_NAMES]

    def _appearances(self) -> QuerySet[Appearance]:
        return Appearance.objects.filter(
            shipment__in=Shipment.objects.visible_to(self.reader).order_by()
        )


@dataclass(frozen=True)
class EntryHistory:
    """Every shipment in which somebody resembled one entry of a list, over all its versions."""

    reader: User
    list_code: str
    entry_key: str

    @property
    def shipments(self) -> QuerySet[Shipment]:
        """Where it was hit in any run, the newest first."""
        hit = self._runs().filter(shipment=OuterRef("pk"))
        return _newest_first(self.reader).filter(Exists(hit))

    def stands(self, shipments: Sequence[Shipment]) -> list[Stand]:
        """The hits of the last run that had any, for each shipment. Two queries."""
        hits = _hits_of(self._runs().filter(shipment__in=shipments))
        rows = Appearance.objects.filter(shipment__in=shipments).order_by("id")
        roles = {(row.shipment_id, row.ref): role_name(row.role) for row in rows}
        return [self._stand(each, hits.get(each.pk, ()), roles) for each in shipments]

    def verdicts(self) -> list[Verdict]:
        """Every verdict on a match with the entry, the newest first."""
        rows = _visible_verdicts(self.reader)
        rows = rows.filter(list_code=self.list_code, entry_key=self.entry_key)
        return verdicts_of(rows.order_by("-id")[:MOST_VERDICTS])

    def _runs(self) -> QuerySet[Screening]:
        wanted = [{"list_code": self.list_code, "entry_key": self.entry_key}]
        return Screening.objects.filter(facts__hits__contains=wanted)

    def _stand(
        self, shipment: Shipment, hits: Iterable[PartyHit], roles: Mapping[tuple[int, str], str]
    ) -> Stand:
        mine = [
            hit
            for hit in hits
            if (hit.list_code, hit.entry_key) == (self.list_code, self.entry_key)
        ]
        stood = dict.fromkeys(roles.get((shipment.pk, hit.party_ref), "") for hit in mine)
        names = dict.fromkeys(hit.declared_name for hit in mine)
        return Stand(shipment, tuple(filter(None, stood)), tuple(names), _matches(mine))


def role_name(role: str) -> str:
    """A party's role in the reader's language."""
    return str(OTHER_ROLES.get(role) or label_of(role))


def _newest_first(reader: User) -> QuerySet[Shipment]:
    rows = Shipment.objects.visible_to(reader).with_people()
    return rows.order_by("-submitted_at", "-id")


def _visible_verdicts(reader: User) -> QuerySet[HitDecision]:
    visible = Shipment.objects.visible_to(reader).order_by()
    return HitDecision.objects.filter(shipment__in=visible)


def _namings(rows: QuerySet[Appearance], most: int = MOST_NAMES) -> list[Naming]:
    names = ("name", "country", "registration_no")
    counted = rows.order_by().values(*names).annotate(count=Count("shipment", distinct=True))
    return [
        Naming(row["name"], row["country"], row["registration_no"], row["count"])
        for row in counted.order_by("-count", "name")[:most]
    ]


def _hits_of(runs: QuerySet[Screening]) -> dict[int, tuple[PartyHit, ...]]:
    """Hits of the last of these runs of each shipment; the rest of the facts is not read."""
    last = runs.order_by("shipment_id", "-number").distinct("shipment_id")
    found = last.values_list("shipment_id", "facts__hits")
    return {pk: tuple(from_plain(each, PartyHit) for each in hits or ()) for pk, hits in found}


def _stand(shipment: Shipment, rows: Sequence[Appearance], hits: Iterable[PartyHit]) -> Stand:
    refs = {row.ref for row in rows}
    return Stand(
        shipment,
        tuple(dict.fromkeys(role_name(row.role) for row in rows)),
        tuple(dict.fromkeys(row.name for row in rows)),
        _matches(hit for hit in hits if hit.party_ref in refs),
    )


def _matches(hits: Iterable[PartyHit]) -> tuple[Match, ...]:
    return tuple(Match(hit, "", None) for hit in sorted(hits, key=lambda hit: -hit.score))
