"""Each sign of diversion by stories written by hand: one that shows it and one that nearly does.

Then all of them on invented worlds with planted diverters, of seeds that tuned nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from compliance.law.default_policy import default_policy
from shipments.flows.signs import EndUserStory, Receipt, Surroundings, limits_of, read
from shipments.flows.simulate import plainly_found, quality, watched
from shipments.flows.world import a_world

TODAY = date(2026, 11, 1)
RESTRICTED_ON = date(2026, 3, 1)
AROUND = Surroundings(
    TODAY,
    limits_of(default_policy()),
    hubs=frozenset({"HKG", "SGP"}),
    restricted={"USA": RESTRICTED_ON},
    purity={"solder": (Decimal("99.99"), Decimal("99.999"))},
    exporters_of={"USA": frozenset({"supplier of the US"})},
)


def receipts(days: Sequence[int], kg: str = "100", **fields: Any) -> list[Receipt]:
    """One on each of the days, counted from two years before today."""
    begin = date(2024, 11, 1)
    return [Receipt(begin + timedelta(days=day), "A", Decimal(kg), **fields) for day in days]


def signs(*parts: list[Receipt], **story: Any) -> set[str]:
    ordered = sorted((each for part in parts for each in part), key=lambda each: each.day)
    reading = read(EndUserStory("USER", story.pop("country", "KOR"), ordered, **story), AROUND)
    return {sign.code for sign in reading.signs}


MONTHLY = range(5, 725, 30)
NEED = {"need_kg": Decimal(1300)}  # 1,200 a year are received


def test_a_steady_user_shows_nothing() -> None:
    assert signs(receipts(MONTHLY, **NEED)) == set()


@pytest.mark.parametrize(("kg", "is_sign"), [("130", False), ("140", True)])
def test_more_than_the_need_of_a_year(kg: str, is_sign: bool) -> None:
    """13 lots fall into a year: 1.3 or 1.4 times the need of 1,300 kg; 1.35 is where it begins."""
    assert ("over_need" in signs(receipts(MONTHLY, kg, **NEED))) == is_sign


def test_a_capacity_smaller_than_the_need_counts() -> None:
    capacity = {date(2024, 11, 1): Decimal(600)}
    assert "over_need" in signs(receipts(MONTHLY, **NEED), capacity_kg=capacity)


@pytest.mark.parametrize(
    ("capacity", "is_sign"),
    [({}, True), ({date(2024, 1, 1): 2000, date(2025, 10, 1): 5000}, False)],
)
def test_a_need_that_grows_without_new_capacity(capacity: dict[Any, Any], is_sign: bool) -> None:
    known = {day: Decimal(kg) for day, kg in capacity.items()}
    grown = receipts(range(400, 720, 30), need_kg=Decimal(3000))
    found = signs(receipts(range(5, 390, 30), **NEED), grown, capacity_kg=known)
    assert ("need_grows" in found) == is_sign


@pytest.mark.parametrize(("exporters", "is_sign"), [(4, False), (5, True)])
def test_many_exporters_to_one_user_in_a_window(exporters: int, is_sign: bool) -> None:
    rush = [
        replace(receipts([600 + 5 * number])[0], exporter=f"E{number}")
        for number in range(exporters - 1)
    ]
    assert ("many_exporters" in signs(receipts(MONTHLY, **NEED), rush)) == is_sign


@pytest.mark.parametrize(("day", "is_sign"), [(600, True), (300, False)])
def test_a_middleman_who_was_not_there_before(day: int, is_sign: bool) -> None:
    front = {"consignee": "FRONT (HKG)", "consignee_country": "HKG", **NEED}
    before, after = range(5, day, 30), range(day, 725, 30)
    found = signs(receipts(before, **NEED), receipts(after, **front))
    assert ("new_intermediary" in found) == is_sign
    assert "transit_hub" in found


def test_a_consignee_in_the_users_own_country_is_no_transit() -> None:
    agent = {"consignee": "AGENT (SGP)", "consignee_country": "SGP"}
    assert "transit_hub" not in signs(receipts(MONTHLY, **agent), country="SGP")


@pytest.mark.parametrize(("purity", "is_sign"), [("99.99", False), ("99.9999", True)])
def test_metal_purer_than_the_use_needs(purity: str, is_sign: bool) -> None:
    goods = receipts(MONTHLY, end_use="solder", purity=Decimal(purity))
    assert ("purity_mismatch" in signs(goods)) == is_sign


@pytest.mark.parametrize(
    ("kg", "is_sign"), [("980", True), ("975", False), ("870", False), ("1000", False)]
)
def test_round_orders_just_under_the_size_that_is_looked_at(kg: str, is_sign: bool) -> None:
    assert ("just_under" in signs(receipts(range(5, 725, 90), kg))) == is_sign


@pytest.mark.parametrize(
    ("exporter", "is_sign"), [("supplier of the US", True), ("somebody else", False)]
)
def test_the_flow_that_rises_when_another_country_is_restricted(
    exporter: str, is_sign: bool
) -> None:
    moved = [replace(each, exporter=exporter) for each in receipts(range(490, 640, 10), "100")]
    assert ("rerouted" in signs(receipts(MONTHLY), moved)) == is_sign


@pytest.mark.parametrize(
    ("reports", "is_sign"),
    [(None, False), ([date(2026, 10, 1)], False), ([date(2026, 2, 1)], True), ([], True)],
)
def test_reports_that_stop_while_metal_still_comes(
    reports: list[date] | None, is_sign: bool
) -> None:
    assert ("reports_stop" in signs(receipts(MONTHLY), reports=reports)) == is_sign


def test_each_sign_says_what_it_rests_on() -> None:
    story = EndUserStory("USER", "KOR", receipts(MONTHLY, "160", **NEED))
    (sign,) = read(story, AROUND).signs
    assert sign.evidence["possible"] == "1300.0"
    assert Decimal(sign.evidence["received"]) in (1920, 2080)


@pytest.mark.parametrize("seed", [1, 7, 49])
def test_planted_diverters_are_found_and_honest_users_left_alone(seed: int) -> None:
    world = a_world(seed)
    assert (len(world.stories), len(world.diverters)) == (300, 20)
    found = {reading.key for reading in watched(world.stories, world.around)}
    signs_, plain = quality(found, world), quality(plainly_found(world), world)
    assert signs_.recall >= 0.9
    assert signs_.precision >= 0.8
    assert plain.precision < 0.5  # what the signs are for


def test_the_same_seed_makes_the_same_world() -> None:
    assert a_world(3).stories == a_world(3).stories
