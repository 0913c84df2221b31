"""What officers enter of end users over the API, and what all of customs reads there."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.demo.papers import paper
from shipments.end_users.keeping import register_from_flows
from shipments.flows.keeping import keep_flows
from shipments.models import RegisteredUser, UserFigure, UserVerdict
from tests.shipments.end_users.test_register import HANBIT_KEY, browser, released, use_duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prc_lists")]


@pytest.fixture
def hanbit(exporter: User) -> RegisteredUser:
    """Of 99.995 kg 60 are used."""
    shipment = released(exporter)
    use_duty(shipment, clock.today(), used_kg=Decimal(60))
    keep_flows(shipment)
    register_from_flows()
    return RegisteredUser.objects.get(key=HANBIT_KEY)


def asked_by(user: User) -> APIClient:
    client = APIClient(headers={"accept-language": "en"})
    client.force_authenticate(user)
    return client


def test_officers_enter_figures_and_verdicts_over_the_api_and_nobody_else(
    hanbit: RegisteredUser, people: dict[str, User]
) -> None:
    figure = {"kind": "capacity", "kg": "5000", "as_of": "2026-01-05", "evidence": "Permit 12"}
    verdict = {"outcome": "unreliable", "text": "Nobody at the address."}
    for who, status in (("officer1", 201), ("head1", 201), ("auditor", 403), ("exporter", 404)):
        client = asked_by(people[who])
        for what, told in (("figures", figure), ("verdicts", verdict)):
            answer = client.post(f"/api/end-users/{hanbit.pk}/{what}/", told, format="json")
            assert answer.status_code == status, (who, what, answer.content)
    told = asked_by(people["auditor"]).get(f"/api/end-users/{hanbit.pk}/").json()
    assert [each["kg"] for each in told["figures"] if each["kind"] == "capacity"] == [
        "5000.00000"
    ] * 2
    assert {each["text"] for each in told["verdicts"]} == {"Nobody at the address."}
    assert Event.objects.filter(verb="end_user_figure").count() == 2
    assert Event.objects.filter(verb="end_user_verdict").count() == 2


@pytest.mark.parametrize(
    ("what", "told", "wrong"),
    [
        ("figures", {"kind": "capacity", "kg": "-1", "as_of": "2026-01-05", "evidence": "x"}, "kg"),
        ("figures", {"kind": "capacity", "kg": 7, "as_of": "2999-01-05", "evidence": "x"}, "as_of"),
        ("figures", {"kind": "size", "kg": 7, "as_of": "2026-01-05", "evidence": "x"}, "kind"),
        ("figures", {"kind": "need", "kg": [], "as_of": {}, "evidence": "x"}, "kg"),
        ("verdicts", {"outcome": "fine", "text": "x"}, "outcome"),
        ("verdicts", {"outcome": "sound", "text": "x", "by": "me"}, "by"),
        ("verdicts", [], "non_field_errors"),
    ],
)
def test_what_does_not_fit_is_refused_by_name_over_the_api(
    hanbit: RegisteredUser, officer: User, what: str, told: Any, wrong: str
) -> None:
    address = f"/api/end-users/{hanbit.pk}/{what}/"
    answer = asked_by(officer).post(address, told, format="json")
    assert answer.status_code == 400
    assert wrong in answer.json()
    assert not UserFigure.objects.filter(by=officer).exists()
    assert not UserVerdict.objects.exists()


def test_a_file_comes_with_a_figure_over_the_api(hanbit: RegisteredUser, officer: User) -> None:
    told = {"kind": "capacity", "kg": "5000", "as_of": "2026-01-05", "evidence": "Permit 12"}
    file = SimpleUploadedFile("p.pdf", paper("permit 12"), "application/pdf")
    address = f"/api/end-users/{hanbit.pk}/figures/"
    answer = asked_by(officer).post(address, {**told, "file": file}, format="multipart")
    assert answer.status_code == 201
    assert answer.json()["file_sha256"] == sha256(paper("permit 12")).hexdigest()


def test_the_story_over_the_api_has_the_figures_of_the_page(
    hanbit: RegisteredUser, auditor: User, exporter: User
) -> None:
    page = browser(auditor).get("/end-users/user/", {"end_user": HANBIT_KEY}).context
    story = asked_by(auditor).get(f"/api/end-users/{hanbit.pk}/story/").json()
    assert story["keys"] == [HANBIT_KEY]
    assert story["score"] == page["reading"].score
    assert len(story["years"]) == len(page["years"]) > 0
    for given, shown in zip(story["years"], page["years"], strict=True):
        assert given["year"] == shown.year.year
        assert Decimal(given["balance"]["received_kg"]) == shown.balance.received_kg > 0
        assert Decimal(given["balance"]["used_kg"]) == shown.balance.used_kg == 60
    assert asked_by(exporter).get(f"/api/end-users/{hanbit.pk}/story/").status_code == 404
