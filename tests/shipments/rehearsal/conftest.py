"""A few past shipments really screened, and drafts to try on them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.policy import Policy, Restriction
from compliance.policy.actions import draft
from compliance.policy.models import PolicyVersion
from compliance.policy.versions import policy_on
from shipments.demo.buyers import DEKKER, HANBIT
from shipments.demo.goods import INGOT
from shipments.demo.scenarios import INPACT
from shipments.models import RehearsalRun, Shipment
from shipments.rehearsal import actions, tasks
from shipments.rehearsal.actions import Plan
from shipments.screening.actions import screen
from tests.builders import a_draft, freeze, register_licences
from tests.worlds import made_once

Drafted = Callable[..., PolicyVersion]
Rehearsed = Callable[..., RehearsalRun]


@pytest.fixture
def never_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)


@pytest.fixture
@made_once
def past(
    exporter: User, rival_exporter: User, prc_lists: None, never_sampled: None
) -> dict[str, Shipment]:
    """Green to Korea and to the Netherlands, and one to a listed firm in France."""
    register_licences()
    made = {}
    for name, buyer, by in (
        ("korea", HANBIT, exporter),
        ("netherlands", DEKKER, rival_exporter),
        ("listed", INPACT, exporter),
    ):
        shipment = a_draft(by, goods=[(INGOT, "400")], buyer=buyer)
        freeze(shipment, by)
        screen(shipment.pk)
        made[name] = Shipment.objects.get(pk=shipment.pk)
    return made


@pytest.fixture
def drafted(policy_admin: User) -> Drafted:
    """A draft that begins tomorrow and restricts a country, or changes what is given."""

    def make(country: str = "KOR", **changes: Any) -> PolicyVersion:
        begins = clock.today() + timedelta(days=1)
        lever = Restriction(
            "LEVER", "HOLD", begins, country=country, reason_zh="审慎", reason_en="Caution"
        )
        fields = {"restrictions": (lever,), "in_force_from": begins, **changes}
        policy = replace(policy_on(clock.today()), **fields)
        return draft(policy, note="Try", by=policy_admin)

    return make


@pytest.fixture
def rehearsed(policy_admin: User, monkeypatch: pytest.MonkeyPatch) -> Rehearsed:
    """Starts a rehearsal and does its parts at once; `parts=False` leaves them to the test."""
    monkeypatch.setattr(tasks, "send_after_commit", lambda *args: None)

    def run(version: PolicyVersion | None = None, *, parts: bool = True, **plan: Any) -> Any:
        plan = {"since": clock.today() - timedelta(days=30), "until": clock.today(), **plan}
        policy = plan.pop("policy", None) or _policy_of(version)
        started = actions.start(
            Plan(policy=policy, what="Trial", draft=version, **plan), by=policy_admin
        )
        for chunk in started.chunks.all() if parts else ():
            tasks.chunk(chunk.pk)
        started.refresh_from_db()
        return started

    return run


def _policy_of(version: PolicyVersion | None) -> Any:
    return from_plain(version.body, Policy) if version else policy_on(clock.today())
