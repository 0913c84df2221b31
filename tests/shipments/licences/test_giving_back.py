"""冲销: a recalled release gives back what it drew, so that the next one draws right."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.declare.actions import request_withdrawal
from shipments.demo.goods import INGOT
from shipments.licences.actions import revoke
from shipments.licences.balance import draw, give_back
from shipments.models import Licence, LicenceDraw, LicenceReturn, Shipment
from shipments.moves import Status
from shipments.review import actions as review
from shipments.review import released
from shipments.screening.actions import rescreen
from tests.builders import a_draft, a_shipment, freeze
from tests.shipments.licences.conftest import Registered

pytestmark = pytest.mark.usefixtures("prc_lists")
INGOTS = [(INGOT, "400")]
WHY = {"reason": "A restriction began.", "message": "Do not load the goods."}


def released_by_hand(exporter: User, officer: User) -> Shipment:
    shipment = a_shipment(exporter, gravity=1, goods=INGOTS)
    rescreen(shipment.pk)
    Shipment.objects.filter(pk=shipment.pk).update(gravity=1)
    shipment.refresh_from_db()
    return review.release(shipment, by=officer, reason="In order.")


def recalled(shipment: Shipment, officer: User, second: User) -> Shipment:
    released.propose_recall(shipment, by=officer, **WHY)
    return released.countersign_recall(shipment, by=second, reason="I agree.")


def left_on(licence: Licence) -> tuple[Decimal, int, Decimal | None]:
    licence.refresh_from_db()
    return licence.remaining_kg, licence.remaining_uses, licence.remaining_value


def test_a_recall_gives_back_kilograms_use_and_value(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    licence = registered(value=Decimal(400_000), currency="USD")
    shipment = released_by_hand(exporter, officer)
    assert left_on(licence) == (Decimal(600), 11, Decimal(178_000))
    recalled(shipment, officer, second_officer)
    assert left_on(licence) == (Decimal(1000), 12, Decimal(400_000))
    told = Event.objects.get(verb="return_licence").detail
    assert (told["licence"], told["kg"], told["remaining_kg"]) == (
        licence.number,
        "400.00000",
        "1000.00000",
    )


def test_what_a_licence_counts_in_its_own_unit_is_given_back(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    licence = registered(unit="036", quantity=Decimal(500_000))
    shipment = released_by_hand(exporter, officer)
    licence.refresh_from_db()
    assert licence.remaining_quantity == Decimal(100_000)
    recalled(shipment, officer, second_officer)
    licence.refresh_from_db()
    assert licence.remaining_quantity == Decimal(500_000)


def test_the_next_release_draws_again_and_once(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    licence = registered(quantity_kg=Decimal(500))
    shipment = recalled(released_by_hand(exporter, officer), officer, second_officer)
    review.lift(shipment, by=officer if shipment.claimed_by == officer else second_officer, **WHY)
    shipment.refresh_from_db()
    rescreen(shipment.pk)
    Shipment.objects.filter(pk=shipment.pk).update(gravity=1)
    shipment.refresh_from_db()
    review.release(shipment, by=shipment.claimed_by, reason="In order after all.")
    assert left_on(licence)[:2] == (Decimal(100), 11)
    assert [each.round for each in licence.draws.order_by("id")] == [0, 1]


def test_what_was_given_back_can_be_drawn_by_others_and_then_not_again(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    licence = registered(quantity_kg=Decimal(500))
    shipment = recalled(released_by_hand(exporter, officer), officer, second_officer)
    other = freeze(a_draft(exporter, goods=INGOTS), exporter)
    with transaction.atomic():
        draw(other)
    with pytest.raises(Conflict), transaction.atomic():
        draw(shipment.revisions.get())
    assert left_on(licence)[0] == Decimal(100)


def test_another_revision_draws_for_itself_alone(exporter: User, registered: Registered) -> None:
    licence = registered()
    draft = a_draft(exporter, goods=INGOTS)
    first = freeze(draft, exporter)
    with transaction.atomic():
        draw(first)
    line = draft.lines.get()
    line.net_weight_kg = Decimal(300)
    line.save()
    draft.refresh_from_db()
    second = freeze(draft, exporter)
    for _twice in range(2):
        with transaction.atomic():
            draw(second)
    assert left_on(licence)[:2] == (Decimal(700), 11)


def test_giving_back_twice_gives_back_once(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    licence = registered()
    shipment = recalled(released_by_hand(exporter, officer), officer, second_officer)
    request_withdrawal(shipment, by=exporter, ground="other", reason="Cancelled.")
    shipment.refresh_from_db()
    review.grant_withdrawal(shipment, by=second_officer, reason="Agreed.")
    assert shipment.status != Status.WITHDRAWN
    assert left_on(licence)[:2] == (Decimal(1000), 12)
    assert LicenceReturn.objects.count() == 1


def test_a_draw_of_before_is_given_back_when_the_withdrawal_is_granted(
    exporter: User, officer: User, registered: Registered
) -> None:
    """Recalled before recalls gave anything back: the draw still stands."""
    licence = registered()
    shipment = a_shipment(exporter, Status.HELD, gravity=1, goods=INGOTS)
    with transaction.atomic():
        draw(shipment.revisions.get())
    review.hold(shipment, by=officer, ground="doc_mismatch", until=clock.today(), **WHY)
    request_withdrawal(shipment, by=exporter, ground="other", reason="Cancelled.")
    shipment.refresh_from_db()
    review.grant_withdrawal(shipment, by=officer, reason="Agreed.")
    assert left_on(licence)[:2] == (Decimal(1000), 12)


def test_a_revoked_licence_gets_its_balance_back_and_stays_revoked(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    licence = registered()
    shipment = released_by_hand(exporter, officer)
    revoke(licence, by=officer, reason="Obtained by fraud.")
    recalled(shipment, officer, second_officer)
    assert left_on(licence)[0] == Decimal(1000)
    with pytest.raises(Conflict, match=licence.number), transaction.atomic():
        draw(shipment.revisions.get())


def test_a_return_can_be_neither_changed_nor_deleted(
    exporter: User, officer: User, second_officer: User, registered: Registered
) -> None:
    registered()
    recalled(released_by_hand(exporter, officer), officer, second_officer)
    for statement in (
        "UPDATE shipments_licencereturn SET at = now()",
        "DELETE FROM shipments_licencereturn",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.usefixtures("transactional_db")
def test_draws_and_returns_at_once_never_overdraw(exporter: User, registered: Registered) -> None:
    licence = registered(quantity_kg=Decimal(900), uses=99)
    revisions = [freeze(a_draft(exporter, goods=INGOTS), exporter) for _each in range(6)]

    def draw_and_return(number: int) -> None:
        try:
            with transaction.atomic():
                draw(revisions[number])
            if number % 2:
                with transaction.atomic():
                    give_back(revisions[number].shipment)
        except Conflict:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(draw_and_return, range(6)))
    assert LicenceDraw.objects.count() >= 2, "two find room, whoever comes first"
    standing = LicenceDraw.objects.filter(given_back__isnull=True).count()
    assert standing <= 2
    assert left_on(licence) == (Decimal(900) - 400 * standing, 99 - standing, None)
