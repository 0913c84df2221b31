"""Flows stay in step with the shipments whatever moves them, and a recount finds what is not."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from shipments.alarms import alarms
from shipments.declare import actions as declare
from shipments.demo.buyers import AOBA
from shipments.demo.goods import BISMUTH_SOLDER, INGOT, INP
from shipments.demo.scenarios import VIA_HONG_KONG
from shipments.door import move
from shipments.flows.keeping import keep_flows
from shipments.flows.recount import check, draw_together, rebuild, settle
from shipments.models import (
    BalanceEntry,
    ChangeRequest,
    Flow,
    FlowEntry,
    FollowUpReport,
    Shipment,
)
from shipments.moves import Status
from tests.builders import a_draft, a_shipment, freeze

MOVES_IN_CI, MOVES_IN_ALL = 120, 5_000


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


BALANCED = ("indium_kg", "used_kg", "in_stock_kg", "handed_on_kg", "awaited_kg", "unexplained_kg")
Balances = dict[tuple[Any, ...], list[Decimal]]


def balances() -> Balances:
    """What was received and became of it by year, exporter, country, user, consignee and arrival,
    of the entries; by BALANCED."""
    found: Balances = {}
    for each in BalanceEntry.objects.all():
        key = (each.year, each.exporter_id, each.country, each.end_user, each.consignee, each.via)
        sum_ = found.setdefault(key, [Decimal(0)] * len(BALANCED))
        sum_[:] = [old + getattr(each, name) for old, name in zip(sum_, BALANCED, strict=True)]
    return {key: masses for key, masses in found.items() if any(masses)}


def struck() -> Balances:
    """The same from revisions, reports, requests and duties, by hand. What is reported here names
    neither product nor scrap, so nothing is lost beyond a norm."""
    share = {"indium": Decimal("0.99995"), "inp": Decimal("114.82") / Decimal("145.794")}
    found: Balances = {}
    for row in Shipment.objects.filter(status__in=("released", "closed")):
        said = from_plain(row.revisions.get(number=row.revision_no).content, Declaration)
        user, consignee = (
            f"{party.name_en.upper()} ({party.country})"
            for party in (said.party("end_user"), said.party("consignee"))
            if party
        )
        via = said.destination_country.replace(said.final_destination, "")
        key = (said.declared_on.year, row.exporter_id, said.final_destination, user, consignee, via)
        kg = sum(
            (line.net_weight_kg * share[line.material]).quantize(Decimal("0.00001"))
            for line in said.lines
        )
        masses = [kg, *_became_of(row, Decimal(kg))]
        sum_ = found.setdefault(key, [Decimal(0)] * len(BALANCED))
        sum_[:] = [old + mass for old, mass in zip(sum_, masses, strict=True)]
    return {key: masses for key, masses in found.items() if any(masses)}


def _became_of(row: Shipment, kg: Decimal) -> list[Decimal]:
    none = Decimal(0)
    granted = row.change_requests.filter(kind="transfer", is_granted=True)
    handed_on = sum((each.kg for each in granted), none)
    duties = [duty for duty in row.follow_ups.all() if duty.ended_at is None]
    for duty in duties:
        for report in duty.reports.exclude(state="questioned"):
            if duty.kind == "use":
                used, stock = report.used_kg or none, report.stock_kg or none
                open_kg = max(kg - used - stock - handed_on, none)
                return [used, stock, handed_on, none, open_kg]
    owed = [duty for duty in duties if not duty.met_at and duty.kind != "visit"]
    is_late = any(duty.due_on and duty.due_on < clock.today() for duty in owed)
    rest = max(kg - handed_on, none)
    return [none, none, handed_on, none, rest] if is_late else [none, none, handed_on, rest, none]


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
        Status.RELEASED: [
            ("close", "officer1"), ("countersign_recall", "officer1"), ("report", "exporter"),
            ("grant_change", "officer1"),
        ],
        Status.CLOSED: [
            ("report", "exporter"), ("report", "exporter"), ("question_report", "officer1"),
        ],
    }  # fmt: skip
    begin = clock.now() - timedelta(days=90)
    for number in range(moves):
        with clock.at(begin + timedelta(days=number * 90 // moves)):
            rows = list(Shipment.objects.filter(status__in=[*steps, Status.DRAFT]).order_by("pk"))
            if sum(row.status != Status.CLOSED for row in rows) < 5:
                rows.append(_new(choose, people["exporter"]))
            row = choose.choice(rows[-40:])
            if row.status == Status.DRAFT:
                freeze(row, people["exporter"])
                keep_flows(row)
                continue
            verb, name = choose.choice(steps[row.status])
            with move(verb, row, by=people[name] if name else None) as case:
                BODIES.get(verb, lambda *_args: None)(choose, case.row, people["exporter"])
            if number % (moves // 10) == 0:
                choose.choice([draw_together, rebuild, settle])()


def _new(choose: random.Random, by: User) -> Shipment:
    goods = [(choose.choice([INGOT, INP]), str(choose.randint(1, 900))) for _line in range(2)]
    header = choose.choice([(), VIA_HONG_KONG])
    user = choose.choice([None, AOBA])
    return a_draft(by, goods=goods[: choose.randint(1, 2)], header=header, end_user=user)


def _report(choose: random.Random, row: Shipment, by: User) -> None:
    """Some duty is met, and what is left falls due some day around this one."""
    owed = list(row.follow_ups.unmet().exclude(kind="visit"))
    if not owed:
        return
    duty, told = choose.choice(owed), {}
    if duty.kind == "use":
        whole = sum(flow.indium_kg for flow in row.flows.all())
        parts = [Decimal(choose.randint(0, 50)) / 100 * whole for _name in range(2)]
        told = dict(zip(("used_kg", "stock_kg"), map(_rounded, parts), strict=True))
    FollowUpReport.objects.create(
        follow_up=duty, shipment=row, happened_on=clock.today(), text="It went on.", by=by,
        at=clock.now(), state="filed", **told,
    )  # fmt: skip
    row.follow_ups.filter(pk=duty.pk).update(met_at=clock.now())
    due = clock.today() + timedelta(days=choose.randint(-10, 40))
    row.follow_ups.unmet().update(due_on=due)


def _rounded(kg: Decimal) -> Decimal:
    return kg.quantize(Decimal("0.00001"))


def _question(_choose: random.Random, row: Shipment, _by: User) -> None:
    for report in row.follow_up_reports.exclude(state="questioned"):
        report.state = "questioned"
        report.save()
        row.follow_ups.filter(pk=report.follow_up_id).update(met_at=None)


def _hand_on(choose: random.Random, row: Shipment, by: User) -> None:
    ChangeRequest.objects.create(
        shipment=row, kind="transfer", user_name="Other", user_country="KOR", end_use="ito",
        kg=Decimal(choose.randint(1, 300)), planned_on=clock.today(), reason="Less is needed.",
        by=by, at=clock.now(), decided_at=clock.now(), is_granted=True,
    )  # fmt: skip


BODIES: dict[str, Callable[[random.Random, Shipment, User], None]] = {
    "report": _report, "question_report": _question, "grant_change": _hand_on,
}  # fmt: skip


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
    assert len(balances()) > 2
    assert balances() == struck()
    assert not [alarm for alarm in alarms() if alarm.name == "flows"]


SPOILED: dict[str, Callable[[Shipment], object]] = {
    "a flow is gone": lambda row: row.flows.all().delete(),
    "a flow is wrong": lambda row: row.flows.update(indium_kg=1),
    "a status is old": lambda row: row.flows.update(status=Status.HELD),
    "a balance is wrong": lambda row: row.flows.update(used_kg=1),
    "balances are wrong": lambda _row: BalanceEntry.objects.create(
        **{**BalanceEntry.objects.values().get(), "id": None, "used_kg": 1}
    ),
    "sums are wrong": lambda _row: FlowEntry.objects.update(indium_kg=1),
    "a sum is counted twice": lambda _row: FlowEntry.objects.bulk_create(
        [FlowEntry(**{**row, "id": None}) for row in FlowEntry.objects.values()]
    ),
    "a draft has flows": lambda row: Shipment.objects.filter(pk=row.pk).update(status="draft"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("how", SPOILED)
def test_what_is_out_of_step_raises_an_alarm_until_it_is_mended(exporter: User, how: str) -> None:
    case = kept(a_shipment(exporter, Status.RELEASED))
    assert check().differences == 0
    SPOILED[how](case)
    with pytest.raises(CommandError):
        call_command("rebuild_flows", "--check", verbosity=0)
    assert [alarm.name for alarm in alarms() if alarm.name == "flows"] == ["flows"]
    call_command("rebuild_flows")
    assert not [alarm for alarm in alarms() if alarm.name == "flows"]
