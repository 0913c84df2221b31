"""What changes by date alone, overnight and without anybody's doing, reaches the open cases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from compliance.law.policy import Restriction
from compliance.law.rule import Effect
from compliance.parties.entries import Period
from compliance.parties.versions import activate_version, entries_in_force
from compliance.policy import actions as policies
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.demo.buyers import AOBA, HANBIT, Buyer
from shipments.demo.goods import BISMUTH_SOLDER, Product
from shipments.licences.actions import register
from shipments.models import Licence, Screening, Shipment
from shipments.review import actions as review
from shipments.screening import tasks
from shipments.screening.actions import rescreen, screen
from shipments.screening.replay import replay
from tests.builders import a_draft, disposed, freeze

EVE, REVIVAL = date(2026, 11, 27), date(2026, 11, 28)
ANTIMONIDE = Product(
    hs_code="2853909031",
    material="insb",
    form="crystal",
    name_zh="锑化铟单晶",
    name_en="Indium antimonide single crystal",
    specification="0|0|锭|锑化铟，位错密度 30/cm²|用于红外探测器",
    cas="1312-41-0",
    purity_percent="99.9999",
    composition=(("InSb", "100"),),
    usd_per_kg="9000",
    licence_kind="3",
    remark="属于两用物项，3C003.f",
    control_code="3C003.f",
    control_explain_code="ZZ01",
)
MICHIGAN = replace(HANBIT, name_en="Great Lakes Optics Inc.", name_zh="", country="USA")
Sweep = Callable[[], list[int]]


@contextmanager
def on_the(day: date, hour: int = 12) -> Iterator[None]:
    with clock.at(timezone.make_aware(datetime.combine(day, time(hour)))):
        yield


@pytest.fixture(autouse=True)
def lists(db: None) -> None:
    with on_the(EVE - timedelta(days=5)):
        call_command("load_prc_lists", as_of=clock.today(), verbosity=0)


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch) -> Sweep:
    """What the beat does every minute, its tasks done at once: the cases screened again."""
    done: list[int] = []

    def at_once(pk: int) -> None:
        done.append(pk)
        rescreen(pk)

    monkeypatch.setattr(tasks.rescreen, "delay", at_once)
    monkeypatch.setattr(tasks, "waiting_in", lambda _queue: 0)

    def once() -> list[int]:
        done.clear()
        tasks.sweep()
        return list(done)

    return once


def filed(
    by: User, day: date, product: Product, buyer: Buyer = HANBIT, **order: object
) -> Shipment:
    """Filed and screened that day, to leave on it."""
    with on_the(day):
        header = (("export_date", day),)
        shipment = a_draft(by, goods=[(product, "30")], buyer=buyer, header=header, **order)
        freeze(shipment, by)
        screen(shipment.pk)
    return Shipment.objects.get(pk=shipment.pk)


def latest(case: Shipment) -> Screening:
    return case.screenings.order_by("-number")[0:1].get()


def found(case: Shipment) -> dict[str, int]:
    return dict(latest(case).findings.values_list("rule", "effect"))


def test_the_sweep_that_notices_runs_by_itself() -> None:
    from django.conf import settings

    tasks_of_beat = {each["task"]: each for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks_of_beat["shipments.screening.sweep"]["schedule"] <= 60


def test_antimonide_for_the_united_states_is_stopped_the_night_the_suspension_ends(
    exporter: User, officer: User, sweep: Sweep
) -> None:
    case = filed(exporter, EVE, ANTIMONIDE, MICHIGAN)
    assert "DST-04" not in found(case)
    with on_the(EVE, 23):
        assert sweep() == []
    with on_the(REVIVAL, 0):
        with pytest.raises(Conflict):
            review.propose_release(case, by=officer, reason="In order", given=disposed(case))
        assert sweep() == [case.pk]
        assert found(case)["DST-04"] == Effect.HOLD  # a licence is cited
        assert sweep() == []
    case.refresh_from_db()
    assert (case.is_stale, case.declared_on) == (False, EVE)


def test_goods_planned_to_leave_after_the_suspension_are_stopped_at_once(exporter: User) -> None:
    with on_the(EVE):
        header = (("export_date", REVIVAL),)
        shipment = a_draft(exporter, goods=[(ANTIMONIDE, "30")], buyer=MICHIGAN, header=header)
        freeze(shipment, exporter)
        screen(shipment.pk)
    assert found(shipment)["DST-04"] == Effect.HOLD


def test_runs_before_and_after_the_turn_both_replay_to_the_byte(
    exporter: User, sweep: Sweep
) -> None:
    case = filed(exporter, EVE, ANTIMONIDE, MICHIGAN)
    with on_the(REVIVAL):
        sweep()
    runs = list(Screening.objects.filter(shipment=case).order_by("number"))
    assert [replay(each).differences for each in runs] == [(), ()]
    assert len(runs) == 2


def test_a_policy_signed_for_tomorrow_reaches_the_case_tomorrow(
    exporter: User, policy_admin: User, second_policy_admin: User, sweep: Sweep
) -> None:
    case = filed(exporter, EVE, BISMUTH_SOLDER)
    with on_the(EVE):
        lever = Restriction("K", "BLOCK", REVIVAL, country="KOR", reason_zh="停", reason_en="Stop")
        changed = replace(policy_on(EVE), in_force_from=REVIVAL, restrictions=(lever,))
        draft = policies.draft(changed, note="Stop", by=policy_admin)
        draft = policies.attach_rehearsal(draft, {}, by=policy_admin)
        policies.sign(draft, body_sha256=draft.body_sha256, by=second_policy_admin)
        assert sweep() == []
    with on_the(REVIVAL):
        assert sweep() == [case.pk]
    assert found(case)["DST-05"] == 3
    assert latest(case).policy_number == 2


def list_consignee(case: Shipment, since: date) -> None:
    """Put the case's consignee on the control list from that day."""
    entries = list(entries_in_force("export_control_list"))
    entry = replace(
        entries[0],
        key="new",
        names=(case.consignee_name,),
        name_en=case.consignee_name,
        listed_on=since,
        periods=(Period("listed", since),),
    )
    activate_version(
        "export_control_list",
        [*entries, entry],
        source="New notice",
        sha256="9" * 64,
        as_of=clock.today(),
    )


def test_a_buyer_listed_after_the_declaration_is_found_before_the_release(
    exporter: User, sweep: Sweep
) -> None:
    case = filed(exporter, EVE, BISMUTH_SOLDER, AOBA)
    assert "PTY-01" not in found(case)
    with on_the(REVIVAL):
        list_consignee(case, since=REVIVAL)
        assert sweep() == [case.pk]
    assert found(case)["PTY-01"] >= Effect.HOLD
    assert replay(latest(case)).differences == ()


def test_a_listing_published_ahead_counts_from_its_day(exporter: User, sweep: Sweep) -> None:
    with on_the(EVE):
        case = filed(exporter, EVE, BISMUTH_SOLDER, AOBA)
        list_consignee(case, since=REVIVAL)
        assert sweep() == [case.pk]
        assert "PTY-01" not in found(case)
        assert sweep() == []
    with on_the(REVIVAL):
        assert sweep() == [case.pk]
    assert found(case)["PTY-01"] >= Effect.HOLD


def test_a_licence_that_runs_out_while_the_case_waits_no_longer_serves(
    exporter: User, sweep: Sweep
) -> None:
    draft_number = filed(exporter, EVE, BISMUTH_SOLDER).lines.get().licence_no
    with on_the(EVE - timedelta(days=30)):
        register(
            by=None,
            number=draft_number,
            kind="4",
            valid_from=clock.today(),
            valid_until=EVE,
            quantity_kg=Decimal(1000),
            uses=12,
        )
    case = filed(exporter, EVE, BISMUTH_SOLDER)
    assert Licence.objects.get().valid_until == EVE
    assert "LIC-11" not in found(case)
    with on_the(REVIVAL):
        assert case.pk in sweep()
    assert found(case)["LIC-11"] == 3
