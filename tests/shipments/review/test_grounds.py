"""Forms offer the grounds that stand today, none chosen; papers freeze their words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.grounds import Ground
from compliance.policy import actions as policies
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.declare.actions import request_withdrawal
from shipments.models import Decision, Document, Hold, Shipment
from shipments.moves import Status
from shipments.papers import PAPERS
from shipments.review import actions, orders, questions
from tests.builders import a_shipment
from tests.shipments.review.posts import page, post, status_of

REGULATIONS_ZH = "《两用物项出口管制条例》（国务院令第792号）"
REGULATIONS = "Regulations on Export Control of Dual-Use Items (State Council Decree 792)"
TOLD = {"reason": "Compared with the contract.", "message": "Please note."}


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=1)


Put = Callable[..., None]


@pytest.fixture
def put_in_force(policy_admin: User, second_policy_admin: User) -> Put:
    """A policy from today on with these grounds only, signed by a second person."""

    def put(*grounds: Ground) -> None:
        policy = replace(policy_on(clock.today()), grounds=grounds, in_force_from=clock.today())
        version = policies.draft(policy, note="Grounds", by=policy_admin)
        policies.attach_rehearsal(version, {}, by=policy_admin)
        policies.sign(version, body_sha256=version.body_sha256, by=second_policy_admin)

    return put


def a_ground(act: str, code: str, **cells: Any) -> Ground:
    kind = cells.pop("kind", "")
    row = Ground(
        act, code, kind, f"{code}之事由", f"Ground {code}", ("CUSTOMS-LAW 24",),
        clock.today(), None, "V2", True,
    )  # fmt: skip
    return replace(row, **cells)


def form_of(by: User, shipment: Shipment, verb: str, language: str = "en") -> Any:
    address = reverse("review:decide", args=[shipment.reference, verb])
    return page(by, address, language).context["form"]


@pytest.mark.parametrize("verb", ["hold", "refuse", "question"])
def test_the_form_offers_what_stands_today_and_nothing_is_chosen(
    shipment: Shipment, officer: User, verb: str
) -> None:
    form = form_of(officer, shipment, verb)
    offered = [code for code, _label in form.fields["ground"].choices]
    standing = [each.code for each in policy_on(clock.today()).grounds_for(verb, clock.today())]
    assert (form["ground"].value(), offered) == (None, ["", *standing])
    assert len(standing) > 1


@pytest.mark.parametrize(("language", "mark"), [("zh-hans", "待核实"), ("en", "to be verified")])
def test_what_is_not_verified_is_marked_on_the_screen_alone(
    shipment: Shipment, officer: User, language: str, mark: str
) -> None:
    shown = [str(label) for _code, label in form_of(officer, shipment, "hold", language).fields[
        "ground"
    ].choices]  # fmt: skip
    assert any(mark in label for label in shown)
    post(officer, shipment, "hold", ground="price_doubt")
    assert mark not in str(Document.objects.get().details)


@pytest.mark.parametrize("verb", ["hold", "refuse", "question"])
def test_without_a_ground_nothing_is_decided(shipment: Shipment, officer: User, verb: str) -> None:
    answer = post(officer, shipment, verb, ground="")
    assert list(answer.context["form"].errors) == ["ground"]
    assert status_of(shipment) == Status.IN_REVIEW


@pytest.mark.parametrize("missing", ["", "unheard_of"])
def test_without_a_ground_nothing_is_decided_below_the_page_either(
    shipment: Shipment, officer: User, missing: str
) -> None:
    until = clock.today()
    for act in (
        lambda: actions.refuse(shipment, by=officer, ground=missing, **TOLD),
        lambda: actions.hold(shipment, by=officer, ground=missing, until=until, **TOLD),
        lambda: questions.question(
            shipment, by=officer, ground=missing, materials=["contract"], **TOLD
        ),
        lambda: orders.propose_detention(
            shipment,
            by=officer,
            ground=missing,
            goods="All",
            place="Hall",
            until=until + timedelta(days=9),
            **TOLD,
        ),
    ):
        with pytest.raises(Conflict):
            act()
    assert status_of(shipment) == Status.IN_REVIEW
    assert not Decision.objects.exists()
    assert not Hold.objects.exists()


def test_another_policy_offers_other_grounds(
    shipment: Shipment, officer: User, put_in_force: Put
) -> None:
    put_in_force(a_ground("refuse", "new"), a_ground("hold", "h", kind="price_doubt"))
    offered = [
        code for code, _label in form_of(officer, shipment, "refuse").fields["ground"].choices
    ]
    assert offered == ["", "new"]
    assert post(officer, shipment, "refuse", ground="no_licence").status_code == HTTPStatus.OK
    assert post(officer, shipment, "refuse", ground="new").status_code == HTTPStatus.FOUND
    assert Document.objects.get().details["ground_zh"] == "new之事由"


def test_a_ground_that_is_over_is_refused_below_the_page_too(
    shipment: Shipment, officer: User, exporter: User, put_in_force: Put
) -> None:
    put_in_force(a_ground("refuse", "new"))
    until = clock.today()
    acts = (
        lambda: actions.refuse(shipment, by=officer, ground="no_licence", **TOLD),
        lambda: actions.hold(shipment, by=officer, ground="price_doubt", until=until, **TOLD),
        lambda: questions.question(
            shipment, by=officer, ground="parameters", materials=["contract"], **TOLD
        ),
        lambda: request_withdrawal(shipment, by=exporter, ground="mistake", reason="Mine."),
    )
    for act in acts:
        with pytest.raises(Conflict, match="事由今日不适用"):
            act()
    assert not Decision.objects.exists()


def test_a_hold_is_of_the_kind_its_ground_names_and_freezes_its_words(
    shipment: Shipment, officer: User
) -> None:
    post(officer, shipment, "hold", ground="euc_defect")
    assert Hold.objects.get().kind == "euc_defect"
    paper = Document.objects.get()
    assert paper.edition == PAPERS["hold_notice"].editions
    assert paper.details == {
        "ground_zh": "最终用户和最终用途证明不符合要求",
        "ground_en": "The end-use statement does not meet the requirements",
        "ground_basis": f"{REGULATIONS_ZH}第二十四条、第二十五条 {REGULATIONS} arts. 24, 25",
    }
    assert Event.objects.get(verb="hold").detail["ground"] == "最终用户和最终用途证明不符合要求"


@pytest.mark.parametrize(
    ("verb", "ground"),
    [("hold", "party_listed"), ("hold", "catch_all"), ("refuse", "listed_party")],
)
def test_what_no_exporter_may_know_is_on_no_paper_but_before_the_officer(
    shipment: Shipment, officer: User, exporter: User, verb: str, ground: str
) -> None:
    post(officer, shipment, verb, ground=ground)
    assert Document.objects.get().details == {}
    words = Decision.objects.get().ground["text_en"]
    address = f"/review/{shipment.reference}/"
    assert words in page(officer, address).content.decode()
    assert words not in page(exporter, f"/shipments/{shipment.reference}/").content.decode()


def test_a_policy_cannot_have_an_undisclosed_kind_printed(
    shipment: Shipment, officer: User, put_in_force: Put
) -> None:
    told = a_ground("hold", "slip", kind="party_listed", disclosed=True)
    put_in_force(told)
    post(officer, shipment, "hold", ground="slip")
    assert Document.objects.get().details == {}


def test_the_case_and_its_timeline_tell_the_ground_in_the_readers_language(
    shipment: Shipment, officer: User
) -> None:
    post(officer, shipment, "hold", ground="doc_mismatch")
    address = f"/review/{shipment.reference}/"
    english = page(officer, address).content.decode()
    assert english.count("The papers do not agree with each other or with the declaration") >= 2
    assert "单证之间、单证与申报内容不一致" in page(officer, address, "zh-hans").content.decode()


def test_a_decision_keeps_its_words_when_the_policy_changes(
    shipment: Shipment, officer: User, put_in_force: Put
) -> None:
    post(officer, shipment, "hold", ground="doc_mismatch")
    put_in_force(a_ground("hold", "doc_mismatch", kind="doc_mismatch"))
    shown = page(officer, f"/review/{shipment.reference}/").content.decode()
    assert "The papers do not agree with each other" in shown
