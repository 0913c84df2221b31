"""What access asks of a case, and in which order it finds what bars a verb."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Made
from typing import Any

import pytest
from django.utils.translation import override

from compliance import clock
from compliance.accounts.models import Role, User
from compliance.parties.versions import activate_version, entries_in_force
from compliance.policy.versions import policy_on
from compliance.quarantine.models import FileScan, ScanState
from compliance.refusals import Conflict, NotAllowed
from shipments import access
from shipments.models import AmendmentRequest, DecisionState, Hold, Shipment, WithdrawalRequest
from shipments.moves import Status
from shipments.screening.actions import rescreen
from tests.builders import a_shipment
from tests.shipments.moves.cases import add_decision, add_hold, add_proposal, add_request, put

EARLY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)  # after midnight in Shanghai


def a_person(role: Role = Role.OFFICER, **fields: Any) -> Any:
    """An officer of office 7, or an exporter's clerk of firm 5."""
    return Made(
        pk=1,
        role=role,
        is_exporter=role == Role.EXPORTER,
        is_officer=role == Role.OFFICER,
        office_id=7,
        exporter_id=5,
        **fields,
    )


def seen(*decisions: Any, **columns: Any) -> Any:
    """A shipment in memory on which these decisions were made."""
    fields = {
        "status": "in_review",
        "office_id": 7,
        "exporter_id": 5,
        "claimed_by_id": None,
        "is_stale": False,
        "gravity": 0,
        "shown_status_label": "In review",
        "decisions": Made(select_related=lambda *names: [*decisions]),
    }
    return Made(**{**fields, **columns})


def decided(by: str, at: datetime, second_by: str = "", second_at: datetime | None = None) -> Any:
    return Made(by=by, at=at, second_by=second_by or None, second_at=second_at)


KNOWN: dict[str, Any] = {
    **dict.fromkeys(("proposal", "hold", "request", "amendment")),
    "has_quarantined_files": False,
    "evidence_by": frozenset(),
}


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("person", "columns", "kind", "words"),
    [
        (a_person(), {}, None, ""),
        (a_person(Role.AUDITOR), {"status": "draft"}, NotAllowed, "Your role"),
        (a_person(Role.EXPORTER), {"exporter_id": 6}, NotAllowed, "Your role"),
        (a_person(), {"office_id": 8, "status": "draft"}, NotAllowed, "not yours"),
        (a_person(), {"status": "draft", "gravity": 2}, Conflict, "while the shipment is"),
        (a_person(), {"gravity": 2, "is_stale": True}, NotAllowed, "two officers"),
        (a_person(), {"is_stale": True}, Conflict, "being screened again"),
    ],
)
def test_role_comes_before_ownership_status_guards_and_stale_lists(
    person: Any, columns: dict[str, Any], kind: Any, words: str
) -> None:
    answer = access.may(person, "release", seen(**columns), **KNOWN)
    assert answer.allowed is (kind is None)
    assert (answer.refusal and type(answer.refusal)) is kind
    assert answer.refusal is None or words in answer.refusal.sentence


@pytest.mark.parametrize(
    ("firm", "role", "kind"),
    [(5, Role.EXPORTER, None), (6, Role.EXPORTER, NotAllowed), (5, Role.OFFICER, NotAllowed)],
)
def test_a_clerk_edits_the_drafts_of_the_own_firm(firm: int, role: Role, kind: Any) -> None:
    answer = access.may(a_person(role), "edit", seen(status="draft", exporter_id=firm))
    assert (answer.refusal and type(answer.refusal)) is kind


def test_stale_lists_bar_only_what_rests_on_fresh_ones() -> None:
    case = seen(is_stale=True)
    found = access.open_verbs(a_person(is_head=False), case, **KNOWN, has_live_claim=False)
    assert {"claim", "hold", "refuse"} < set(found)
    assert not {"release", "propose_release"} & set(found)


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ((), ""),
        ((decided("Li", NOON),), "Li on 2026-11-24 12:00"),
        ((decided("Li", EARLY), decided("Wu", NOON)), "Wu on 2026-11-24 12:00"),
        ((decided("Wu", NOON), decided("Li", EARLY)), "Wu on 2026-11-24 12:00"),
        ((decided("Li", EARLY, "He", LATE), decided("Wu", NOON)), "He on 2026-11-25 00:30"),
        ((decided("Wu", NOON), decided("Li", EARLY, "He", LATE)), "He on 2026-11-25 00:30"),
    ],
)
def test_the_last_word_is_that_of_whoever_decided_last(
    decisions: tuple[Any, ...], words: str
) -> None:
    told = access.last_word(seen(*decisions))
    assert told == (f"Already decided by {words}: the shipment is “In review”." if words else "")


@pytest.mark.parametrize(
    ("person", "words"), [(a_person(), "Li on"), (a_person(Role.EXPORTER), "In review"), (None, "")]
)
def test_only_officers_read_who_was_faster(person: Any, words: str) -> None:
    verb = {Role.OFFICER: "claim", Role.EXPORTER: "edit"}.get(person.role if person else "", "flag")
    case = seen(decided("Li", NOON), status="closed")
    answer = access.may(person, verb, case)
    assert isinstance(answer.refusal, Conflict)
    assert words in answer.refusal.sentence
    assert ("Li" in answer.refusal.sentence) is (words == "Li on")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "is_live"), [(-1, True), (0, False), (1, False)], ids=["younger", "as old", "older"]
)
def test_a_claim_keeps_others_out_for_the_policys_minutes(minutes: int, is_live: bool) -> None:
    now = clock.now()
    with clock.at(now):
        lifetime = timedelta(minutes=policy_on(clock.today()).claim_minutes)
        assert access.claim_lifetime() == lifetime
        case = Made(claimed_by_id=3, claimed_at=now - lifetime - timedelta(minutes=minutes))
        assert access.has_live_claim(case) is is_live  # type: ignore[arg-type]
        for gone in ({"claimed_by_id": None}, {"claimed_at": None}):
            half: Any = Made(**{**vars(case), "claimed_at": now, **gone})
            assert not access.has_live_claim(half)


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    return a_shipment(exporter)


def test_what_customs_has_decided_is_asked_no_more(shipment: Shipment, exporter: User) -> None:
    put(shipment, status="released")
    another = a_shipment(exporter)
    asked = (
        (WithdrawalRequest, access.open_request),
        (AmendmentRequest, access.open_amendment),
    )
    for model, open_one in asked:
        add_request(another, exporter, model)
        assert open_one(shipment) is None
        add_request(shipment, exporter, model)
        assert open_one(shipment) == model.objects.get(shipment=shipment)
    for status in ("draft", "refused", "withdrawn", "closed"):
        put(shipment, status=status)
        assert access.open_amendment(shipment) is None
    for status in ("in_review", "held", "released"):
        put(shipment, status=status)
        assert access.open_amendment(shipment) == AmendmentRequest.objects.get(shipment=shipment)
    for model, open_one in asked:
        model.objects.update(decided_at=clock.now(), decided_by=exporter)
        assert open_one(shipment) is None


def test_what_was_lifted_holds_no_more_and_what_took_effect_waits_no_more(
    shipment: Shipment, officer: User
) -> None:
    assert access.open_hold(shipment) is None
    hold = add_hold(shipment, officer)
    assert access.open_hold(shipment) == hold
    Hold.objects.update(lifted_at=clock.now())
    assert access.open_hold(shipment) is None
    assert access.open_proposal(shipment) is None
    add_decision(shipment, officer, "claim", DecisionState.EFFECTIVE)
    proposal = add_proposal(shipment, officer)
    assert access.open_proposal(shipment) == proposal


def test_files_wait_for_the_scanner_only_where_there_is_one_and_while_they_are_there(
    shipment: Shipment, officer: User, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.CLAMD = ""
    with django_assert_num_queries(0):
        assert not access.has_quarantined_files(shipment)
    settings.CLAMD = "127.0.0.1:1"
    assert access.has_quarantined_files(shipment)
    first, *rest = shipment.attachments.values_list("sha256", flat=True)
    for sha256 in {*rest} - {first}:
        FileScan.objects.create(sha256=sha256, state=ScanState.CLEAN)
    assert access.has_quarantined_files(shipment)
    refusal = access.may(officer, "release", shipment).refusal
    assert refusal is not None
    assert "virus scanner" in refusal.sentence
    shipment.attachments.filter(sha256=first).update(removed_at=clock.now())
    assert not access.has_quarantined_files(shipment)
    assert access.may(officer, "release", shipment).allowed


def test_a_case_remembers_holds_and_releases(
    shipment: Shipment, exporter: User, officer: User
) -> None:
    put(shipment, status="draft")
    withdraw = access.may(exporter, "withdraw", shipment)
    assert withdraw.allowed
    add_request(shipment, exporter, AmendmentRequest)
    AmendmentRequest.objects.update(decided_at=clock.now(), decided_by=officer)
    assert access.may(exporter, "withdraw", shipment).allowed
    AmendmentRequest.objects.update(is_granted=True)
    add_decision(shipment, officer, "return_for_correction", DecisionState.EFFECTIVE)
    assert access.may(exporter, "withdraw", shipment).allowed  # granted before any release
    add_decision(shipment, officer, "grant_amendment", DecisionState.EFFECTIVE)
    refusal = access.may(exporter, "withdraw", shipment).refusal
    assert refusal is not None
    assert "has released" in refusal.sentence
    add_hold(shipment, officer, lifted_at=clock.now())
    refusal = access.may(exporter, "withdraw", shipment).refusal
    assert refusal is not None
    assert "has held" in refusal.sentence


@pytest.mark.usefixtures("prc_lists")
def test_what_must_rest_on_fresh_lists_is_refused_before_anybody_marked_the_case(
    exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter)
    rescreen(shipment.pk)
    shipment.refresh_from_db()
    put(shipment, gravity=0, status=Status.IN_REVIEW)
    access.require(officer, "release", shipment)
    entries = list(entries_in_force("watch_list"))
    activate_version("watch_list", entries, source="New", sha256="8" * 64, as_of=clock.today())
    assert not put(shipment, is_stale=False).is_stale
    assert access.may(officer, "release", shipment).allowed
    with pytest.raises(Conflict) as refused:
        access.require(officer, "release", shipment)
    assert "being screened again" in refused.value.sentence
    access.require(officer, "claim", shipment)
