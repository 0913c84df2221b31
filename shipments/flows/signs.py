"""Signs that metal goes elsewhere than declared: each with its evidence and its points. Pure.

The points of an end user's signs add up; from `Limits.watched` on, analysts look. One sign alone
seldom gets there, because most of them have innocent reasons too.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

YEAR, HALF, QUARTER = timedelta(days=365), timedelta(days=182), timedelta(days=91)
NONE = Decimal(0)
Evidence = dict[str, str]


@dataclass(frozen=True)
class Receipt:
    """One consignment to an end user; `kg` of contained indium, `need_kg` the yearly need that its
    statement declares, `purity` in mass per cent. `consignee` is "" where the user buys itself."""

    day: date
    exporter: str
    kg: Decimal
    end_use: str = ""
    purity: Decimal | None = None
    need_kg: Decimal | None = None
    consignee: str = ""
    consignee_country: str = ""


@dataclass(frozen=True)
class EndUserStory:
    """All that is known of an end user, receipts in the order of time. `capacity_kg` holds what it
    can use a year from each day on, by evidence; `reports` the days of its reports of use, None
    where nobody asks for any."""

    key: str
    country: str
    receipts: Sequence[Receipt]
    capacity_kg: Mapping[date, Decimal] = field(default_factory=dict)
    reports: Sequence[date] | None = None

    def capacity_on(self, day: date) -> Decimal | None:
        """What it can use a year as known on that day."""
        known = [since for since in self.capacity_kg if since <= day]
        return self.capacity_kg[max(known)] if known else None


@dataclass(frozen=True)
class Surroundings:
    """What a story is read against: the day, countries goods only pass through, restrictions as
    country and first day, purity from and to by end use, and all stories by country."""

    today: date
    hubs: frozenset[str] = frozenset()
    restricted: Mapping[str, date] = field(default_factory=dict)
    purity: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    exporters_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Who exported to a country before it was restricted."""


@dataclass(frozen=True)
class Limits:
    """Where each sign begins. `checked_kg` is the lot size from which customs looks closer."""

    watched: int = 50
    over_need: Decimal = Decimal("1.35")
    far_over_need: Decimal = Decimal("1.8")
    need_growth: Decimal = Decimal("1.8")
    exporters: int = 5
    exporters_window: timedelta = timedelta(days=60)
    checked_kg: Decimal = Decimal(500)
    just_under: Decimal = Decimal("0.88")
    round_kg: Decimal = Decimal(10)
    least_orders: int = 6
    mismatch: Decimal = Decimal("0.35")
    rerouted: Decimal = Decimal(2)
    silence: timedelta = timedelta(days=180)
    new_share: Decimal = Decimal("0.3")


@dataclass(frozen=True)
class Sign:
    """One sign: its code, its points, and what it rests on as plain text by name."""

    code: str
    points: int
    evidence: Evidence


@dataclass(frozen=True)
class Reading:
    """An end user's signs, the weightiest first."""

    key: str
    signs: tuple[Sign, ...]

    @property
    def score(self) -> int:
        """All points, at most 100."""
        return min(sum(sign.points for sign in self.signs), 100)


Reader = Callable[[EndUserStory, Surroundings, Limits], Iterator[Sign]]


def read(story: EndUserStory, around: Surroundings, limits: Limits | None = None) -> Reading:
    """Every sign that the story shows."""
    bounds = limits or Limits()
    found = [sign for reader in READERS for sign in reader(story, around, bounds)]
    return Reading(story.key, tuple(sorted(found, key=lambda sign: (-sign.points, sign.code))))


def watched(
    stories: Sequence[EndUserStory], around: Surroundings, limits: Limits | None = None
) -> list[Reading]:
    """Those with enough points, the highest first."""
    bounds = limits or Limits()
    readings = [read(story, around, bounds) for story in stories]
    enough = [reading for reading in readings if reading.score >= bounds.watched]
    return sorted(enough, key=lambda reading: (-reading.score, reading.key))


def _over_need(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """More within a year than declared or possible, whichever is less."""
    worst: tuple[Decimal, date, Decimal, Decimal] | None = None
    for receipt, kg in _years(story.receipts):
        most = [each for each in (receipt.need_kg, story.capacity_on(receipt.day)) if each]
        if most and (worst is None or kg / min(most) > worst[0]):
            worst = (kg / min(most), receipt.day, kg, min(most))
    if worst and worst[0] > limits.over_need:
        ratio, day, kg, most_kg = worst
        points = 50 if ratio > limits.far_over_need else 30
        yield Sign("over_need", points, _told(until=day, received=kg, possible=most_kg))


def _need_grows(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """The declared need grows, the evidence of capacity does not."""
    needs = [(each.day, each.need_kg) for each in story.receipts if each.need_kg]
    if len(needs) < 2:
        return
    (first_day, first), (last_day, last) = needs[0], max(needs, key=lambda each: each[1])
    before, after = story.capacity_on(first_day), story.capacity_on(last_day)
    grown = after / before if before and after else Decimal(1)
    if last / first > limits.need_growth * grown:
        yield Sign("need_grows", 45, _told(was=first, now=last, since=first_day, by=last_day))


def _many_exporters(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """Many exporters within a window, and more than twice as many as the window usually has."""
    counts = [
        (len({each.exporter for each in story.receipts[begin : number + 1]}), receipt.day)
        for number, receipt in enumerate(story.receipts)
        for begin in [_first_since(story.receipts, receipt.day - limits.exporters_window)]
    ]
    if not counts:
        return
    usual = sorted(count for count, _day in counts)[len(counts) // 2]
    most, day = max(counts)
    if most >= limits.exporters and most > usual * 3 // 2:
        yield Sign("many_exporters", 40, _told(exporters=most, usually=usual, until=day))


def _new_intermediaries(
    story: EndUserStory, around: Surroundings, limits: Limits
) -> Iterator[Sign]:
    """A middleman who was not there at first takes a good part of the last half-year."""
    if not story.receipts or story.receipts[0].day > around.today - YEAR:
        return
    recent = [each for each in story.receipts if each.day > around.today - HALF]
    known = {each.consignee for each in story.receipts if each.day <= around.today - HALF}
    new = [each for each in recent if each.consignee and each.consignee not in known]
    share = _kg(new) / _kg(recent) if recent else NONE
    if share > limits.new_share:
        names = ", ".join(sorted({each.consignee for each in new}))
        yield Sign("new_intermediary", 30, _told(who=names, share=share * 100))


def _hub(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """The consignee is another firm in a country of transit."""
    through = [
        each
        for each in story.receipts
        if each.consignee
        and each.consignee_country in around.hubs
        and each.consignee_country != story.country
    ]
    if through and _kg(through) > limits.new_share * _kg(story.receipts) / 2:
        places = ", ".join(sorted({each.consignee_country for each in through}))
        yield Sign("transit_hub", 20, _told(through=places, received=_kg(through)))


def _mismatch(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """Metal purer than the declared use needs."""
    unfit = [
        each
        for each in story.receipts
        if each.purity is not None
        and each.end_use in around.purity
        and each.purity > around.purity[each.end_use][1]
    ]
    whole = _kg(story.receipts)
    if whole and _kg(unfit) / whole > limits.mismatch:
        uses = ", ".join(sorted({each.end_use for each in unfit}))
        yield Sign("purity_mismatch", 50, _told(use=uses, share=_kg(unfit) / whole * 100))


def _just_under(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """Round orders just under the size that is looked at, most of the time."""
    low = [
        each
        for each in story.receipts
        if limits.checked_kg * limits.just_under <= each.kg.quantize(Decimal(1)) < limits.checked_kg
        and each.kg.quantize(Decimal(1)) % limits.round_kg == 0
    ]
    if len(low) >= limits.least_orders and 2 * len(low) > len(story.receipts):
        yield Sign("just_under", 50, _told(orders=len(low), limit=limits.checked_kg))


def _rerouted(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """The flow rises when another country is restricted, from exporters who had served that one
    and are new here."""
    for country, day in around.restricted.items():
        if country == story.country:
            continue
        after = [each for each in story.receipts if day <= each.day < day + HALF]
        before = [each for each in story.receipts if each.day < day]
        usual = _kg([each for each in before if each.day >= day - HALF])
        known = {each.exporter for each in before}
        serving = around.exporters_of.get(country, frozenset()) - known
        moved = _kg([each for each in after if each.exporter in serving])
        if usual and moved > limits.new_share * _kg(after) and _kg(after) > usual * limits.rerouted:
            told = _told(restricted=country, since=day, before=usual, after=_kg(after), moved=moved)
            yield Sign("rerouted", 40, told)


def _silence(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Sign]:
    """Metal still comes, and the reports of its use have stopped."""
    if story.reports is None or not story.receipts:
        return
    last = max(story.reports, default=story.receipts[0].day)
    since = [each for each in story.receipts if last < each.day <= around.today - QUARTER]
    if around.today - last > limits.silence and len(since) > 1:
        yield Sign("reports_stop", 50, _told(last_report=last, received_since=_kg(since)))


READERS: tuple[Reader, ...] = (
    _over_need,
    _need_grows,
    _many_exporters,
    _new_intermediaries,
    _hub,
    _mismatch,
    _just_under,
    _rerouted,
    _silence,
)


def _years(receipts: Sequence[Receipt]) -> Iterator[tuple[Receipt, Decimal]]:
    """Each receipt with what came within the year that ends with it."""
    begin, kg = 0, NONE
    for receipt in receipts:
        kg += receipt.kg
        while receipts[begin].day <= receipt.day - YEAR:
            kg -= receipts[begin].kg
            begin += 1
        yield receipt, kg


def _first_since(receipts: Sequence[Receipt], day: date) -> int:
    return bisect_left([each.day for each in receipts], day)


def _kg(receipts: Sequence[Receipt]) -> Decimal:
    return sum((each.kg for each in receipts), NONE)


def _told(**evidence: object) -> Evidence:
    return {name: _plain(value) for name, value in evidence.items()}


def _plain(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, Decimal) else str(value)
