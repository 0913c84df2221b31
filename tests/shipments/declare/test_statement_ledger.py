"""One end-use statement serves several declarations, and no more than it says."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from compliance.accounts.models import User
from enduse.models import EndUser, EndUseStatement
from shipments.declare import actions
from shipments.declare.statements import in_use_kg
from shipments.models import Shipment, StatementDraw
from shipments.moves import Status
from shipments.review import actions as review
from shipments.screening.facts import facts_of, precheck_facts
from tests.builders import a_draft, freeze
from tests.shipments.declare.filling import fields_of

Submit = Callable[[str], Shipment]


@pytest.fixture
def statement(exporter: User) -> EndUseStatement:
    """Covers 2,000 kg."""
    made: EndUseStatement = a_draft(exporter).statement
    EndUseStatement.objects.filter(pk=made.pk).update(quantity_kg=Decimal(2000))
    made.refresh_from_db()
    return made


@pytest.fixture
def draft_on(exporter: User, statement: EndUseStatement) -> Callable[[str], Shipment]:
    def make(kilograms: str) -> Shipment:
        shipment = a_draft(exporter)
        shipment.statement = statement
        shipment.gross_weight_kg = Decimal(kilograms) + 10
        shipment.net_weight_kg = Decimal(kilograms)
        shipment.save()
        amounts = {"net_weight_kg": Decimal(kilograms), "gross_weight_kg": Decimal(kilograms) + 10}
        shipment.lines.update(quantity=Decimal(kilograms), **amounts)
        return shipment

    return make


@pytest.fixture
def submitted(
    exporter: User, draft_on: Callable[[str], Shipment], monkeypatch: pytest.MonkeyPatch
) -> Submit:
    monkeypatch.setattr(actions, "send_after_commit", lambda *_sent: None)

    def make(kilograms: str) -> Shipment:
        return actions.submit(draft_on(kilograms), by=exporter, expected_revision=0)

    return make


def used_before(shipment: Shipment) -> Decimal | None:
    return facts_of(shipment.revisions.get(number=shipment.revision_no)).statement_used_kg


def left(statement: EndUseStatement) -> Decimal:
    return statement.quantity_kg - in_use_kg([statement.pk]).get(statement.pk, Decimal(0))


def test_each_submission_finds_what_the_ones_before_it_left(
    statement: EndUseStatement, submitted: Submit
) -> None:
    first, second, third = (submitted(kg) for kg in ("500", "700", "900"))
    assert [used_before(each) for each in (first, second, third)] == [0, 500, 1200]
    assert left(statement) == -100


def test_the_officer_is_told_of_the_one_that_goes_beyond(submitted: Submit) -> None:
    first, second = submitted("1500"), submitted("1500")
    assert "EUS-10" not in codes(first)
    assert "EUS-10" in codes(second)


def codes(shipment: Shipment) -> set[str]:
    from compliance.law.evaluate import evaluate

    revision = shipment.revisions.get(number=shipment.revision_no)
    return {finding.rule for finding in evaluate(facts_of(revision)).findings}


def test_a_withdrawal_gives_back_what_was_drawn(
    exporter: User, statement: EndUseStatement, submitted: Submit
) -> None:
    first, second = submitted("1500"), submitted("400")
    actions.withdraw(first, by=exporter, reason="The order was cancelled.")
    assert left(statement) == 1600
    assert used_before(second) == 0


@pytest.mark.parametrize(
    ("verb", "ground"), [("return_for_correction", {}), ("refuse", {"ground": "misdeclared"})]
)
def test_so_does_what_customs_returns_or_refuses(
    officer: User, statement: EndUseStatement, submitted: Submit, verb: str, ground: dict[str, str]
) -> None:
    shipment = submitted("1500")
    Shipment.objects.filter(pk=shipment.pk).update(status=Status.IN_REVIEW)
    act = getattr(review, verb)
    act(shipment, by=officer, reason="The invoice is another one.", message="Correct it.", **ground)
    assert left(statement) == 2000


def test_a_corrected_declaration_queues_behind_those_submitted_meanwhile(
    exporter: User, submitted: Submit, draft_on: Callable[[str], Shipment]
) -> None:
    first, second = submitted("500"), submitted("700")
    Shipment.objects.filter(pk=first.pk).update(status=Status.DRAFT)
    again = actions.submit(first, by=exporter, expected_revision=1)
    assert (used_before(again), used_before(second)) == (700, 0)
    assert StatementDraw.objects.in_use().count() == 2


def test_the_pre_check_counts_everything_submitted(
    submitted: Submit, draft_on: Callable[[str], Shipment]
) -> None:
    submitted("500")
    assert precheck_facts(draft_on("700")).statement_used_kg == 500


def test_the_pre_check_page_says_so_and_leads_to_the_statement(
    client: Client, submitted: Submit, draft_on: Callable[[str], Shipment]
) -> None:
    submitted("1500")
    draft = draft_on("1500")
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert "earlier declarations use 1500 kg" in html
    assert f"/shipments/{draft.reference}/end-use/" in html


def test_a_revision_from_before_the_ledger_sees_all_others(
    exporter: User, submitted: Submit, draft_on: Callable[[str], Shipment]
) -> None:
    submitted("500")
    old = draft_on("100")
    freeze(old, exporter)
    assert used_before(old) == 500


def test_the_statement_page_lists_what_rests_on_it(
    client: Client, statement: EndUseStatement, submitted: Submit
) -> None:
    shipment = submitted("500")
    html = client.get(f"/end-use/statements/{statement.pk}/").content.decode()
    assert shipment.reference in html
    assert "1,500\xa0kg of 2,000\xa0kg are left" in html
    assert "1,500" in client.get("/end-use/").content.decode()


def test_the_picker_offers_the_statements_of_the_declared_end_user(
    client: Client, exporter: User, draft_on: Callable[[str], Shipment], statement: EndUseStatement
) -> None:
    draft = draft_on("500")
    page = f"/shipments/{draft.reference}/end-use/"
    other = statement_of_another(exporter, statement, "EUS-OTHER-49")
    assert "EUS-OTHER-49" not in client.get(page).content.decode()
    assert "EUS-OTHER-49" in client.get(f"{page}?everyone=on&q=other-49").content.decode()
    fields = fields_of(client.get(page).content.decode(), "stored")
    client.post(page, {**fields, "statement": str(other.pk)})
    draft.refresh_from_db()
    assert draft.statement == other


def test_many_statements_are_searched_not_listed(
    client: Client, exporter: User, draft_on: Callable[[str], Shipment], statement: EndUseStatement
) -> None:
    draft = draft_on("500")
    for number in range(25):
        copy = EndUseStatement.objects.get(pk=statement.pk)
        copy.pk, copy.number = None, f"EUS-MANY-{number:02d}"
        copy.save()
    page = f"/shipments/{draft.reference}/end-use/"
    html = client.get(page).content.decode()
    assert html.count('name="statement"') <= 22
    assert "EUS-MANY-24" in html
    assert "EUS-MANY-01" not in html
    assert "EUS-MANY-01" in client.get(f"{page}?q=many-01").content.decode()


def test_a_statement_of_others_is_not_taken(
    client: Client, rival_exporter: User, draft_on: Callable[[str], Shipment]
) -> None:
    draft, foreign = draft_on("500"), a_draft(rival_exporter).statement
    page = f"/shipments/{draft.reference}/end-use/"
    fields = fields_of(client.get(page).content.decode(), "stored")
    assert client.post(page, {**fields, "statement": str(foreign.pk)}).status_code == 200
    draft.refresh_from_db()
    assert draft.statement != foreign


def statement_of_another(exporter: User, like: EndUseStatement, number: str) -> EndUseStatement:
    end_user = EndUser.objects.get(pk=like.end_user_id)
    end_user.pk, end_user.name_en = None, "Quite Another Ltd."
    end_user.save()
    copy = EndUseStatement.objects.get(pk=like.pk)
    copy.pk, copy.number, copy.end_user, copy.site = None, number, end_user, None
    copy.save()
    return copy
