"""What is frozen with a paper when it is asked for: its edition, its basis, what the verb told."""

from datetime import timedelta
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from shipments.declare import actions as declare
from shipments.models import Document, Shipment
from shipments.papers import PAPERS
from shipments.paperwork.issue import issue_of
from shipments.review import actions, released
from tests.builders import a_finding, a_shipment, store_screening

pytestmark = pytest.mark.django_db
TOLD = {"reason": "Against the law.", "message": "No licence."}
# LIC-01 (block, disclosed) rests on the Regulations arts. 14 and 21; PTY-01 on art. 29, untold.
LICENCE = a_finding("LIC-01", effect=3, disclosed=True)
PARTY = a_finding("PTY-01", effect=3, disclosed=False)
LIGHT = a_finding("DOC-01", effect=1, disclosed=True)


def refused(exporter: User, officer: User, *findings: Any) -> Document:
    shipment = a_shipment(exporter, gravity=3)
    store_screening(shipment.revisions.get(), 3, findings)
    actions.refuse(shipment, by=officer, ground="no_licence", **TOLD)
    return Document.objects.get(kind="refusal_notice")


def test_a_refusal_rests_on_the_grave_findings_that_may_be_known(
    exporter: User, officer: User
) -> None:
    basis = refused(exporter, officer, LICENCE, PARTY, LIGHT).basis
    zh = "".join(each[0] for each in basis)
    assert "《两用物项出口管制条例》（国务院令第792号）第十四条、第二十一条" in zh
    assert "第二十九条" not in zh
    assert "海关法" not in zh


def test_what_the_exporter_may_not_know_leaves_the_general_provision(
    exporter: User, officer: User
) -> None:
    assert refused(exporter, officer, PARTY, LIGHT).basis == []


def test_only_the_latest_run_counts(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter, gravity=3)
    revision = shipment.revisions.get()
    store_screening(revision, 3, (LICENCE,))
    store_screening(revision, 3, (PARTY,))
    actions.refuse(shipment, by=officer, ground="no_licence", **TOLD)
    assert Document.objects.get().basis == []


def test_an_issue_is_of_the_newest_edition_and_stays_so(
    exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = refused(exporter, officer, LICENCE)
    assert paper.edition == 3
    monkeypatch.delitem(PAPERS, "release_notice")
    issue = issue_of(Document.objects.with_case().get(pk=paper.pk))
    assert issue.edition == 3
    assert [[each.zh, each.en] for each in issue.basis] == paper.basis


@pytest.mark.parametrize("verb", ["grant_withdrawal", "refuse_withdrawal"])
def test_a_decision_on_a_request_to_withdraw_is_a_paper(
    exporter: User, officer: User, verb: str
) -> None:
    shipment = a_shipment(exporter, gravity=1)
    until = clock.today() + timedelta(days=9)
    actions.hold(shipment, by=officer, ground="doc_mismatch", until=until, **TOLD)
    declare.request_withdrawal(shipment, by=exporter, ground="mistake", reason="The wrong goods.")
    getattr(actions, verb)(shipment, by=officer, reason="Seen.", message="As you were told.")
    paper = Document.objects.get(kind="withdrawal_decision")
    result = "granted" if verb == "grant_withdrawal" else "refused"
    told = {"result": result, "ground": "mistake", "reason": "The wrong goods."}
    assert told.items() <= paper.details.items()
    assert paper.details["ground_zh"] == "申报错误"
    assert paper in Document.objects.visible_to(exporter)


def test_a_recall_rests_on_what_the_case_was_found_to_be(
    exporter: User, officer: User, second_officer: User
) -> None:
    shipment = actions.release(a_shipment(exporter), by=officer, reason="In order.")
    _found_out(shipment)
    released.propose_recall(shipment, by=officer, **TOLD)
    released.countersign_recall(shipment, by=second_officer, reason="I agree.")
    basis = Document.objects.get(kind="recall_notice").basis
    assert "第十四条、第二十一条" in "".join(each[0] for each in basis)


def _found_out(shipment: Shipment) -> None:
    store_screening(shipment.revisions.get(), 3, (LICENCE,))
