"""配额核销: what is released uses the quota, never more than there is, and gives it back."""

from decimal import Decimal

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.declare.actions import request_amendment, request_withdrawal
from shipments.demo.buyers import DEKKER
from shipments.demo.goods import INGOT
from shipments.flows.keeping import keep_flows
from shipments.models import ScreenedFinding, Screening, Shipment
from shipments.moves import Status
from shipments.quotas.balance import states_of
from shipments.review import actions as review
from shipments.review import released
from shipments.screening import actions as screening
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, a_shipment, disposed, freeze, register_licences
from tests.shipments.quotas.conftest import InForce, a_quota

KG = Decimal("399.98")  # indium in 400 kg of 99.995 %
INGOTS = [(INGOT, "400")]
WHY = {"reason": "A restriction began.", "message": "Do not load the goods."}


@pytest.fixture(autouse=True)
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)


@pytest.fixture
def licensed(exporter: User, rival_exporter: User, prc_lists: None) -> None:
    register_licences()


def screened(by: User, **draft: object) -> Shipment:
    shipment = a_draft(by, **{"goods": INGOTS, **draft})  # type: ignore[arg-type]
    freeze(shipment, by)
    screen(shipment.pk)
    return Shipment.objects.get(pk=shipment.pk)


def findings(shipment: Shipment) -> list[ScreenedFinding]:
    latest: Screening = shipment.screenings.order_by("-number")[0]
    return list(latest.findings.filter(rule="QTY-20"))


def used(shipment: Shipment, policy: object) -> list[Decimal]:
    """What others used of the quotas that the shipment meets."""
    from compliance.law.canonical import from_plain
    from compliance.law.declaration import Declaration

    declaration = from_plain(shipment.revisions.latest("number").content, Declaration)
    return [each.used_kg for each in states_of(shipment, declaration, policy)]  # type: ignore[arg-type]


@pytest.mark.usefixtures("licensed")
@pytest.mark.parametrize("grade", ["FLAG", "HOLD", "BLOCK"])
def test_what_fits_is_released_and_the_next_is_found_with_the_grade_of_the_policy(
    exporter: User, in_force: InForce, grade: str
) -> None:
    in_force(a_quota(KG, effect=grade))
    first, second = screened(exporter), screened(exporter)
    assert (first.status, second.status) == (Status.RELEASED, Status.IN_REVIEW)
    (finding,) = findings(second)
    assert finding.effect == {"FLAG": 1, "HOLD": 2, "BLOCK": 3}[grade]
    assert not finding.disclosed
    assert finding.params["used"] == finding.params["declared"] == "399.98000"
    told = Event.objects.get(verb="draw_quota", subject=first.subject).detail
    assert (told["quota"], told["kg"], told["used_kg"]) == ("KR", "399.98000", "399.98000")


@pytest.mark.usefixtures("licensed")
def test_a_quota_put_in_force_in_mid_month_counts_what_went_before(
    exporter: User, in_force: InForce
) -> None:
    screened(exporter)
    in_force(a_quota(KG))
    assert findings(screened(exporter))


@pytest.mark.usefixtures("licensed")
@pytest.mark.parametrize(
    ("narrowed", "is_met"),
    [
        ({"country": "NLD"}, False),
        ({"country": "", "end_use": "ito"}, True),
        ({"country": "", "end_user": "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"}, True),
        ({"country": "", "end_user": "DEKKER THIN FILM B.V. (NLD)"}, False),
        ({"period": "year"}, True),
    ],
)
def test_it_limits_what_its_row_names(
    exporter: User, in_force: InForce, narrowed: dict[str, str], is_met: bool
) -> None:
    in_force(a_quota(100, **narrowed))
    assert bool(findings(screened(exporter))) is is_met


@pytest.mark.usefixtures("licensed")
def test_an_exporter_is_limited_by_its_uscc_and_no_other(
    exporter: User, rival_exporter: User, in_force: InForce
) -> None:
    assert exporter.exporter
    in_force(a_quota(100, country="", exporter=exporter.exporter.uscc))
    assert findings(screened(exporter))
    assert not findings(screened(rival_exporter))


@pytest.mark.usefixtures("licensed")
def test_a_quota_taken_between_screening_and_release_is_noticed(
    exporter: User, in_force: InForce, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force(a_quota(500))
    real = screening.run_rules

    def run_while_another_is_released(facts: object) -> object:
        monkeypatch.setattr(screening, "run_rules", real)
        run = real(facts)  # type: ignore[arg-type]
        assert screened(exporter).status == Status.RELEASED
        return run

    monkeypatch.setattr(screening, "run_rules", run_while_another_is_released)
    late = screened(exporter)
    assert late.status == Status.IN_REVIEW
    assert findings(late)


def in_review(by: User, gravity: int = 1) -> Shipment:
    shipment = a_shipment(by, gravity=gravity, goods=INGOTS)
    rescreen(shipment.pk)
    Shipment.objects.filter(pk=shipment.pk).update(gravity=gravity)
    shipment.refresh_from_db()
    return shipment


@pytest.mark.usefixtures("licensed")
def test_no_officer_goes_beyond_a_quota_unknowingly(
    exporter: User, officer: User, in_force: InForce
) -> None:
    in_force(a_quota(500, effect="FLAG"))
    case = in_review(exporter)
    assert screened(exporter).status == Status.RELEASED
    with pytest.raises(Conflict, match="KR"):
        review.release(case, by=officer, reason="In order.")
    case.refresh_from_db()
    assert case.status == Status.IN_REVIEW


@pytest.mark.usefixtures("licensed")
def test_a_flag_that_the_officer_saw_leaves_the_decision_to_the_officer(
    exporter: User, officer: User, in_force: InForce
) -> None:
    policy = in_force(a_quota(100, effect="FLAG"))
    case = in_review(exporter)
    review.release(case, by=officer, reason="The ministry agreed in writing.")
    case.refresh_from_db()
    assert case.status == Status.RELEASED
    assert used(in_review(exporter), policy) == [KG]


@pytest.mark.usefixtures("licensed")
@pytest.mark.parametrize("grade", ["HOLD", "BLOCK"])
def test_two_officers_go_beyond_a_hold_and_nobody_beyond_a_block(
    exporter: User, officer: User, second_officer: User, in_force: InForce, grade: str
) -> None:
    in_force(a_quota(100, effect=grade))
    case = in_review(exporter, gravity=2)
    review.propose_release(case, by=officer, reason="In order.", given=disposed(case))
    if grade == "BLOCK":
        with pytest.raises(Conflict, match="KR"):
            review.countersign(case, by=second_officer, reason="Agreed.")
    else:
        review.countersign(case, by=second_officer, reason="Agreed.")
    case.refresh_from_db()
    assert case.status == (Status.IN_REVIEW if grade == "BLOCK" else Status.RELEASED)


@pytest.mark.usefixtures("licensed")
@pytest.mark.parametrize("way", ["recall", "withdrawal", "amendment"])
def test_what_no_longer_leaves_gives_its_quota_back(
    exporter: User, officer: User, second_officer: User, in_force: InForce, way: str
) -> None:
    policy = in_force(a_quota(500))
    shipment = screened(exporter)
    other = in_review(exporter)
    assert used(other, policy) == [KG]
    if way == "recall":
        released.propose_recall(shipment, by=officer, **WHY)
        released.countersign_recall(shipment, by=second_officer, reason="I agree.")
    elif way == "withdrawal":
        request_withdrawal(shipment, by=exporter, ground="other", reason="Cancelled.")
        shipment.refresh_from_db()
        review.grant_withdrawal(shipment, by=officer, reason="Agreed.")
    else:
        request_amendment(shipment, by=exporter, ground="other", reason="A wrong weight.")
        shipment.refresh_from_db()
        released.grant_amendment(shipment, by=officer, reason="Agreed.")
    assert used(other, policy) == [0]
    told = Event.objects.get(verb="return_quota", subject=shipment.subject).detail
    assert (told["quota"], told["used_kg"]) == ("KR", "0.00000")
    assert not findings(screened(exporter))


@pytest.mark.usefixtures("licensed")
def test_closing_gives_nothing_back(exporter: User, officer: User, in_force: InForce) -> None:
    policy = in_force(a_quota(500))
    shipment = screened(exporter)
    Shipment.objects.filter(pk=shipment.pk).update(status=Status.CLOSED)
    shipment.refresh_from_db()
    keep_flows(shipment)
    assert used(in_review(exporter), policy) == [KG]
    assert used(shipment, policy) == [0], "a shipment is not counted against itself"


@pytest.mark.usefixtures("licensed")
def test_a_release_without_a_quota_writes_no_event(exporter: User, in_force: InForce) -> None:
    in_force(a_quota(1, country="NLD"))
    assert screened(exporter).status == Status.RELEASED
    assert not Event.objects.filter(verb__contains="quota").exists()


@pytest.mark.usefixtures("licensed")
def test_officers_see_how_much_is_used_and_exporters_nothing_of_it(
    exporter: User, rival_exporter: User, officer: User, client: Client, in_force: InForce
) -> None:
    in_force(a_quota(500), a_quota(100, code="NL", country="NLD"))
    screened(rival_exporter)
    case = screened(exporter)
    client.cookies["django_language"] = "en"
    client.force_login(officer)
    page = client.get(f"/review/{case.reference}/").content.decode()
    assert "80 % are used by others" in page
    assert "This shipment is 299.96" in page
    client.force_login(exporter)
    for address in (f"/shipments/{case.reference}/", f"/api/shipments/{case.reference}/"):
        told = client.get(address).content.decode()
        assert "399.98" not in told
        assert "QTY-20" not in told
        assert "uota" not in told


@pytest.mark.usefixtures("licensed")
def test_a_stored_run_with_a_quota_replays_the_same(exporter: User, in_force: InForce) -> None:
    from shipments.screening.replay import replay

    in_force(a_quota(500), a_quota(100, code="NL", country="NLD"))
    first = screened(exporter, buyer=DEKKER)
    assert [each.params["quota"] for each in findings(first)] == ["NL"]
    assert replay(first.screenings.get()).matches
