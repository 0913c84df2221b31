"""Accounts of a real installation are made at the command line."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from compliance.accounts.models import Exporter, User

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough pass phrase"
USCC = "91532501MA6K49YP37"


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


def test_an_officer_can_sign_in_afterwards(client: Client) -> None:
    call_command("add_person", "wang", name="王敏", role="officer", office="2233")
    assert User.objects.get(username="wang").office.code == "2233"
    answer = client.post("/account/sign-in/", {"username": "wang", "password": PASSWORD})
    assert answer.status_code == 302


def test_a_new_exporter_comes_with_its_first_person() -> None:
    call_command(
        "add_person",
        "chen",
        name="陈立",
        role="exporter",
        uscc=USCC,
        name_zh="铟业公司",
        name_en="Indium Co.",
        customs_code="5325960149",
        address="个旧",
        phone="1",
    )
    assert Exporter.objects.get().people.get().username == "chen"


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "officer", "office": "9999"},
        {"role": "exporter", "uscc": "12345"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("add_person", "chen", name="陈立", **wrong)
    assert not User.objects.exists()
    assert not Exporter.objects.exists()


def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("12345\n"))
    with pytest.raises(CommandError):
        call_command("add_person", "audit", name="周审", role="auditor")
