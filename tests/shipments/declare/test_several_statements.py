"""Several end-use statements on one declaration, from the exporter's line to the officer's case."""

import re
import subprocess
from decimal import Decimal

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.law.canonical import from_plain, to_plain
from compliance.law.declaration import Declaration
from enduse.models import EndUseStatement
from shipments.declare import actions
from shipments.declare.copying import copy_rows
from shipments.declare.statements import in_use_kg, is_filed
from shipments.demo.goods import INGOT, INP
from shipments.models import Flow, Shipment
from shipments.moves import Status
from shipments.paperwork.render import render_pdf
from shipments.screening.facts import facts_of, precheck_facts
from tests.builders import a_draft, a_finding, a_shipment, freeze, store_screening
from tests.shipments.declare.filling import fill_in
from tests.shipments.paperwork.papers import an_issue
from tests.shipments.review.posts import page

INGOTS, WAFERS = Decimal(500), Decimal("12.5")
SECOND = "EUS-SECOND"


@pytest.fixture
def draft(exporter: User) -> Shipment:
    """500 kg of ingots on line 1, 12.5 kg of InP on line 2, one statement so far."""
    return a_draft(exporter, goods=((INGOT, "500"), (INP, "12.5")))


@pytest.fixture
def second(draft: Shipment) -> EndUseStatement:
    """Of the same end user, for epitaxy."""
    statement = EndUseStatement.objects.get(pk=draft.statement_id)
    statement.pk, statement.number, statement.end_use = None, SECOND, "epitaxy"
    statement.end_use_detail = "Growing epitaxial layers for photodiodes"
    statement.save()
    return statement


@pytest.fixture
def divided(draft: Shipment, second: EndUseStatement) -> Shipment:
    """Line 2 names the second statement."""
    draft.lines.filter(number=2).update(statement_no=SECOND)
    return draft


@pytest.fixture
def submitted(divided: Shipment, exporter: User, monkeypatch: pytest.MonkeyPatch) -> Shipment:
    monkeypatch.setattr(actions, "send_after_commit", lambda *_sent: None)
    return actions.submit(divided, by=exporter, expected_revision=0)


def line_page(draft: Shipment, number: int) -> str:
    return f"/shipments/{draft.reference}/goods/{draft.lines.get(number=number).pk}/"


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def drawn(statement: EndUseStatement) -> Decimal:
    return in_use_kg([statement.pk]).get(statement.pk, Decimal(0))


def content(shipment: Shipment) -> Declaration:
    return from_plain(shipment.revisions.get(number=shipment.revision_no).content, Declaration)


def test_a_line_is_given_a_statement_of_its_own(
    client: Client, draft: Shipment, second: EndUseStatement
) -> None:
    assert f'<option value="{SECOND}">' in client.get(line_page(draft, 2)).content.decode()
    answer = fill_in(client, line_page(draft, 2), statement_no=f" {SECOND} ")
    assert answer.status_code == 302
    assert draft.lines.get(number=2).statement_no == SECOND
    shown = words(client, f"/shipments/{draft.reference}/end-use/")
    assert re.search(rf"1 铟锭 .* {draft.statement.number} 2 .* {SECOND} ", shown)


def test_a_number_the_exporter_does_not_have_is_refused_beside_the_field(
    client: Client, draft: Shipment, rival_exporter: User
) -> None:
    a_draft(rival_exporter)
    theirs = EndUseStatement.objects.exclude(exporter=draft.exporter).first()
    for number in (theirs.number if theirs else "", "EUS-NOBODY"):
        answer = fill_in(client, line_page(draft, 2), statement_no=number)
        said = answer.context["form"].errors["statement_no"]
        assert said == ["You have no end-use statement of this number."]


def test_a_number_out_of_a_file_that_nobody_has_stands_in_the_way(
    client: Client, draft: Shipment
) -> None:
    draft.lines.filter(number=2).update(statement_no="EUS-NOBODY")
    html = client.get(f"/shipments/{draft.reference}/check/").content.decode()
    assert "Line 2: you have no end-use statement EUS-NOBODY." in html
    assert f"{line_page(draft, 2)}#id_statement_no" in html


def test_the_check_page_says_which_lines_each_covers(client: Client, divided: Shipment) -> None:
    shown = words(client, f"/shipments/{divided.reference}/check/")
    assert "End-use statement for line 1 " in shown
    assert "End-use statement for line 2 " in shown
    assert "Growing epitaxial layers for photodiodes" in shown


def test_a_statement_that_no_line_rests_on_any_more_is_told(
    client: Client, divided: Shipment
) -> None:
    divided.lines.update(statement_no=SECOND)
    shown = words(client, f"/shipments/{divided.reference}/check/")
    assert f"No line rests on end-use statement {divided.statement.number}" in shown
    assert "End-use statement for line" not in shown


def test_each_statement_is_drawn_by_its_own_lines_and_given_back(
    submitted: Shipment, second: EndUseStatement, exporter: User
) -> None:
    first = submitted.statement
    assert first
    assert (drawn(first), drawn(second)) == (INGOTS, WAFERS)
    assert is_filed(second)
    actions.withdraw(submitted, by=exporter, reason="The order was cancelled.")
    assert (drawn(first), drawn(second)) == (0, 0)


def test_a_statement_of_a_returned_draft_can_be_corrected(
    submitted: Shipment, second: EndUseStatement
) -> None:
    Shipment.objects.filter(pk=submitted.pk).update(status=Status.DRAFT)
    assert not is_filed(second)


def test_the_facts_know_what_others_use_of_each(
    submitted: Shipment, second: EndUseStatement, exporter: User
) -> None:
    later = a_draft(exporter, goods=((INGOT, "100"), (INP, "1")))
    later.lines.filter(number=2).update(statement_no=SECOND)
    uses = {each.number: each.kg for each in precheck_facts(later).statement_uses}
    assert later.statement
    assert uses == {later.statement.number: 0, SECOND: WAFERS}
    own = facts_of(submitted.revisions.get())
    assert {each.number: each.kg for each in own.statement_uses} == {
        content(submitted).statement.number: 0,  # type: ignore[union-attr]
        SECOND: 0,
    }


def test_the_officer_sees_both_statements_with_their_lines(
    divided: Shipment, exporter: User, officer: User
) -> None:
    revision = freeze(divided, exporter)
    Shipment.objects.filter(pk=divided.pk).update(status=Status.IN_REVIEW)
    store_screening(revision, 1, (a_finding(),), to_plain(facts_of(revision)))
    html = page(officer, f"/review/{divided.reference}/").content.decode()
    for text in ("End-use statement for line 1", "End-use statement for line 2", SECOND):
        assert text in html
    assert "12.5" in html


def test_one_certificate_shows_each_statement_with_what_it_covers(submitted: Shipment) -> None:
    pdf = render_pdf("end_use_certificate", content(submitted), an_issue())
    command = ["pdftotext", "-enc", "UTF-8", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    first, second = text.split("最终用户和最终用途证明")[-2:]
    assert "铟锭" in first
    assert SECOND not in first
    assert SECOND in second
    assert "磷化铟" in second
    assert "Growing epitaxial layers" in second


def test_the_flows_tell_the_use_of_each_line(submitted: Shipment) -> None:
    uses = dict(Flow.objects.filter(shipment=submitted).values_list("line", "end_use"))
    assert submitted.statement
    assert uses == {1: submitted.statement.end_use, 2: "epitaxy"}


def test_a_copy_keeps_which_line_rests_on_which(divided: Shipment, exporter: User) -> None:
    copy = Shipment.objects.create(
        reference="G49-COPY0001", exporter=exporter.exporter, created_by=exporter
    )
    copy_rows(divided, copy)
    assert [line.statement_no for line in copy.lines.order_by("number")] == ["", SECOND]


def test_the_scan_of_each_statement_travels_with_the_declaration(
    divided: Shipment, second: EndUseStatement, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "send_after_commit", lambda *_sent: None)
    EndUseStatement.objects.filter(pk=second.pk).update(scan_sha256="ab" * 32)
    sent = content(actions.submit(divided, by=exporter, expected_revision=0))
    scans = {each.sha256 for each in sent.attachments if each.kind == "end_use_certificate"}
    assert divided.statement
    assert {divided.statement.scan_sha256, "ab" * 32} <= scans


def test_nothing_new_is_written_for_one_statement(exporter: User) -> None:
    plain = a_shipment(exporter)
    kept = freeze(plain, exporter).content
    assert "further_statements" not in kept
    assert "container_nos" not in kept
    assert "statement_no" not in kept["lines"][0]
