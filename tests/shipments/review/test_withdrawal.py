"""Taking back what customs has held is a request; and what was refused or taken back is remembered
at every office."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.declare import actions as declare
from shipments.demo.buyers import DEKKER, HANBIT, Buyer
from shipments.models import Precedent, Shipment, WithdrawalRequest
from shipments.moves import Status
from shipments.review import actions, released
from shipments.screening.actions import screen
from tests.builders import a_draft, a_shipment, freeze
from tests.shipments.review.posts import page, post, signed_in, status_of

TOLD = {"reason": "To be verified.", "message": "Send the contract."}


@pytest.fixture
def held(exporter: User, officer: User) -> Shipment:
    shipment = a_shipment(exporter, gravity=1)
    until = clock.today() + timedelta(days=9)
    return actions.hold(shipment, by=officer, ground="doc_mismatch", until=until, **TOLD)


def ask(shipment: Shipment, by: User) -> Shipment:
    return declare.request_withdrawal(
        shipment, by=by, ground="mistake", reason="We declared the wrong goods."
    )


def address(shipment: Shipment) -> str:
    return reverse("declare:withdraw", args=[shipment.reference])


def test_what_customs_never_held_is_withdrawn_without_asking(exporter: User) -> None:
    shipment = a_shipment(exporter)
    with pytest.raises(Conflict):
        ask(shipment, exporter)
    declare.withdraw(shipment, by=exporter, reason="No longer wanted.")
    assert status_of(shipment) == Status.WITHDRAWN


def test_what_customs_held_is_not_withdrawn_by_any_way_the_exporter_has(
    held: Shipment, exporter: User
) -> None:
    with pytest.raises(Conflict):
        declare.withdraw(held, by=exporter, reason="No longer wanted.")
    client = signed_in(exporter)
    assert client.post(address(held), {"reason": "Away."}).status_code == HTTPStatus.OK
    assert status_of(held) == Status.HELD


def test_customs_reads_in_which_case_the_exporter_asks(
    held: Shipment, exporter: User, officer: User
) -> None:
    ask(held, exporter)
    steps = page(officer, reverse("review:case", args=[held.reference])).context["case"].timeline
    assert steps[0].detail == "Mistake in the declaration\nWe declared the wrong goods."


def test_what_is_remembered_is_of_the_day_it_happened(held: Shipment, officer: User) -> None:
    moment = clock.now() + timedelta(days=3)
    with clock.at(moment):
        actions.refuse(held, by=officer, ground="no_licence", **TOLD)
    assert Precedent.objects.get().at == moment


def test_not_even_after_the_hold_has_ended_or_the_draft_is_back(
    held: Shipment, exporter: User, officer: User
) -> None:
    declare.answer_hold(held, by=exporter, text="Here is the contract.")
    actions.lift(held, by=officer, **TOLD)
    with pytest.raises(Conflict):
        declare.withdraw(held, by=exporter, reason="No longer wanted.")
    actions.return_for_correction(held, by=officer, **TOLD)
    with pytest.raises(Conflict):
        declare.withdraw(held, by=exporter, reason="No longer wanted.")
    assert status_of(ask(held, exporter)) == Status.DRAFT


def test_the_page_asks_for_the_case_and_tells_that_an_officer_decides(
    held: Shipment, exporter: User
) -> None:
    shown = page(exporter, address(held))
    assert shown.context["form"]["ground"].value() is None
    assert "an officer decides" in shown.content.decode()
    client = signed_in(exporter)
    client.post(address(held), {"ground": "mistake", "reason": "Wrong goods."})
    request = WithdrawalRequest.objects.get()
    assert (request.ground, request.reason, request.by) == ("mistake", "Wrong goods.", exporter)
    status = page(exporter, f"/shipments/{held.reference}/").content.decode()
    assert "customs has not decided yet" in status
    assert "Ask to withdraw" not in status


def test_what_was_released_is_withdrawn_by_an_officer_and_its_papers_are_void(
    exporter: User, officer: User
) -> None:
    shipment = actions.release(a_shipment(exporter), by=officer, reason="Looks right.")
    with pytest.raises(Conflict):
        declare.withdraw(shipment, by=exporter, reason="No longer wanted.")
    assert "void" in page(exporter, address(shipment)).content.decode()
    ask(shipment, exporter)
    shown = page(officer, f"/review/{shipment.reference}/").content.decode()
    assert "We declared the wrong goods." in shown
    shipment.refresh_from_db()
    assert post(officer, shipment, "grant_withdrawal").status_code == HTTPStatus.FOUND
    assert status_of(shipment) == Status.WITHDRAWN
    kinds = shipment.documents.filter(revoked_at__isnull=False).values_list("kind", flat=True)
    assert set(kinds) == {"declaration", "end_use_certificate", "release_notice"}
    assert not Precedent.objects.exists()


def test_goods_are_not_closed_while_their_withdrawal_is_asked_for(
    exporter: User, officer: User
) -> None:
    shipment = ask(actions.release(a_shipment(exporter), by=officer, reason="Right."), exporter)
    left = {"departed_on": clock.today(), "report_no": "R-1"}
    with pytest.raises(Conflict, match="先就该申请作出决定"):
        released.close(shipment, by=officer, reason="Left.", **left)
    actions.refuse_withdrawal(shipment, by=officer, reason="They have left.", message="Too late.")
    released.close(shipment, by=officer, reason="Left.", **left)
    assert status_of(shipment) == Status.CLOSED


def test_a_second_request_has_to_wait_for_the_first(held: Shipment, exporter: User) -> None:
    ask(held, exporter)
    with pytest.raises(Conflict):
        ask(held, exporter)


def test_the_officer_sees_the_request_and_grants_it(
    held: Shipment, exporter: User, officer: User
) -> None:
    ask(held, exporter)
    shown = page(officer, f"/review/{held.reference}/").content.decode()
    assert "We declared the wrong goods." in shown
    held.refresh_from_db()
    assert post(officer, held, "grant_withdrawal").status_code == HTTPStatus.FOUND
    row = Shipment.objects.get(pk=held.pk)
    assert (row.status, row.claimed_by) == (Status.WITHDRAWN, None)
    assert not row.holds.filter(lifted_at=None).exists()
    request = WithdrawalRequest.objects.get()
    assert (request.is_granted, request.decided_by) == (True, officer)


def test_a_refused_request_leaves_the_case_where_it_is_and_tells_the_exporter(
    held: Shipment, exporter: User, officer: User
) -> None:
    ask(held, exporter)
    held.refresh_from_db()
    message = "Answer the questions first."
    assert post(officer, held, "refuse_withdrawal", message=message).status_code == HTTPStatus.FOUND
    assert status_of(held) == Status.HELD
    assert message in page(exporter, f"/shipments/{held.reference}/").content.decode()
    ask(held, exporter)


def test_a_program_asks_in_the_same_way(held: Shipment, exporter: User) -> None:
    api = APIClient()
    api.force_authenticate(exporter)
    address = f"/api/shipments/{held.reference}/"
    plain = {"reason": "No longer wanted."}
    assert api.post(address + "withdraw/", plain).status_code == HTTPStatus.CONFLICT
    ground = {"ground": "mistake", "reason": "Wrong goods."}
    assert api.post(address + "request-withdrawal/", plain).status_code == HTTPStatus.BAD_REQUEST
    assert api.post(address + "request-withdrawal/", ground).status_code == HTTPStatus.OK
    assert WithdrawalRequest.objects.get().ground == "mistake"


@pytest.mark.parametrize("verb", ["grant_withdrawal", "refuse_withdrawal"])
def test_nothing_asked_nothing_granted(held: Shipment, officer: User, verb: str) -> None:
    with pytest.raises(Conflict):
        getattr(actions, verb)(held, by=officer, **TOLD)
    assert post(officer, held, verb).status_code == HTTPStatus.CONFLICT


# What every office remembers.


def refiled(by: User, people: dict[str, User], buyer: Buyer = HANBIT, **changed: Any) -> Shipment:
    """The same deal at another customs office."""
    draft = a_draft(by, buyer=buyer)
    Shipment.objects.filter(pk=draft.pk).update(office=people["officer3"].office, **changed)
    draft.refresh_from_db()
    freeze(draft, by)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def remembered(shipment: Shipment) -> dict[str, int]:
    found = shipment.screenings.first().findings.filter(rule__in=["EXP-20", "EXP-21", "EXP-22"])
    return dict(found.values_list("rule", "effect"))


@pytest.fixture
def refused(exporter: User, officer: User, prc_lists: None) -> Shipment:
    shipment = a_shipment(exporter, gravity=1)
    return actions.refuse(
        shipment,
        by=officer,
        ground="no_licence",
        reason="Forged.",
        message="The licence is forged.",
    )


def test_a_refused_deal_filed_again_at_another_port_is_held_there_with_the_ground(
    refused: Shipment, exporter: User, people: dict[str, User]
) -> None:
    again = refiled(exporter, people, contract_no=refused.contract_no)
    assert remembered(again) == {"EXP-20": 2}
    shown = page(people["officer3"], f"/review/{again.reference}/").content.decode()
    for text in (refused.reference, "The licence is forged.", refused.office.code):
        assert text in shown
    own = page(exporter, f"/shipments/{again.reference}/").content.decode()
    assert refused.reference not in own


def test_another_exporter_and_another_contract_do_not_hide_the_same_goods_for_the_same_buyer(
    refused: Shipment, rival_exporter: User, people: dict[str, User]
) -> None:
    again = refiled(rival_exporter, people, contract_no="A-QUITE-NEW-ONE")
    assert remembered(again) == {"EXP-20": 2}


def test_other_goods_for_that_buyer_are_a_flag(
    refused: Shipment, exporter: User, people: dict[str, User]
) -> None:
    draft = a_draft(exporter, buyer=HANBIT)
    draft.lines.update(hs_code="2825909090")
    Shipment.objects.filter(pk=draft.pk).update(contract_no="OTHER-1")
    draft.refresh_from_db()
    freeze(draft, exporter)
    screen(draft.pk)
    assert remembered(draft) == {"EXP-20": 1}


def test_a_stranger_to_the_refusal_is_not_touched(
    refused: Shipment, rival_exporter: User, people: dict[str, User]
) -> None:
    assert remembered(refiled(rival_exporter, people, buyer=DEKKER)) == {}


def test_a_withdrawal_from_under_customs_is_remembered_and_a_plain_one_is_not(
    held: Shipment, exporter: User, officer: User, people: dict[str, User], prc_lists: None
) -> None:
    ask(held, exporter)
    actions.grant_withdrawal(held, by=officer, reason="So be it.")
    plain = a_shipment(exporter, buyer=DEKKER)
    declare.withdraw(plain, by=exporter, reason="No longer wanted.")
    assert remembered(refiled(exporter, people)) == {"EXP-21": 2}
    assert [each.kind for each in Precedent.objects.all()] == ["withdrawn"]


def test_a_refusal_is_forgotten_after_the_years_the_policy_gives(
    refused: Shipment, exporter: User, people: dict[str, User]
) -> None:
    Precedent.objects.update(at=clock.now() - timedelta(days=366 * 6))
    assert remembered(refiled(exporter, people, contract_no=refused.contract_no)) == {}


def test_every_move_is_in_the_log(held: Shipment, exporter: User, officer: User) -> None:
    ask(held, exporter)
    actions.refuse_withdrawal(held, by=officer, **TOLD)
    verbs = set(Event.objects.filter(subject=held.subject).values_list("verb", flat=True))
    assert {"request_withdrawal", "refuse_withdrawal"} <= verbs
