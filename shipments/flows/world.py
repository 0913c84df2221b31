"""Two years of invented end users, some of whom divert metal: the ground truth for the signs. Pure.

Honest users are not tidy: they outgrow their needs a little, buy through steady agents in ports of
transit, try purer metal, order in round figures, report late, and expand with new capacity.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from compliance.law.default_norms import END_USE_NORMS
from compliance.law.default_policy import default_policy
from shipments.flows.signs import EndUserStory, Receipt, Surroundings, limits_of

BEGIN, DAYS = date(2024, 11, 1), 730
TODAY = BEGIN + timedelta(days=DAYS)
RESTRICTED, RESTRICTED_ON = "USA", date(2025, 11, 1)
HUBS = ("HKG", "SGP", "ARE", "MEX")
COUNTRIES = ("KOR", "JPN", "NLD", "DEU", "SGP", "MYS", "TWN", "USA", "VNM", "THA")
EXPORTERS = tuple(f"exporter {number:02d}" for number in range(40))
USES = ("ito", "solder", "cigs", "alloy", "inp")
LOTS = {"ito": 400, "solder": 150, "cigs": 250, "alloy": 80, "inp": 40}
PURITY = {"ito": "99.995", "solder": "99.99", "cigs": "99.995", "alloy": "99.9", "inp": "99.9999"}
PURE = Decimal("99.99999")
KINDS = ("overbuys", "inflates", "fans_out", "fronts", "purer", "splits", "reroutes", "silent")


@dataclass(frozen=True)
class World:
    """Stories, what they are read against, and who diverts how, by the user's key."""

    stories: list[EndUserStory]
    around: Surroundings
    diverters: dict[str, str]


@dataclass(frozen=True)
class Habits:
    """How an end user buys."""

    use: str
    lot: float
    every: float
    exporters: tuple[str, ...]
    agent: tuple[str, str] = ("", "")
    purer: float = 0.0
    is_round: bool = False


def a_world(seed: int, users: int = 300, diverters: int = 20) -> World:
    """The world of that seed."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    stories = [_story(chance, number) for number in range(users)]
    at_home = [number for number, story in enumerate(stories) if story.country != RESTRICTED]
    planted = {}
    for place, number in enumerate(chance.sample(at_home, diverters)):
        kind = KINDS[place % len(KINDS)]
        stories[number] = DIVERT[kind](chance, stories[number])
        planted[stories[number].key] = kind
    return World(stories, _around(stories), planted)


def _around(stories: list[EndUserStory]) -> Surroundings:
    served = {
        receipt.exporter
        for story in stories
        if story.country == RESTRICTED
        for receipt in story.receipts
        if receipt.day < RESTRICTED_ON
    }
    norms = {norm.code: (norm.purity_min, norm.purity_max) for norm in END_USE_NORMS}
    return Surroundings(
        TODAY,
        limits_of(default_policy()),
        frozenset(HUBS),
        {RESTRICTED: RESTRICTED_ON},
        norms,
        {RESTRICTED: frozenset(served)},
    )


def _story(chance: random.Random, number: int) -> EndUserStory:
    use, country = chance.choice(USES), chance.choice(COUNTRIES)
    agent = (f"agent {number}", chance.choice(HUBS)) if chance.random() < 0.12 else ("", "")
    habits = Habits(
        use=use,
        lot=LOTS[use] * chance.uniform(0.5, 1.6),
        every=chance.uniform(18, 60),
        exporters=tuple(chance.sample(EXPORTERS, chance.choice((1, 1, 2, 2, 3, 4)))),
        agent=agent,
        purer=0.15 if chance.random() < 0.1 else 0.0,
        is_round=chance.random() < 0.3,
    )
    begin = chance.randint(0, 60) if chance.random() < 0.85 else chance.randint(100, 450)
    yearly = Decimal(round(habits.lot * 365 / habits.every))
    need = (yearly * Decimal(f"{chance.uniform(0.95, 1.3):.2f}")).quantize(Decimal(1))
    grows = chance.random() < 0.08
    capacity = {BEGIN: (need * Decimal("1.1")).quantize(Decimal(1))}
    if grows:
        capacity[BEGIN + timedelta(days=365)] = need * 2
    receipts = _receipts(chance, habits, begin, need, grows)
    reports = [each.day + timedelta(days=chance.randint(40, 110)) for each in receipts[::2]]
    past = sorted(day for day in reports if day <= TODAY)
    return EndUserStory(f"USER {number:03d} ({country})", country, receipts, capacity, past)


def _receipts(
    chance: random.Random, habits: Habits, begin: int, need: Decimal, grows: bool
) -> list[Receipt]:
    found, day = [], float(begin)
    while day < DAYS:
        is_grown = grows and day > 365
        kg = habits.lot * chance.uniform(0.7, 1.3) * (1.8 if is_grown else 1)
        kg = round(kg, -1) or 10 if habits.is_round else kg
        purity = PURE if chance.random() < habits.purer else Decimal(PURITY[habits.use])
        found.append(
            Receipt(
                BEGIN + timedelta(days=int(day)),
                chance.choice(habits.exporters),
                Decimal(f"{kg:.2f}"),
                habits.use,
                purity,
                (need * Decimal("1.9")).quantize(Decimal(1)) if is_grown else need,
                *habits.agent,
            )
        )
        day += habits.every * chance.uniform(0.6, 1.4)
    return found


def _from(story: EndUserStory, day: int, **changes: object) -> EndUserStory:
    """The story with its receipts changed from that day on."""
    begin = BEGIN + timedelta(days=day)
    receipts = [
        replace(each, **changes) if each.day >= begin else each  # type: ignore[arg-type]
        for each in story.receipts
    ]
    return replace(story, receipts=receipts)


def _more(story: EndUserStory, day: int, times: float) -> EndUserStory:
    """The same orders, greater from that day on."""
    begin, factor = BEGIN + timedelta(days=day), Decimal(f"{times:.2f}")
    receipts = [
        replace(each, kg=(each.kg * factor).quantize(Decimal("0.01")))
        if each.day >= begin
        else each
        for each in story.receipts
    ]
    return replace(story, receipts=receipts)


def _overbuys(chance: random.Random, story: EndUserStory) -> EndUserStory:
    return _more(story, chance.randint(150, 330), chance.uniform(2.3, 3.5))


def _inflates(chance: random.Random, story: EndUserStory) -> EndUserStory:
    day, times = chance.randint(200, 420), chance.uniform(2.2, 4)
    need = (story.receipts[0].need_kg or Decimal(1)) * Decimal(f"{times:.2f}")
    return _more(_from(story, day, need_kg=need.quantize(Decimal(1))), day, times * 0.9)


def _fans_out(chance: random.Random, story: EndUserStory) -> EndUserStory:
    """A dozen new exporters in a few weeks, beside the usual ones."""
    day, last = chance.randint(300, 600), story.receipts[-1]
    sizes = [chance.uniform(0.5, 1.1) for _number in range(chance.randint(8, 12))]
    extra = [
        replace(
            last,
            day=BEGIN + timedelta(days=day + number * 5),
            exporter=exporter,
            kg=(last.kg * Decimal(f"{size:.2f}")).quantize(Decimal("0.01")),
        )
        for number, (exporter, size) in enumerate(
            zip(chance.sample(EXPORTERS, len(sizes)), sizes, strict=True)
        )
    ]
    return _sorted(_more(story, day, 1.3), extra)


def _fronts(chance: random.Random, story: EndUserStory) -> EndUserStory:
    day = DAYS - chance.randint(120, 175)
    front = f"front {chance.randint(100, 999)}"
    changed = _from(story, day, consignee=front, consignee_country=_hub(chance, story))
    return _more(changed, day, chance.uniform(1.4, 2))


def _hub(chance: random.Random, story: EndUserStory) -> str:
    return chance.choice([hub for hub in HUBS if hub != story.country])


def _purer(chance: random.Random, story: EndUserStory) -> EndUserStory:
    changed = _from(story, chance.randint(60, 300), purity=PURE, end_use="solder")
    return _from(changed, 0, end_use="solder")


def _splits(chance: random.Random, story: EndUserStory) -> EndUserStory:
    receipts = [
        replace(each, kg=Decimal(chance.choice((900, 920, 940, 960, 980))))
        for each in story.receipts
    ]
    return replace(story, receipts=receipts)


def _reroutes(chance: random.Random, story: EndUserStory) -> EndUserStory:
    """What the restricted country got comes here from its exporters."""
    start, last = (RESTRICTED_ON - BEGIN).days, story.receipts[-1]
    extra = [
        replace(
            last,
            day=BEGIN + timedelta(days=start + 6 + number * chance.randint(12, 20)),
            exporter=chance.choice(EXPORTERS),
            kg=(last.kg * Decimal(f"{chance.uniform(1.2, 2.2):.2f}")).quantize(Decimal("0.01")),
        )
        for number in range(9)
    ]
    return _sorted(story, extra)


def _silent(chance: random.Random, story: EndUserStory) -> EndUserStory:
    last = TODAY - timedelta(days=chance.randint(200, 320))
    reports = [day for day in story.reports or () if day <= last]
    return replace(_more(story, DAYS - 300, 1.3), reports=reports)


def _sorted(story: EndUserStory, extra: list[Receipt]) -> EndUserStory:
    return replace(story, receipts=sorted([*story.receipts, *extra], key=lambda each: each.day))


DIVERT = {
    "overbuys": _overbuys,
    "inflates": _inflates,
    "fans_out": _fans_out,
    "fronts": _fronts,
    "purer": _purer,
    "splits": _splits,
    "reroutes": _reroutes,
    "silent": _silent,
}
