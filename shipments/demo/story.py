"""Plays scenarios through the real actions, with the clock standing where each step happened."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from shipments.declare import actions as declare
from shipments.demo.orders import draft_of
from shipments.demo.reports import report_what_is_due
from shipments.demo.scenarios import Scenario
from shipments.models import DispositionKind, HoldKind, Shipment
from shipments.moves import OPEN, Status
from shipments.moves.guards import needs_second_officer
from shipments.review import actions as review
from shipments.review.claims import claim
from shipments.review.dispositions import Disposed, grave_findings
from shipments.review.questions import question
from shipments.review.released import close
from shipments.screening.actions import screen

Act = tuple[datetime, Callable[[], object]]
REASON = "已核对合同、发票及最终用户的公开信息。"
HOLDS = {
    "hold_listed": HoldKind.PARTY_LISTED,
    "hold_licence": HoldKind.LIC_MISSING,
}


def tell(
    scenarios: Sequence[Scenario], people: dict[str, User], meanwhile: Iterable[Act] = ()
) -> None:
    """Play every scenario and what else happened meanwhile, all in the order of time, so that the
    event log reads true."""
    filed: dict[int, int] = {}
    acts: list[Act] = [
        (moment, partial(_play, step, number, moment, scenarios, people, filed))
        for moment, number, step in _timed_steps(scenarios)
    ]
    for moment, act in sorted([*meanwhile, *acts], key=lambda each: each[0]):
        with clock.at(moment):
            act()


def _play(
    step: str,
    number: int,
    moment: datetime,
    scenarios: Sequence[Scenario],
    people: dict[str, User],
    filed: dict[int, int],
) -> None:
    if step == "file":
        filed[number] = _file(scenarios[number], people).pk
        return
    _take(step, Shipment.objects.get(pk=filed[number]), people, moment)


def _timed_steps(scenarios: Sequence[Scenario]) -> Iterator[tuple[datetime, int, str]]:
    """When each step happens: filing first, then one every nine minutes."""
    for number, scenario in enumerate(scenarios):
        filed = clock.now() - timedelta(days=scenario.days_ago, minutes=60 - number)
        yield filed, number, "file"
        for place, step in enumerate(scenario.steps, start=1):
            yield min(filed + place * timedelta(minutes=9), clock.now()), number, step


def _file(scenario: Scenario, people: dict[str, User]) -> Shipment:
    user = people[scenario.by]
    report_what_is_due(user)
    shipment = draft_of(scenario.order, user)
    Shipment.objects.filter(pk=shipment.pk).update(created_at=clock.now())
    if "keep" in scenario.steps:
        return shipment
    return declare.submit(shipment, by=user, expected_revision=0)


def _take(step: str, shipment: Shipment, people: dict[str, User], moment: datetime) -> None:
    first, second = _officers(shipment, people)
    if step == "keep":
        return
    if step == "screen":
        screen(shipment.pk)
    elif step == "withdraw":
        declare.withdraw(shipment, by=shipment.created_by, reason="买方取消订单。")
    elif step == "close" and shipment.status == Status.RELEASED:
        close(
            shipment,
            by=first,
            reason="承运人确认货物已离境。",
            departed_on=clock.today(),
            report_no=f"MFT{shipment.pk:08d}",
            container_no="TGHU4903211",
        )
    elif shipment.status in OPEN:
        _decide(step, shipment, first, second, moment)


def _officers(shipment: Shipment, people: dict[str, User]) -> tuple[User, User]:
    if shipment.office_id == people["officer3"].office_id:
        return people["officer3"], people["officer4"]
    return people["officer1"], people["officer2"]


def _decide(step: str, shipment: Shipment, first: User, second: User, moment: datetime) -> None:
    told: dict[str, Any] = {"by": first, "reason": REASON}
    if step == "claim":
        claim(shipment, by=first)
    elif step == "question":
        message = "请说明货物的技术指标和主要用途，并提交检测报告。"
        ask: dict[str, Any] = {
            "ground": "parameters",
            "materials": ["contract", "technical_statement"],
        }
        question(shipment, message=message, **ask, **told)
    elif step in HOLDS:
        until = timezone.localtime(moment + timedelta(days=30)).date()
        message = "请提供许可证，或提交技术参数情况说明。"
        review.hold(shipment, ground=HOLDS[step], until=until, message=message, **told)
    elif step == "return":
        review.return_for_correction(shipment, message="请更正标明的内容。", **told)
    elif step == "refuse":
        message = "该货物不能按申报内容出口。"
        review.refuse(shipment, ground="misdeclared", message=message, **told)
    elif step in ("release", "propose"):
        _release(step, shipment, second, told)


def _release(step: str, shipment: Shipment, second: User, told: dict[str, Any]) -> None:
    if not needs_second_officer(shipment):
        review.release(shipment, **told)
        return
    review.propose_release(shipment, given=_disposed(shipment), **told)
    if step == "release":
        shipment.refresh_from_db()
        review.countersign(shipment, by=second, reason="同意放行。")


def _disposed(shipment: Shipment) -> dict[int, Disposed]:
    return {
        finding.position: Disposed(DispositionKind.OVERRIDDEN, REASON)
        for finding in grave_findings(shipment)
    }
