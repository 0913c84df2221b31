"""Signs that metal goes elsewhere than declared: each with its evidence and its points. Pure.

The points of an end user's signs add up; from the policy's `watched` on, analysts look and the next
declaration has a finding. One sign alone seldom gets there, because most of them have innocent
reasons too.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from compliance.law.diversion import FAR_OVER_NEED, DiversionSign, score_of
from compliance.law.policy import Policy

YEAR, HALF, QUARTER = timedelta(days=365), timedelta(days=182), timedelta(days=91)
NONE = Decimal(0)
SIGN_OF = {FAR_OVER_NEED: "over_need"}
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
class Limits:
    """Where each sign begins and how many points it has, as a policy says. `checked_kg` is the lot
    size from which customs looks closer."""

    begin: Mapping[str, Decimal]
    points: Mapping[str, Decimal]
    checked_kg: Decimal

    def days(self, name: str) -> timedelta:
        """One that is a number of days."""
        return timedelta(days=int(self.begin[name]))


def limits_of(policy: Policy) -> Limits:
    """Those of that policy."""
    return Limits(policy.diversion_limits, policy.diversion_points, policy.check_threshold_kg)


@dataclass(frozen=True)
class Surroundings:
    """What a story is read against: the day, countries goods only pass through, restrictions as
    country and first day, purity from and to by end use, and all stories by country."""

    today: date
    limits: Limits
    hubs: frozenset[str] = frozenset()
    restricted: Mapping[str, date] = field(default_factory=dict)
    purity: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    exporters_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Who exported to a country before it was restricted."""


@dataclass(frozen=True)
class Reading:
    """An end user's signs, the weightiest first."""

    key: str
    signs: tuple[DiversionSign, ...]

    @property
    def score(self) -> int:
        """All points, at most 100."""
        return score_of(self.signs)


Found = tuple[str, Evidence]
Reader = Callable[[EndUserStory, Surroundings, Limits], Iterator[Found]]


def read(story: EndUserStory, around: Surroundings) -> Reading:
    """Every sign that the story shows."""
    points = around.limits.points
    found = [
        DiversionSign(SIGN_OF.get(name, name), int(points[name]), evidence)
        for reader in READERS
        for name, evidence in reader(story, around, around.limits)
        if points[name]
    ]
    return Reading(story.key, tuple(sorted(found, key=lambda sign: (-sign.points, sign.code))))


def watched(stories: Sequence[EndUserStory], around: Surroundings) -> list[Reading]:
    """Those with enough points, the highest first."""
    readings = [read(story, around) for story in stories]
    enough = [each for each in readings if each.score >= around.limits.begin["watched"]]
    return sorted(enough, key=lambda reading: (-reading.score, reading.key))


def _over_need(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Found]:
    """More within a year than declared or possible, whichever is less."""
    worst: tuple[Decimal, date, Decimal, Decimal] | None = None
    for receipt, kg in _years(story.receipts):
        most = [each for each in (receipt.need_kg, story.capacity_on(receipt.day)) if each]
        if most and (worst is None or kg / min(most) > worst[0]):
            worst = (kg / min(most), receipt.day, kg, min(most))
    if worst and worst[0] > limits.begin["over_need"]:
        ratio, day, kg, most_kg = worst
        name = FAR_OVER_NEED if ratio > limits.begin["far_over_need"] else "over_need"
        yield name, _told(until=day, received=kg, possible=most_kg)


def _need_grows(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Found]:
    """The declared need grows, the evidence of capacity does not."""
    needs = [(each.day, each.need_kg) for each in story.receipts if each.need_kg]
    if len(needs) < 2:
        return
    (first_day, first), (last_day, last) = needs[0], max(needs, key=lambda each: each[1])
    before, after = story.capacity_on(first_day), story.capacity_on(last_day)
    grown = after / before if before and after else Decimal(1)
    if last / first > limits.begin["need_growth"] * grown:
        yield "need_grows", _told(was=first, now=last, since=first_day, by=last_day)


def _many_exporters(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Found]:
    """Many exporters within a window, and more than twice as many as the window usually has."""
    window = limits.days("exporters_days")
    counts = [
        (len({each.exporter for each in story.receipts[begin : number + 1]}), receipt.day)
        for number, receipt in enumerate(story.receipts)
        for begin in [_first_since(story.receipts, receipt.day - window)]
    ]
    if not counts:
        return
    usual = sorted(count for count, _day in counts)[len(counts) // 2]
    most, day = max(counts)
    if most >= limits.begin["exporters"] and most > usual * 3 // 2:
        told = _told(exporters=most, usually=usual, until=day, days=window.days)
        yield "many_exporters", told


def _new_intermediaries(
    story: EndUserStory, around: Surroundings, limits: Limits
) -> Iterator[Found]:
    """A middleman who was not there at first takes a good part of the last half-year."""
    if not story.receipts or story.receipts[0].day > around.today - YEAR:
        return
    recent = [each for each in story.receipts if each.day > around.today - HALF]
    known = {each.consignee for each in story.receipts if each.day <= around.today - HALF}
    new = [each for each in recent if each.consignee and each.consignee not in known]
    share = _kg(new) / _kg(recent) if recent else NONE
    if share > limits.begin["new_share"]:
        names = ", ".join(sorted({each.consignee for each in new}))
        yield "new_intermediary", _told(who=names, share=share * 100)


def _hub(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Found]:
    """The consignee is another firm in a country of transit."""
    through = [
        each
        for each in story.receipts
        if each.consignee
        and each.consignee_country in around.hubs
        and each.consignee_country != story.country
    ]
    if through and _kg(through) > limits.begin["new_share"] * _kg(story.receipts) / 2:
        places = ", ".join(sorted({each.consignee_country for each in through}))
        yield "transit_hub", _told(through=places, received=_kg(through))


def _mismatch(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Found]:
    """Metal purer than the declared use needs."""
    unfit = [
        each
        for each in story.receipts
        if each.purity is not None
        and each.end_use in around.purity
        and each.purity > around.purity[each.end_use][1]
    ]
    whole = _kg(story.receipts)
    if whole and _kg(unfit) / whole > limits.begin["mismatch"]:
        uses = ", ".join(sorted({each.end_use for each in unfit}))
        yield "purity_mismatch", _told(use=uses, share=_kg(unfit) / whole * 100)


def _just_under(story: EndUserStory, _around: Surroundings, limits: Limits) -> Iterator[Found]:
    """Round orders just under the size that is looked at, most of the time."""
    top, step = limits.checked_kg, limits.begin["round_kg"]
    whole = [each.kg.quantize(Decimal(1)) for each in story.receipts]
    low = [kg for kg in whole if top * limits.begin["just_under"] <= kg < top and kg % step == 0]
    if len(low) >= limits.begin["least_orders"] and 2 * len(low) > len(whole):
        yield "just_under", _told(orders=len(low), limit=top)


def _rerouted(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Found]:
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
        grown = _kg(after) > usual * limits.begin["rerouted"]
        if usual and grown and moved > limits.begin["new_share"] * _kg(after):
            told = _told(restricted=country, since=day, before=usual, after=_kg(after), moved=moved)
            yield "rerouted", told


def _silence(story: EndUserStory, around: Surroundings, limits: Limits) -> Iterator[Found]:
    """Metal still comes, and the reports of its use have stopped."""
    if story.reports is None or not story.receipts:
        return
    last = max(story.reports, default=story.receipts[0].day)
    since = [each for each in story.receipts if last < each.day <= around.today - QUARTER]
    if around.today - last > limits.days("silence_days") and len(since) > 1:
        yield "reports_stop", _told(last_report=last, received_since=_kg(since))


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
