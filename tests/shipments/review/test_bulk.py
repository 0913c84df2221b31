"""Many cases at once: each through the one door, each answered for; the cap; the head's hand."""

from http import HTTPStatus
from typing import Any

import pytest

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.default_policy import default_policy
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Shipment
from shipments.moves import Status
from shipments.review import claims
from tests.builders import a_shipment
from tests.shipments.review.posts import signed_in, status_of

BULK = "/review/bulk/"


@pytest.fixture
def head(people: dict[str, User]) -> User:
    return people["head1"]


def tick(*cases: Shipment) -> list[str]:
    return [f"{case.reference}~{case.version}" for case in cases]


def done(by: User, verb: str, cases: list[str], **told: Any) -> dict[str, str]:
    """What the page reports: the obstacle by reference, "" where it was done."""
    answer = signed_in(by).post(BULK, {"verb": verb, "case": cases, **told})
    assert answer.status_code == HTTPStatus.OK
    return {each.reference: each.obstacle for each in answer.context["outcomes"]}


def claimer(shipment: Shipment) -> User | None:
    return Shipment.objects.get(pk=shipment.pk).claimed_by


def test_ticked_cases_are_taken_and_each_is_answered_for(
    exporter: User, officer: User, second_officer: User
) -> None:
    free, taken = a_shipment(exporter), a_shipment(exporter)
    claims.claim(taken, by=second_officer)
    report = done(officer, "claim", [*tick(free, taken), "G49-NOWHERE1~1"])
    assert report[free.reference] == ""
    assert str(second_officer) in report[taken.reference]
    assert report["G49-NOWHERE1"]
    assert (claimer(free), claimer(taken)) == (officer, second_officer)
    assert done(officer, "unclaim", tick(free, taken))[free.reference] == ""
    assert (claimer(free), claimer(taken)) == (None, second_officer)


def test_green_samples_are_released_together_and_nothing_else(
    exporter: User, officer: User, prc_lists: None
) -> None:
    sample, flagged = a_shipment(exporter, gravity=0), a_shipment(exporter, gravity=1)
    held = a_shipment(exporter, Status.HELD, gravity=0)
    cases = tick(sample, flagged, held)
    report = done(officer, "release", cases, reason="Samples agree with the papers.")
    assert report[sample.reference] == ""
    assert report[flagged.reference]
    assert report[held.reference]
    assert [status_of(each) for each in (sample, flagged, held)] == [
        "released",
        "in_review",
        "held",
    ]
    assert Event.objects.filter(verb="release", subject=sample.subject).count() == 1


def test_a_sample_that_changed_since_it_was_ticked_stays(
    exporter: User, officer: User, prc_lists: None
) -> None:
    sample = a_shipment(exporter, gravity=0)
    for stale in (f"{sample.reference}~{sample.version - 1}", sample.reference):
        assert done(officer, "release", [stale], reason="Samples agree.")[sample.reference]
    assert status_of(sample) == "in_review"


def test_a_release_of_many_needs_a_reason(exporter: User, officer: User) -> None:
    sample = a_shipment(exporter, gravity=0)
    answer = signed_in(officer).post(BULK, {"verb": "release", "case": tick(sample)})
    assert "outcomes" not in answer.context
    assert sample.reference in answer.content.decode()  # still ticked when the reason comes
    assert status_of(sample) == "in_review"


def test_only_the_head_hands_out_cases_and_takes_them_back(
    exporter: User, officer: User, second_officer: User, other_office_officer: User, head: User
) -> None:
    case = a_shipment(exporter)
    claims.claim(case, by=officer)
    assert done(officer, "assign", tick(case), to=second_officer.pk)[case.reference]
    assert claimer(case) == officer
    assert done(head, "assign", tick(case), to=second_officer.pk)[case.reference] == ""
    assert claimer(case) == second_officer
    event = Event.objects.filter(verb="assign").latest("seq")
    assert event.detail["to"] == second_officer.username
    with pytest.raises(NotAllowed):
        claims.assign(case, to=other_office_officer, by=head)
    answer = signed_in(head).post(
        BULK, {"verb": "assign", "case": tick(case), "to": other_office_officer.pk}
    )
    assert "outcomes" not in answer.context
    assert claimer(case) == second_officer


def test_nobody_takes_more_cases_than_the_policy_allows(
    exporter: User, officer: User, second_officer: User, head: User
) -> None:
    most = default_policy().most_claims
    mine = [a_shipment(exporter) for _case in range(most)]
    for case in mine:
        claims.claim(case, by=officer)
    further = a_shipment(exporter)
    with pytest.raises(Conflict):
        claims.claim(further, by=officer)
    with pytest.raises(Conflict):
        claims.claim_next(by=officer)
    with pytest.raises(Conflict):
        claims.assign(further, to=officer, by=head)
    claims.claim(mine[0], by=officer)  # one's own is renewed all the same
    assert signed_in(officer).post("/review/next/").status_code == HTTPStatus.FOUND
    assert claimer(further) is None
    claims.unclaim(mine[0], by=officer)
    claims.claim(further, by=officer)
    claims.claim(mine[0], by=second_officer)


def test_nothing_ticked_and_an_unknown_verb_change_nothing(exporter: User, officer: User) -> None:
    case = a_shipment(exporter)
    client = signed_in(officer)
    assert client.post(BULK, {"verb": "claim"}).status_code == HTTPStatus.OK
    answer = client.post(BULK, {"verb": "refuse", "case": tick(case)})
    assert answer.status_code == HTTPStatus.FOUND
    assert (claimer(case), status_of(case)) == (None, "in_review")


def test_others_have_no_bulk(exporter: User, auditor: User) -> None:
    case = a_shipment(exporter)
    for person, status in ((exporter, 404), (auditor, 403)):
        sent = signed_in(person).post(BULK, {"verb": "claim", "case": tick(case)})
        assert sent.status_code == status
