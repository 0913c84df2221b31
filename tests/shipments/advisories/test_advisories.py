"""What headquarters knows reaches the rules through two persons only; exporters learn nothing."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import CustomsOffice, User
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.advisories import actions
from shipments.demo.goods import INGOT
from shipments.models import Advisory, Shipment
from shipments.moves import Status
from shipments.screening.actions import rescreen, screen
from shipments.screening.facts import facts_of
from shipments.screening.staleness import is_outdated
from tests.builders import a_draft, freeze

pytestmark = pytest.mark.usefixtures("prc_lists")


def prepared(by: User, about: User, **fields: Any) -> Advisory:
    standard = {
        "kind": "tip",
        "exporter": about.exporter,
        "number": "MOFCOM 2026-77",
        "dated": clock.today(),
        "text": "Stop until the end user is verified.",
    }
    return actions.prepare(by=by, **{**standard, **fields})


def filed(by: User) -> Shipment:
    shipment = a_draft(by, goods=[(INGOT, "30")])
    freeze(shipment, by)
    screen(shipment.pk)
    return Shipment.objects.get(pk=shipment.pk)


def in_force(by: User, second: User, about: User, **fields: Any) -> Advisory:
    return actions.put_in_force(prepared(by, about, **fields), by=second)


def rules_of(shipment: Shipment) -> dict[str, int]:
    latest = shipment.screenings.order_by("-number")[0:1].get()
    return dict(latest.findings.values_list("rule", "effect"))


@pytest.fixture
def headquarters_officer(officer: User) -> User:
    office, _new = CustomsOffice.objects.get_or_create(
        code="2200", defaults={"name_zh": "上海海关", "name_en": "Shanghai Customs District"}
    )
    officer.office = office
    officer.save()
    return User.objects.get(pk=officer.pk)


def test_one_person_alone_puts_nothing_in_force(policy_admin: User, exporter: User) -> None:
    advisory = prepared(policy_admin, exporter)
    with pytest.raises(NotAllowed):
        actions.put_in_force(advisory, by=policy_admin)
    assert Advisory.objects.get().state == "prepared"


def test_the_database_knows_it_too(policy_admin: User, exporter: User) -> None:
    advisory = prepared(policy_admin, exporter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Advisory.objects.filter(pk=advisory.pk).update(confirmed_by=policy_admin)


def test_what_is_only_prepared_reaches_no_rule(policy_admin: User, exporter: User) -> None:
    prepared(policy_admin, exporter)
    assert "EUS-30" not in rules_of(filed(exporter))


def test_a_tip_in_force_stops_what_is_declared_next(
    policy_admin: User, second_policy_admin: User, exporter: User
) -> None:
    in_force(policy_admin, second_policy_admin, exporter)
    case = filed(exporter)
    assert (case.status, rules_of(case)["EUS-30"]) == (Status.IN_REVIEW, 2)


def test_a_tip_reaches_an_open_case_and_keeps_it_from_release(
    policy_admin: User, second_policy_admin: User, exporter: User
) -> None:
    case = filed(exporter)
    Shipment.objects.filter(pk=case.pk).update(status=Status.IN_REVIEW)
    in_force(policy_admin, second_policy_admin, exporter, shipment=case)
    case.refresh_from_db()
    assert case.is_stale
    assert is_outdated(case)
    rescreen(case.pk)
    assert "EUS-30" in rules_of(case)
    assert not is_outdated(case)


def test_a_tip_on_one_shipment_leaves_the_others_alone(
    policy_admin: User, second_policy_admin: User, exporter: User
) -> None:
    first, other = filed(exporter), filed(exporter)
    in_force(policy_admin, second_policy_admin, exporter, shipment=first)
    revision = other.revisions.get(number=other.revision_no)
    assert facts_of(revision).tips == ()


def test_a_tip_on_a_rival_is_none_on_the_exporter(
    policy_admin: User, second_policy_admin: User, exporter: User, rival_exporter: User
) -> None:
    in_force(policy_admin, second_policy_admin, rival_exporter)
    assert "EUS-30" not in rules_of(filed(exporter))


@pytest.mark.parametrize(
    ("kind", "grade", "rule"),
    [("penalty", "", "EXP-01"), ("aeo", "dishonest", "EXP-04"), ("icp", "deficient", "EXP-04")],
)
def test_penalties_and_standing_feed_their_rules(
    policy_admin: User, second_policy_admin: User, exporter: User, kind: str, grade: str, rule: str
) -> None:
    in_force(policy_admin, second_policy_admin, exporter, kind=kind, grade=grade)
    assert rule in rules_of(filed(exporter))


@pytest.mark.parametrize(
    ("kind", "told"), [("conviction", "convicted_on"), ("affiliate", "affiliated_on")]
)
def test_what_bars_general_licences_reaches_the_facts(
    policy_admin: User, second_policy_admin: User, exporter: User, kind: str, told: str
) -> None:
    advisory = in_force(policy_admin, second_policy_admin, exporter, kind=kind)
    case = filed(exporter)
    standing = facts_of(case.revisions.get(number=case.revision_no)).standing
    assert getattr(standing, told) == advisory.dated


def test_an_advisory_ends_by_two_as_well(
    policy_admin: User, second_policy_admin: User, exporter: User
) -> None:
    advisory = in_force(policy_admin, second_policy_admin, exporter)
    ending = actions.propose_end(advisory, by=policy_admin, reason="Verified")
    assert "EUS-30" in rules_of(filed(exporter)), "until the end is confirmed it stands"
    with pytest.raises(NotAllowed):
        actions.end(ending, by=policy_admin)
    actions.end(ending, by=second_policy_admin)
    assert "EUS-30" not in rules_of(filed(exporter))


def test_a_second_click_is_a_conflict(
    policy_admin: User, second_policy_admin: User, exporter: User
) -> None:
    advisory = in_force(policy_admin, second_policy_admin, exporter)
    with pytest.raises(Conflict):
        actions.put_in_force(advisory, by=second_policy_admin)


def test_every_step_is_in_the_log(
    policy_admin: User, second_policy_admin: User, exporter: User
) -> None:
    advisory = in_force(policy_admin, second_policy_admin, exporter)
    actions.end(actions.propose_end(advisory, by=policy_admin, reason="x"), by=second_policy_admin)
    verbs = Event.objects.filter(subject=advisory.subject).order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == [
        "advisory_prepared",
        "advisory_in_force",
        "advisory_end_proposed",
        "advisory_ended",
    ]


def test_an_officer_of_the_headquarters_keeps_them(
    headquarters_officer: User, policy_admin: User, exporter: User
) -> None:
    in_force(headquarters_officer, policy_admin, exporter)
    assert Advisory.objects.get().state == "in_force"


@pytest.mark.parametrize("who", ["officer", "auditor", "exporter"])
def test_nobody_else_does(request: pytest.FixtureRequest, exporter: User, who: str) -> None:
    with pytest.raises(NotAllowed):
        prepared(request.getfixturevalue(who), exporter)


def as_person(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("who", "reads", "keeps"),
    [
        ("exporter", 404, 404),
        ("officer", 200, 403),
        ("auditor", 200, 403),
        ("policy_admin", 200, 200),
    ],
)
def test_who_may_open_the_pages(
    request: pytest.FixtureRequest,
    policy_admin: User,
    exporter: User,
    who: str,
    reads: int,
    keeps: int,
) -> None:
    advisory = prepared(policy_admin, exporter)
    client = as_person(request.getfixturevalue(who))
    assert client.get("/advisories/").status_code == reads
    assert client.get(reverse("advisories:advisory", args=[advisory.pk])).status_code == reads
    assert client.get("/advisories/new/").status_code == keeps


def test_a_tip_is_prepared_and_put_in_force_on_the_pages(
    policy_admin: User, second_policy_admin: User, exporter: User
) -> None:
    typed = {
        "kind": "tip",
        "uscc": exporter.exporter.uscc,
        "number": "商务部 2026-77",
        "dated": clock.today().isoformat(),
        "text": "最终用户待核实",
    }
    page = as_person(policy_admin).post("/advisories/new/", typed, follow=True)
    assert "须由另一人使其生效" in page.content.decode()
    advisory = Advisory.objects.get()
    as_person(second_policy_admin).post(reverse("advisories:put_in_force", args=[advisory.pk]))
    advisory.refresh_from_db()
    assert advisory.state == "in_force"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"uscc": "91430200MA4L16JQ9X"}, "没有使用该统一社会信用代码的发货人"),
        ({"kind": "aeo", "grade": "sound"}, "请选择该类别的等级"),
        ({"grade": "sound"}, "该类别没有等级"),
        ({"dated": "2999-01-01"}, "尚未到来|还没有到|未到"),
        ({"reference": "G49-NOBODY"}, "该发货人没有这票货运"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    policy_admin: User, exporter: User, change: dict[str, str], sentence: str
) -> None:
    import re

    typed = {
        "kind": "tip",
        "uscc": exporter.exporter.uscc,
        "number": "1",
        "dated": clock.today().isoformat(),
        "text": "x",
        **change,
    }
    page = as_person(policy_admin).post("/advisories/new/", typed)
    assert re.search(sentence, page.content.decode())
    assert not Advisory.objects.exists()
