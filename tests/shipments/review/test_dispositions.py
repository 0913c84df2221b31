"""A release of a grave case: each finding gets its disposition, and the second officer reads it."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.models import Attachment, Decision, Disposition, Shipment
from shipments.moves import Status
from shipments.review import actions
from shipments.review.dispositions import Disposed
from tests.builders import a_finding, a_shipment, disposed
from tests.shipments.review.posts import address, page, post, status_of

REASON = "Compared with the licence."
GROUND = "The licence was shown at the counter."
BLOCK, HOLD, FLAG = 1, 2, 3  # positions of the findings below


@pytest.fixture
def shipment(exporter: User) -> Shipment:
    findings = [
        a_finding("LIC-01", effect=3, params={"line": 1}),
        a_finding("EUS-01", effect=2),
        a_finding("QTY-01", effect=1),
    ]
    return a_shipment(exporter, gravity=3, findings=findings)


@pytest.fixture
def paper(shipment: Shipment) -> Attachment:
    return shipment.attachments.first()


def given(paper: Attachment) -> dict[int, Disposed]:
    return {
        BLOCK: Disposed("cured", GROUND, paper.pk),
        HOLD: Disposed("overridden", "The end user is a public university."),
    }


def typed(paper: Attachment, **others: Any) -> dict[str, Any]:
    return {
        "kind-1": "cured",
        "paper-1": str(paper.pk),
        "ground-1": GROUND,
        "kind-2": "overridden",
        "ground-2": "The end user is a public university.",
        **{name.replace("_", "-"): value for name, value in others.items()},
    }


def test_nothing_is_chosen_beforehand_and_flags_are_not_asked_about(
    shipment: Shipment, officer: User
) -> None:
    form = page(officer, address(shipment, "propose_release")).context["form"]
    asked = {name for name in form.fields if name.startswith("kind-")}
    assert asked == {"kind-1", "kind-2"}
    assert [form[name].value() for name in sorted(asked)] == [None, None]
    assert [value for value, _label in form.fields["kind-1"].choices] == ["cured", "overridden"]


def test_the_page_keeps_what_becomes_of_each_finding(
    shipment: Shipment, paper: Attachment, officer: User, second_officer: User
) -> None:
    answer = post(officer, shipment, "propose_release", **typed(paper))
    assert answer.status_code == HTTPStatus.FOUND
    kept = Disposition.objects.filter(decision__shipment=shipment)
    assert set(kept.values_list("finding__rule", "kind", "paper")) == {
        ("LIC-01", "cured", paper.pk),
        ("EUS-01", "overridden", None),
    }
    told = Event.objects.get(verb="propose_release").detail["dispositions"]
    assert [each["rule"] for each in told] == ["LIC-01", "EUS-01"]
    shown = page(second_officer, address(shipment, "countersign")).content.decode()
    for text in ("LIC-01", GROUND, paper.filename, "public university", "Papers and goods agree."):
        assert text in shown


@pytest.mark.parametrize(
    "missing",
    [
        {"kind_1": ""},
        {"kind_2": ""},
        {"paper_1": ""},
        {"ground_1": "x"},
        {"ground_2": ""},
        {"kind_1": "accepted"},
    ],
)
def test_a_finding_without_its_disposition_releases_nothing_and_nothing_typed_is_lost(
    shipment: Shipment, paper: Attachment, officer: User, missing: dict[str, str]
) -> None:
    answer = post(officer, shipment, "propose_release", **typed(paper, **missing))
    assert answer.status_code == HTTPStatus.OK
    (name,) = missing
    assert list(answer.context["form"].errors) == [name.replace("_", "-")]
    assert not Decision.objects.exists()
    assert "Papers and goods agree." in answer.content.decode()


def test_two_findings_of_one_rule_are_told_apart(
    exporter: User, officer: User, second_officer: User
) -> None:
    parties = [
        a_finding("PTY-01", effect=3, disclosed=False, party_ref=ref)
        for ref in ("consignee-1", "end_user-1")
    ]
    shipment = a_shipment(exporter, gravity=3, findings=parties)
    shown = page(officer, address(shipment, "propose_release")).content.decode()
    consignee, end_user = shipment.parties.filter(role__in=["consignee", "end_user"])
    for text in (
        f"Consignee: {consignee.name_en}",
        f"End user: {end_user.name_en}",
        "PTY-01, Consignee: Ground",
        "PTY-01, End user: Ground",
    ):
        assert text in shown
    actions.propose_release(shipment, by=officer, reason=REASON, given=disposed(shipment))
    to_sign = page(second_officer, address(shipment, "countersign")).content.decode()
    for text in ("PTY-01, Consignee", "PTY-01, End user", "A party is on the export control list"):
        assert text in to_sign


@pytest.mark.parametrize("place", [BLOCK, HOLD])
def test_no_call_releases_a_case_with_a_finding_left_out(
    shipment: Shipment, paper: Attachment, officer: User, place: int
) -> None:
    rest = {key: value for key, value in given(paper).items() if key != place}
    with pytest.raises(ValidationError):
        actions.propose_release(shipment, by=officer, reason=REASON, given=rest)
    assert not Decision.objects.exists()
    assert status_of(shipment) == Status.IN_REVIEW


def test_another_shipments_paper_cures_nothing(
    shipment: Shipment, exporter: User, officer: User
) -> None:
    other = a_shipment(exporter).attachments.first()
    with pytest.raises(ValidationError):
        actions.propose_release(shipment, by=officer, reason=REASON, given=given(other))


def test_a_disposed_case_leaves_with_the_second_signature(
    shipment: Shipment, paper: Attachment, officer: User, second_officer: User
) -> None:
    actions.propose_release(shipment, by=officer, reason=REASON, given=given(paper))
    actions.countersign(shipment, by=second_officer, reason="Agreed, the licence is there.")
    assert status_of(shipment) == Status.RELEASED
