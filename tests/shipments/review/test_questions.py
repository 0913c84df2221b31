"""质疑 by GACC 2025 No.123: notice, answer in seven working days, appraisal, result; and no release
before it."""

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.codes.calendar import Calendar
from compliance.paper_files import Upload, read
from compliance.refusals import Conflict, NotAllowed
from shipments.declare.actions import answer_hold, supplement_answer
from shipments.models import Document, Hold, Precedent, Question, Shipment
from shipments.moves import Status
from shipments.question_clock import clocks_of, due_on
from shipments.review import actions, questions
from shipments.review.claims import claim_next
from tests.builders import a_shipment, disposed, hold_of_kind
from tests.shipments.review.posts import page, post, signed_in, status_of

TOLD = {"reason": "The purity is that of 3C003.f.", "message": "Tell us the parameters."}
RESULT = {"reason": "The test report is sound.", "message": "No licence is needed."}


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter, gravity=2)


def asked(shipment: Shipment, by: User) -> Shipment:
    return questions.question(
        shipment, by=by, ground="parameters", materials=["contract", "test_report"], **TOLD
    )


def appraised(shipment: Shipment, by: User, result: str) -> Shipment:
    questions.refer_question(shipment, by=by, reason="It is beyond us.", message="Please wait.")
    return questions.record_appraisal(
        shipment, by=by, result=result, letter_no="商产管函〔2026〕88号", reason="Their letter."
    )


def a_pdf() -> Upload:
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7\n\n%%EOF\n")
    return Upload(file, read(file))


def papers() -> list[str]:
    return list(Document.objects.order_by("pk").values_list("kind", flat=True))


# 1 May is a Friday and begins a holiday; 9 May is a Saturday on which people work instead.
MAY = Calendar(
    holidays=frozenset({date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)}),
    makeup=frozenset({date(2026, 5, 9)}),
)


@pytest.mark.parametrize(
    ("received", "extensions", "due"),
    [
        (date(2026, 4, 28), (), date(2026, 5, 11)),  # 29, 30, 6, 7, 8, 9 (made up), 11
        (date(2026, 5, 2), (), date(2026, 5, 13)),  # received in the holiday
        (date(2026, 4, 28), (3,), date(2026, 5, 14)),
        (date(2026, 6, 1), (), date(2026, 6, 10)),
    ],
)
def test_the_term_is_seven_working_days_after_receipt(
    received: date, extensions: tuple[int, ...], due: date
) -> None:
    assert due_on(received, extensions, 7, MAY) == due


def test_the_notice_prints_ground_papers_and_last_day(shipment: Shipment, officer: User) -> None:
    with clock.at(datetime(2026, 11, 25, 3, tzinfo=UTC)):
        asked(shipment, officer)
    # 26, 27, 30 November, 1, 2, 3, 4 December: none of them a holiday
    assert Hold.objects.get().until == date(2026, 12, 4)
    notice = Document.objects.get()
    assert notice.kind == "question_notice"
    assert notice.details["until"] == "2026-12-04"
    assert "销售合同" in notice.details["materials"]
    assert "管制物项的参数" in notice.details["ground_zh"]


def test_the_form_chooses_no_ground_and_the_papers_of_the_announcement(
    shipment: Shipment, officer: User
) -> None:
    form = page(officer, reverse("review:decide", args=[shipment.reference, "question"])).context[
        "form"
    ]
    assert form["ground"].value() is None
    assert set(form["materials"].value()) == {
        *("contract", "technical_statement", "test_report", "translation")
    }
    assert post(officer, shipment, "question", ground="").status_code == HTTPStatus.OK
    assert not Question.objects.exists()


@pytest.mark.parametrize("answers", [False, True])
def test_nothing_else_ends_a_question(
    shipment: Shipment, officer: User, second_officer: User, exporter: User, answers: bool
) -> None:
    asked(shipment, officer)
    if answers:
        answer_hold(shipment, by=exporter, text="Here it is.")
    Shipment.objects.update(claimed_by=None, claimed_at=None)
    for verb in ("lift", "return_for_correction", "refuse", "hold", "release", "question"):
        shipment.refresh_from_db()
        codes = {post(each, shipment, verb).status_code for each in (officer, second_officer)}
        assert codes == {HTTPStatus.CONFLICT}, verb
    assert status_of(shipment) == Status.HELD


def test_a_question_is_no_kind_that_a_hold_can_have(shipment: Shipment, officer: User) -> None:
    for kind in ("question", "ctrl_doubt", "recalled"):
        assert post(officer, shipment, "hold", ground=kind).status_code == HTTPStatus.OK
    assert not Hold.objects.exists()


def test_question_answer_and_result_lead_back_to_review(
    shipment: Shipment, officer: User, second_officer: User, exporter: User
) -> None:
    asked(shipment, officer)
    address = reverse("declare:answer", args=[shipment.reference])
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7\n\n%%EOF\n", "application/pdf")
    typed = {"text": "99.995 %, no crystal.", "first": file, "first_kind": "test_report"}
    assert signed_in(exporter).post(address, typed).status_code == HTTPStatus.FOUND
    assert Hold.objects.get().answer_files.get().kind == "test_report"
    shipment.refresh_from_db()
    assert post(officer, shipment, "end_question").status_code == HTTPStatus.FOUND
    assert status_of(shipment) == Status.IN_REVIEW
    assert papers() == ["question_notice", "question_result"]
    assert Document.objects.last().details == {"result": "no_licence"}
    # a grave case still takes two officers
    with pytest.raises(NotAllowed):
        actions.release(shipment, by=officer, reason="All is well.")
    actions.propose_release(shipment, by=officer, given=disposed(shipment), reason="All is well.")
    actions.countersign(shipment, by=second_officer, reason="I agree.")
    assert status_of(shipment) == Status.RELEASED


def test_an_unanswered_question_is_refused_only_when_its_term_is_over(
    shipment: Shipment, officer: User
) -> None:
    asked(shipment, officer)
    words = {"reason": "No answer came.", "message": "A licence is needed."}
    with pytest.raises(Conflict):
        questions.refuse_question(shipment, by=officer, **words)
    Hold.objects.update(until=clock.today().replace(year=2025))
    questions.refuse_question(shipment, by=officer, **words)
    assert status_of(shipment) == Status.REFUSED
    assert papers() == ["question_notice", "question_result", "refusal_notice"]
    assert Precedent.objects.get().kind == "refused"


def test_an_appraisal_has_no_end_and_keeps_the_case_out_of_the_next_cases(
    shipment: Shipment, officer: User, second_officer: User, exporter: User
) -> None:
    asked(shipment, officer)
    answer_hold(shipment, by=exporter, text="Here it is.")
    Shipment.objects.update(claimed_by=None, claimed_at=None)
    with clock.at(datetime(2026, 12, 1, 3, tzinfo=UTC)):
        questions.refer_question(shipment, by=officer, reason="Beyond us.", message="Wait.")
    with clock.at(datetime(2026, 12, 8, 3, tzinfo=UTC)):
        assert clocks_of(Question.objects.get()).appraised_for == 5
        assert claim_next(by=second_officer) is None
        for verb in (questions.end_question, questions.refuse_question):
            with pytest.raises(Conflict):
                verb(shipment, by=second_officer, **RESULT)


def test_who_recorded_a_freeing_appraisal_of_a_grave_case_does_not_end_the_question(
    shipment: Shipment, officer: User, second_officer: User, exporter: User
) -> None:
    asked(shipment, officer)
    answer_hold(shipment, by=exporter, text="Here it is.")
    appraised(shipment, officer, "not_controlled")
    with pytest.raises(NotAllowed):
        questions.end_question(shipment, by=officer, **RESULT)
    questions.end_question(shipment, by=second_officer, **RESULT)
    assert Document.objects.last().details["letter_no"] == "商产管函〔2026〕88号"


def test_in_a_light_case_one_officer_may(exporter: User, officer: User) -> None:
    shipment = a_shipment(exporter, gravity=1)
    asked(shipment, officer)
    answer_hold(shipment, by=exporter, text="Here it is.")
    appraised(shipment, officer, "not_controlled")
    questions.end_question(shipment, by=officer, **RESULT)
    assert status_of(shipment) == Status.IN_REVIEW


def test_an_appraisal_that_finds_a_controlled_item_frees_nothing(
    shipment: Shipment, officer: User, second_officer: User, exporter: User
) -> None:
    asked(shipment, officer)
    answer_hold(shipment, by=exporter, text="Here it is.")
    appraised(shipment, officer, "controlled")
    with pytest.raises(Conflict):
        questions.end_question(shipment, by=second_officer, **RESULT)
    questions.refuse_question(shipment, by=second_officer, reason="Letter.", message="Licence.")
    assert status_of(shipment) == Status.REFUSED


def test_a_term_is_extended_once_and_by_no_more_than_the_policy_allows(
    shipment: Shipment, officer: User
) -> None:
    with clock.at(datetime(2026, 11, 25, 3, tzinfo=UTC)):
        asked(shipment, officer)
        with pytest.raises(ValidationError):
            questions.extend_question(shipment, by=officer, days=8, **TOLD)
        assert post(officer, shipment, "extend_question", days=8).status_code == HTTPStatus.OK
        questions.extend_question(shipment, by=officer, days=3, **TOLD)
        # 7, 8, 9 December
        assert Hold.objects.get().until == date(2026, 12, 9)
        with pytest.raises(Conflict):
            questions.extend_question(shipment, by=officer, days=1, **TOLD)
    assert Document.objects.get().details["until"] == "2026-12-04"


def test_an_answer_is_supplemented_until_the_result(
    shipment: Shipment, officer: User, second_officer: User, exporter: User, rival_exporter: User
) -> None:
    asked(shipment, officer)
    with pytest.raises(Conflict):
        supplement_answer(shipment, by=exporter, text="Too soon.")
    answer_hold(shipment, by=exporter, text="Here it is.")
    for _twice in range(2):
        supplement_answer(
            shipment, by=exporter, text="And the report.", files=[a_pdf()], kinds=["test_report"]
        )
    step = Question.objects.get().steps.get()
    assert (step.kind, step.text, step.by) == ("supplemented", "And the report.", exporter)
    assert Hold.objects.get().answer_files.count() == 1
    with pytest.raises(NotAllowed):
        supplement_answer(shipment, by=rival_exporter, text="Me, too.")
    address = reverse("declare:supplement", args=[shipment.reference])
    assert page(exporter, address).status_code == HTTPStatus.OK
    typed = {"text": "One more word."}
    assert signed_in(exporter).post(address, typed).status_code == HTTPStatus.FOUND
    shown = page(officer, reverse("review:case", args=[shipment.reference])).content.decode()
    for words in ("And the report.", "One more word.", "report.pdf</a>"):
        assert words in shown
    shipment.refresh_from_db()
    questions.end_question(shipment, by=officer, **RESULT)
    with pytest.raises(Conflict):
        supplement_answer(shipment, by=exporter, text="Too late.")


def test_the_exporter_reads_ground_papers_days_left_and_what_ends_it(
    shipment: Shipment, officer: User, exporter: User
) -> None:
    asked(shipment, officer)
    shown = page(exporter, reverse("declare:shipment", args=[shipment.reference])).content.decode()
    for words in (
        "Working days left: 7",
        "The declared parameters reach or come near those of a controlled item",
        "Test report",
        "The result of the question, which customs gives you in writing.",
    ):
        assert words in shown
    assert TOLD["reason"] not in shown


@pytest.mark.parametrize("kind", ["party_listed", "party_watch", "catch_all", "mofcom_tip"])
def test_what_ends_an_undisclosed_hold_tells_the_exporter_nothing(
    shipment: Shipment, officer: User, exporter: User, kind: str
) -> None:
    hold_of_kind(shipment, by=officer, kind=kind, until=clock.today(), **TOLD)
    shown = page(exporter, reverse("declare:shipment", args=[shipment.reference])).content.decode()
    assert "Customs completes its verification and tells you the result." in shown
    for word in ("MOFCOM", "ministry", "risk assessment", "another party", "reasoned statement"):
        assert word not in shown
