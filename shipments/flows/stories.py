"""The stories of end users out of the flows that were let go, and what their signs are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import groupby
from operator import attrgetter, or_

from django.db import transaction
from django.db.models import Q, QuerySet

from compliance import clock
from compliance.law.declaration import Declaration
from compliance.law.diversion import DiversionSign
from compliance.policy.versions import policy_on
from shipments.end_users.entries import capacities_of, keys_of, main_keys
from shipments.end_users.reported import all_report_days, report_days
from shipments.flows.keeping import user_key
from shipments.flows.signs import EndUserStory, Receipt, Surroundings, limits_of, read
from shipments.models import EndUserReading, Flow, RegisteredUser
from shipments.moves import LET_GO

CHUNK = 2000


def read_all() -> int:
    """Read every end user anew and keep those with signs; how many have some."""
    around, today = surroundings(), clock.today()
    readings = (read(story, around) for story in all_stories())
    rows = [
        EndUserReading(
            end_user=each.key,
            score=each.score,
            signs=[asdict(sign) for sign in each.signs],
            read_on=today,
        )
        for each in readings
        if each.signs
    ]
    with transaction.atomic():
        EndUserReading.objects.all().delete()
        EndUserReading.objects.bulk_create(rows, batch_size=CHUNK)
    return len(rows)


def signs_against(declaration: Declaration) -> tuple[DiversionSign, ...]:
    """What was read last night of the declared end user: one row, however much it received."""
    key = user_key(declaration)
    entry = RegisteredUser.objects.filter(key=key)
    mains = (entry.values("merged_into__key"), entry.values("merged_into__merged_into__key"))
    under = Q(end_user=key) | Q(end_user__in=mains[0]) | Q(end_user__in=mains[1])
    reading = EndUserReading.objects.filter(under).first()
    return tuple(DiversionSign(**plain) for plain in reading.signs) if reading else ()


def all_stories() -> Iterator[EndUserStory]:
    """Everybody's, one after the other; entries that were merged have one story together."""
    mains, days, capacity = main_keys(), all_report_days(clock.today()), capacities_of()
    together = {*mains, *mains.values()}
    rows = let_go().exclude(end_user="").order_by("end_user", "declared_on", "id")
    for key, flows in groupby(rows.iterator(CHUNK), key=attrgetter("end_user")):
        if key not in together:
            yield _story(key, list(flows), capacity.get(key, {}), days.get(key))
    stories = (story_of(keys_of(key)) for key in sorted(set(mains.values())))
    yield from (story for story in stories if story)


def story_of(keys: Sequence[str]) -> EndUserStory | None:
    """One end user's, under every name that officers found to be its, the main one first; None for
    one nothing was let go to."""
    flows = list(let_go().filter(end_user__in=keys).order_by("declared_on", "id"))
    if not flows:
        return None
    known: dict[date, Decimal] = {}
    for capacity in capacities_of(keys).values():
        for day, kg in capacity.items():
            known[day] = max(known.get(day, kg), kg)
    return _story(keys[0], flows, known, report_days(keys, clock.today()))


def surroundings() -> Surroundings:
    """Restrictions, hubs and purity by use as the policy of today has them, and who had served the
    restricted countries."""
    today = clock.today()
    policy = policy_on(today)
    restricted = {each.country: each.since for each in policy.restrictions if each.country}
    served = _served(restricted) if restricted else set()
    return Surroundings(
        today=today,
        limits=limits_of(policy),
        hubs=frozenset(policy.transit_hubs),
        restricted=restricted,
        purity={
            norm.code: (norm.purity_min, norm.purity_max)
            for norm in policy.end_use_norms
            if norm.is_end_use
        },
        exporters_of={
            country: frozenset(pk for there, pk in served if there == country)
            for country in restricted
        },
    )


def let_go() -> QuerySet[Flow]:
    """Released and closed goods lines."""
    return Flow.objects.filter(status__in=LET_GO)


def _served(since: Mapping[str, date]) -> set[tuple[str, str]]:
    """Each country with each exporter that served it before its day."""
    before = reduce(or_, (Q(country=each, declared_on__lt=day) for each, day in since.items()))
    pairs = let_go().filter(before).order_by().values_list("country", "exporter_id")
    return {(country, str(pk)) for country, pk in pairs.distinct()}


def _story(
    key: str, flows: list[Flow], capacity_kg: dict[date, Decimal], reports: list[date] | None
) -> EndUserStory:
    receipts = [
        Receipt(
            day=flow.declared_on,
            exporter=str(flow.exporter_id),
            kg=flow.indium_kg,
            end_use=flow.end_use,
            purity=flow.purity_percent,
            need_kg=flow.need_kg,
            consignee=flow.consignee,
            consignee_country=flow.consignee_country,
        )
        for flow in flows
    ]
    return EndUserStory(key, country_in(key), receipts, capacity_kg, reports)


def country_in(key: str) -> str:
    """The country at the end of an end user's key."""
    return key.rpartition("(")[2].rstrip(")")
