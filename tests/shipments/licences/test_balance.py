"""核销: released quantities are written off, and never more than the licence holds."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.demo.goods import FOIL, INGOT, INP
from shipments.demo.licences import licence_number
from shipments.licences.actions import register, revoke
from shipments.licences.balance import draw
from shipments.models import Licence, LicenceDraw, Revision, Shipment
from shipments.moves import Status
from shipments.review import actions as review
from shipments.screening import actions as screening
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, a_shipment, disposed, freeze
from tests.shipments.licences.conftest import Registered

INGOTS = [(INGOT, "400")]


@pytest.fixture(autouse=True)
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)


def submitted(by: User, goods: object = INGOTS, **draft: object) -> Revision:
    return freeze(a_draft(by, goods=goods, **draft), by)  # type: ignore[arg-type]


def status_of(revision: Revision) -> str:
    return Shipment.objects.get(pk=revision.shipment_id).status


@pytest.mark.usefixtures("prc_lists")
def test_an_automatic_release_is_written_off(exporter: User, registered: Registered) -> None:
    licence = registered()
    revision = submitted(exporter)
    screen(revision.shipment_id)
    licence.refresh_from_db()
    assert status_of(revision) == Status.RELEASED
    assert (licence.remaining_kg, licence.remaining_uses) == (Decimal(600), 11)
    assert licence.draws.get().kg == Decimal(400)
    event = Event.objects.get(verb="draw_licence")
    assert event.detail["remaining_kg"] == "600.00000"


@pytest.mark.usefixtures("prc_lists")
def test_lines_on_one_licence_are_one_draw_and_one_use(
    exporter: User, registered: Registered
) -> None:
    licence = registered()
    revision = submitted(exporter, goods=[(INGOT, "100"), (FOIL, "60")])
    draw_in_transaction(revision)
    licence.refresh_from_db()
    assert licence.draws.get().kg == Decimal(160)
    assert licence.remaining_uses == 11


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(("held", "is_green"), [("400", True), ("399.99", False)])
def test_a_short_balance_sends_a_clean_shipment_to_review(
    exporter: User, registered: Registered, held: str, is_green: bool
) -> None:
    registered(quantity_kg=Decimal(held))
    revision = submitted(exporter)
    screening = screen(revision.shipment_id)
    assert screening is not None
    assert screening.findings.filter(rule="LIC-13").exists() is not is_green
    assert status_of(revision) == (Status.RELEASED if is_green else Status.IN_REVIEW)


@pytest.mark.usefixtures("prc_lists")
def test_a_balance_taken_between_screening_and_release_is_noticed(
    exporter: User, registered: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(quantity_kg=Decimal(500))
    first, second = submitted(exporter), submitted(exporter)
    real = screening.run_rules

    def run_while_another_is_released(facts: object) -> object:
        monkeypatch.setattr(screening, "run_rules", real)
        run = real(facts)  # type: ignore[arg-type]
        draw_in_transaction(first)
        return run

    monkeypatch.setattr(screening, "run_rules", run_while_another_is_released)
    found = screen(second.shipment_id)
    assert found is not None
    assert found.number == 1
    assert found.findings.filter(rule="LIC-13").exists()
    assert status_of(second) == Status.IN_REVIEW


@pytest.mark.usefixtures("prc_lists")
def test_an_officer_cannot_release_more_than_the_licence_holds(
    exporter: User, officer: User, registered: Registered
) -> None:
    licence = registered(quantity_kg=Decimal(300))
    shipment = screened_case(exporter)
    with pytest.raises(Conflict, match=licence.number):
        review.release(shipment, by=officer, reason="In order")
    shipment.refresh_from_db()
    assert shipment.status == Status.IN_REVIEW
    assert not LicenceDraw.objects.exists()
    assert not Event.objects.filter(verb="release").exists()


@pytest.mark.usefixtures("prc_lists")
def test_a_countersigned_release_is_written_off_and_a_proposed_one_is_not(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    licence = registered()
    shipment = screened_case(exporter, gravity=2)
    review.propose_release(shipment, by=officer, reason="In order", given=disposed(shipment))
    assert not licence.draws.exists()
    review.countersign(shipment, by=second_officer, reason="Agreed")
    assert licence.draws.get().shipment == shipment


def test_nothing_is_released_on_a_revoked_licence(
    exporter: User, officer: User, registered: Registered
) -> None:
    revoke(registered(), by=officer, reason="Obtained by fraud")
    with pytest.raises(Conflict, match="26-53-000149"):
        draw_in_transaction(submitted(exporter))


def test_a_number_the_register_does_not_hold_is_no_obstacle_here(exporter: User) -> None:
    assert draw_in_transaction(submitted(exporter)) == []


def test_a_draw_can_be_neither_changed_nor_deleted(exporter: User, registered: Registered) -> None:
    registered()
    draw_in_transaction(submitted(exporter))
    for change in (lambda rows: rows.update(kg=1), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(LicenceDraw.objects.all())


@pytest.mark.parametrize("change", [{"remaining_kg": -1}, {"remaining_kg": 1001}, {"uses": 0}])
def test_the_database_refuses_an_impossible_balance(
    registered: Registered, change: dict[str, int]
) -> None:
    licence = registered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Licence.objects.filter(pk=licence.pk).update(**change)


@pytest.mark.usefixtures("prc_lists")
def test_a_late_registration_makes_open_cases_screen_again(
    exporter: User,
    officer: User,
    registered: Registered,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(
        "shipments.screening.tasks.rescreen.apply_async", lambda args, retry: sent.extend(args)
    )
    shipment = screened_case(exporter)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        registered(holder_uscc="91530000MA6K49YP33", quantity_kg=Decimal(1))
    assert sent == [shipment.pk]
    found = rescreen(shipment.pk)
    assert found is not None
    assert set(found.findings.values_list("rule", flat=True)) >= {"LIC-12", "LIC-13"}


@pytest.mark.usefixtures("transactional_db")
def test_fifty_releases_at_once_never_exceed_the_balance(
    exporter: User, registered: Registered
) -> None:
    ordinary = registered(quantity_kg=Decimal(1000), uses=40)
    dual_use = register(
        by=None,
        number=licence_no(exporter, INP),
        kind="3",
        valid_from=ordinary.valid_from,
        valid_until=ordinary.valid_until,
        quantity_kg=Decimal(200),
        uses=40,
    )
    goods = [[(INGOT, "60"), (INP, "5")], [(INP, "5"), (INGOT, "60")]]
    revisions = [submitted(exporter, goods=goods[number % 2]) for number in range(50)]
    with ThreadPoolExecutor(25) as threads:
        outcomes = list(threads.map(try_to_draw, revisions))
    for licence, kg in ((ordinary, 60), (dual_use, 5)):
        licence.refresh_from_db()
        drawn = licence.draws.aggregate(sum=Sum("kg"))["sum"]
        assert drawn == kg * 16
        assert licence.remaining_kg == licence.quantity_kg - drawn
        assert licence.remaining_uses == 24
    assert outcomes.count("drawn") == 16
    assert outcomes.count("short") == 34


def licence_no(exporter: User, product: object) -> str:
    return licence_number(exporter.exporter, product.licence_kind)  # type: ignore[attr-defined,arg-type]


def try_to_draw(revision: Revision) -> str:
    try:
        draw_in_transaction(revision)
    except Conflict:
        return "short"
    finally:
        connection.close()
    return "drawn"


def draw_in_transaction(revision: Revision) -> list[LicenceDraw]:
    with transaction.atomic():
        return draw(revision)


def screened_case(exporter: User, gravity: int = 1) -> Shipment:
    """In review over really stored lists and policy, so that nothing is stale."""
    shipment = a_shipment(exporter, gravity=gravity, goods=INGOTS)
    rescreen(shipment.pk)
    Shipment.objects.filter(pk=shipment.pk).update(gravity=gravity)
    shipment.refresh_from_db()
    return shipment


@pytest.mark.usefixtures("prc_lists")
def test_value_is_written_off_across_shipments_like_kilograms(
    exporter: User, registered: Registered
) -> None:
    licence = registered(value=Decimal(400_000), currency="USD")
    first, second = submitted(exporter), submitted(exporter)
    screen(first.shipment_id)
    licence.refresh_from_db()
    assert licence.draws.get().value == Decimal(222_000)
    assert licence.remaining_value == Decimal(178_000)
    found = screen(second.shipment_id)
    assert found is not None
    assert found.findings.get(rule="LIC-17").params["remaining"] == "178000.00 USD"
    assert status_of(second) == Status.IN_REVIEW
    with pytest.raises(Conflict, match=r"178000\.00 USD"):
        draw_in_transaction(second)


def test_a_value_in_another_currency_is_left_to_the_officer(
    exporter: User, registered: Registered
) -> None:
    licence = registered(value=Decimal(100), currency="EUR")
    draw_in_transaction(submitted(exporter))
    licence.refresh_from_db()
    assert (licence.remaining_value, licence.draws.get().value) == (Decimal(100), Decimal(0))


def test_the_database_keeps_the_value_between_zero_and_what_was_granted(
    registered: Registered,
) -> None:
    licence = registered(value=Decimal(100), currency="USD")
    with pytest.raises(IntegrityError), transaction.atomic():
        Licence.objects.filter(pk=licence.pk).update(remaining_value=Decimal("-0.01"))


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(("granted", "left"), [("222000.00", "0.00"), ("222000.01", "0.01")])
def test_value_is_drawn_to_the_last_cent(
    exporter: User, registered: Registered, granted: str, left: str
) -> None:
    licence = registered(value=Decimal(granted), currency="USD")
    draw_in_transaction(submitted(exporter))
    licence.refresh_from_db()
    assert licence.remaining_value == Decimal(left)
    assert licence.draws.get().value == Decimal(222_000)


def test_one_cent_more_than_is_left_draws_nothing(exporter: User, registered: Registered) -> None:
    licence = registered(value=Decimal("221999.99"), currency="USD")
    with pytest.raises(Conflict, match=r"221999\.99 USD.*222000\.00"):
        draw_in_transaction(submitted(exporter))
    licence.refresh_from_db()
    assert (licence.remaining_value, licence.remaining_uses) == (Decimal("221999.99"), 12)


def test_kilograms_and_uses_are_drawn_to_the_last(exporter: User, registered: Registered) -> None:
    licence = registered(quantity_kg=Decimal(400), uses=1)
    draw_in_transaction(submitted(exporter))
    licence.refresh_from_db()
    assert (licence.remaining_kg, licence.remaining_uses) == (Decimal(0), 0)


def test_without_a_use_left_nothing_is_drawn(exporter: User, registered: Registered) -> None:
    licence = registered(uses=1)
    draw_in_transaction(submitted(exporter))
    with pytest.raises(Conflict, match=licence.number):
        draw_in_transaction(submitted(exporter))
