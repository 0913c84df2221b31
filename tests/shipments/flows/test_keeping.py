"""Flows stay in step with the shipments whatever moves them, and a recount finds what is not."""

import random
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from shipments.alarms import alarms
from shipments.declare import actions as declare
from shipments.demo.goods import BISMUTH_SOLDER, INGOT, INP
from shipments.door import move
from shipments.flows.keeping import keep_flows
from shipments.flows.recount import check, draw_together, rebuild
from shipments.models import Flow, FlowEntry, Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment, freeze

MOVES_IN_CI, MOVES_IN_ALL = 150, 5_000


def sums() -> dict[tuple[Any, ...], Decimal]:
    """Contained kilograms by month, status, exporter and end user, of the entries."""
    found: Counter[Any] = Counter()
    for entry in FlowEntry.objects.all():
        found[entry.month, entry.status, entry.exporter_id, entry.end_user] += entry.indium_kg  # type: ignore[assignment]
    return {key: kg for key, kg in found.items() if kg}


def recounted() -> dict[tuple[Any, ...], Decimal]:
    """The same from the revisions, by hand: the demo's goods state their share of indium."""
    share = {"indium": Decimal("0.99995"), "inp": Decimal("114.82") / Decimal("145.794")}
    found: Counter[Any] = Counter()
    for row in Shipment.objects.exclude(status=Status.DRAFT).filter(revision_no__gt=0):
        said = from_plain(row.revisions.get(number=row.revision_no).content, Declaration)
        user = said.party("end_user")
        assert user
        key = (said.declared_on.replace(day=1), row.status, row.exporter_id)
        for line in said.lines:
            kg = (line.net_weight_kg * share[line.material]).quantize(Decimal("0.00001"))
            found[(*key, f"{user.name_en.upper()} ({user.country})")] += kg  # type: ignore[assignment]
    return {key: kg for key, kg in found.items() if kg}


def kept(shipment: Shipment) -> Shipment:
    keep_flows(shipment)
    return shipment


@pytest.mark.django_db
def test_a_submitted_shipment_has_a_flow_a_line(exporter: User) -> None:
    draft = a_draft(exporter, goods=((INGOT, "500"), (BISMUTH_SOLDER, "10")))
    assert not Flow.objects.exists()
    declare.submit(draft, by=exporter, expected_revision=0)
    ingot, alloy = Flow.objects.order_by("line")
    assert (ingot.indium_kg, ingot.purity) == (Decimal("499.975"), "4N")
    assert alloy.indium_kg == Decimal("5.1")  # 51 per cent, as its composition says
    assert (ingot.status, ingot.country, ingot.end_use) == ("screening", "KOR", "ito")
    assert ingot.end_user == "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"


@pytest.mark.django_db
def test_a_draft_given_back_is_no_flow_and_its_correction_replaces_it(
    exporter: User, officer: User
) -> None:
    case = kept(a_shipment(exporter))
    with move("return_for_correction", case, by=officer):
        pass
    assert not Flow.objects.exists()
    assert sums() == {}
    case.refresh_from_db()
    case.lines.update(net_weight_kg=100)
    freeze(case, exporter)
    keep_flows(case)
    assert Flow.objects.get().indium_kg == Decimal("99.995")
    assert list(sums().values()) == [Decimal("99.995")]


@pytest.mark.django_db
def test_keeping_twice_changes_nothing(exporter: User) -> None:
    case = kept(a_shipment(exporter))
    before = list(FlowEntry.objects.values())
    assert not keep_flows(case)
    assert list(FlowEntry.objects.values()) == before


def wander(choose: random.Random, moves: int, people: dict[str, User]) -> None:
    """Random moves through the door, by whoever may; now and then a recount in between."""
    steps: dict[str, list[tuple[str, str | None]]] = {
        Status.SCREENING: [("clear", None), ("flag", None), ("withdraw", "exporter")],
        Status.IN_REVIEW: [
            ("hold", "officer1"), ("release", "officer1"), ("refuse", "officer1"),
            ("return_for_correction", "officer1"), ("withdraw", "exporter"),
        ],
        Status.HELD: [("lift", "officer1"), ("refuse", "officer1")],
        Status.RELEASED: [("close", "officer1")],
    }  # fmt: skip
    for number in range(moves):
        rows = list(Shipment.objects.filter(status__in=[*steps, Status.DRAFT]).order_by("pk"))
        if len(rows) < 5:
            rows.append(_new(choose, people["exporter"]))
        row = choose.choice(rows)
        if row.status == Status.DRAFT:
            freeze(row, people["exporter"])
            keep_flows(row)
            continue
        verb, name = choose.choice(steps[row.status])
        with move(verb, row, by=people[name] if name else None):
            pass
        if number % (moves // 10) == 0:
            choose.choice([draw_together, rebuild])()


def _new(choose: random.Random, by: User) -> Shipment:
    goods = choose.choice([INGOT, INP])
    return a_draft(by, goods=((goods, str(choose.randint(1, 900))),))


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the verbs may not and what they draw and print is tested elsewhere."""
    monkeypatch.setattr("shipments.door.require", lambda *_args: None)
    monkeypatch.setattr("shipments.door.draw", lambda _revision: None)
    monkeypatch.setattr("shipments.door.Passage._ask_for_papers", lambda _passage: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize(
    "moves",
    [MOVES_IN_CI, pytest.param(MOVES_IN_ALL, marks=[pytest.mark.long, pytest.mark.timeout(900)])],
)
def test_the_sums_equal_a_recount_after_random_moves(moves: int, people: dict[str, User]) -> None:
    wander(random.Random(49), moves, people)
    assert sums() == recounted()
    assert check().differences == 0
    assert not [alarm for alarm in alarms() if alarm.name == "flows"]


SPOILED: dict[str, Callable[[Shipment], object]] = {
    "a flow is gone": lambda row: row.flows.all().delete(),
    "a flow is wrong": lambda row: row.flows.update(indium_kg=1),
    "a status is old": lambda row: row.flows.update(status=Status.HELD),
    "sums are wrong": lambda _row: FlowEntry.objects.update(indium_kg=1),
    "a sum is counted twice": lambda _row: FlowEntry.objects.bulk_create(
        [FlowEntry(**{**row, "id": None}) for row in FlowEntry.objects.values()]
    ),
    "a draft has flows": lambda row: Shipment.objects.filter(pk=row.pk).update(status="draft"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("how", SPOILED)
def test_what_is_out_of_step_raises_an_alarm_until_it_is_mended(exporter: User, how: str) -> None:
    case = kept(a_shipment(exporter))
    assert check().differences == 0
    SPOILED[how](case)
    with pytest.raises(CommandError):
        call_command("rebuild_flows", "--check", verbosity=0)
    assert [alarm.name for alarm in alarms() if alarm.name == "flows"] == ["flows"]
    call_command("rebuild_flows")
    assert not [alarm for alarm in alarms() if alarm.name == "flows"]
