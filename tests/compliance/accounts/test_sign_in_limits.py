"""Guessing passwords gets slow for the guesser and stays open for everybody else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from rest_framework.test import APIClient

from compliance.accounts.models import SignInTries, User
from compliance.accounts.network import client_of, network_of
from compliance.audit.models import Event
from shipments.demo.people import PASSWORD

SIGN_IN = "/account/sign-in/"
PAGE, API = "page", "api"
NEW = "seven indium ingots"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everybody(people: dict[str, User]) -> None:
    """The cast."""


@pytest.fixture(params=[PAGE, API])
def door(request: pytest.FixtureRequest) -> str:
    """Every limit holds at both doors, and counts both together."""
    return str(request.param)


def knock(
    door: str,
    name: str,
    password: str = "wrong",
    address: str = "192.0.2.1",
    client: Client | None = None,
    **headers: str,
) -> int:
    """One try; 302 or 201 for the right password, 200 or 401 for a wrong one, 429 for too soon."""
    typed = {"username": name, "password": password}
    if door == API:
        return APIClient().post("/api/token/", typed, REMOTE_ADDR=address, **headers).status_code
    answer = (client or Client()).post(SIGN_IN, typed, REMOTE_ADDR=address, **headers)
    return answer.status_code


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Time stands still, however slow the machine is."""
    with time_machine.travel(NOON, tick=False):
        yield


def later(seconds: float) -> time_machine.travel:
    return time_machine.travel(NOON + timedelta(seconds=seconds), tick=False)


def test_the_sixth_try_has_to_wait_and_each_further_one_longer(door: str) -> None:
    codes = [knock(door, "officer1") for _i in range(6)]
    assert 429 not in codes[:5]
    assert codes[5] == 429
    with later(2):
        assert knock(door, "officer1") != 429
        assert knock(door, "officer1") == 429
    with later(3.5):
        assert knock(door, "officer1") == 429
    with later(30):
        assert knock(door, "officer1", PASSWORD) in (201, 302)


def test_the_doors_count_together() -> None:
    codes = [knock((PAGE, API)[turn % 2], "officer1") for turn in range(6)]
    assert codes[5] == 429


def test_other_places_count_towards_the_same_account(door: str) -> None:
    codes = [knock(door, "officer1", address=f"198.51.{turn}.7") for turn in range(6)]
    assert codes[5] == 429


def test_a_forged_header_changes_nothing(door: str) -> None:
    codes = [
        knock(door, f"nobody{turn}", HTTP_X_FORWARDED_FOR=f"203.0.113.{turn}") for turn in range(30)
    ]
    assert 429 in codes


def test_spraying_many_names_from_one_network_is_slowed(door: str) -> None:
    codes = [knock(door, f"name{turn}", address=f"192.0.2.{turn}") for turn in range(60)]
    assert codes.count(429) > 30
    assert knock(door, "officer1", PASSWORD, address="198.51.100.1") in (201, 302)


def test_spraying_from_everywhere_is_slowed_for_the_whole_site(door: str, settings) -> None:
    settings.SIGN_IN_FREE_TRIES = 1
    codes = [knock(door, f"name{turn}", address=f"10.{turn}.0.1") for turn in range(70)]
    assert 429 in codes[60:]
    with later(6):
        assert knock(door, "officer1", PASSWORD, address="198.51.100.1") in (201, 302)


def test_strangers_do_not_keep_a_person_out_of_her_own_browser() -> None:
    hers = Client()
    assert knock(PAGE, "officer1", PASSWORD, client=hers) == 302
    hers.post("/account/sign-out/")
    for turn in range(12):
        knock(PAGE, "officer1", address=f"203.0.{turn}.1")
    assert knock(PAGE, "officer1", PASSWORD, address="198.51.100.9") == 429
    assert knock(PAGE, "officer1", PASSWORD, client=hers) == 302


def test_a_known_browser_is_slowed_by_its_own_guesses() -> None:
    hers = Client()
    knock(PAGE, "officer1", PASSWORD, client=hers)
    hers.post("/account/sign-out/")
    codes = [knock(PAGE, "officer1", client=hers) for _i in range(6)]
    assert codes[5] == 429
    assert knock(PAGE, "officer2", client=hers) == 200


def test_a_made_up_device_cookie_is_none() -> None:
    browser = Client()
    browser.cookies["gate49_device"] = "x:y:z"
    codes = [knock(PAGE, "officer1", client=browser) for _i in range(6)]
    assert codes[5] == 429


def test_the_wait_is_said_in_words_and_what_was_typed_stays(settings) -> None:
    for _i in range(5):
        knock(PAGE, "officer1")
    browser = Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    typed = {"username": "officer1", "password": "x", "next": "/licences/"}
    answer = browser.post(SIGN_IN, typed, REMOTE_ADDR="192.0.2.1")
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 2
    page = answer.content.decode()
    assert "Too many tries. Wait" in page
    assert 'value="officer1"' in page
    assert 'value="/licences/"' in page


def test_the_log_tells_of_sign_ins_and_of_guessing(door: str) -> None:
    knock(door, "officer1", PASSWORD)
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == ["sign_in"] if door == PAGE else ["token_made"]
    for _i in range(9):
        knock(door, "officer2")
    assert Event.objects.filter(verb="sign_in_slowed", subject="account:officer2").count() == 1


@pytest.mark.parametrize("name", ["\x00", "x" * 5000, "\U0001f600", "王敏", "a\nb"])
def test_strange_names_are_only_wrong(door: str, name: str) -> None:
    assert knock(door, name) in (200, 400, 401)


def test_counts_are_forgotten_after_a_day() -> None:
    from compliance.accounts.tries import forget_old

    knock(PAGE, "officer1")
    with later(90_000):
        assert forget_old() == 3
    assert SignInTries.objects.count() == 0


@pytest.mark.parametrize(
    ("peer", "told", "trusted", "client"),
    [
        ("203.0.113.9", "1.1.1.1", [], "203.0.113.9"),
        ("10.0.0.2", "1.1.1.1", ["10.0.0.0/8"], "1.1.1.1"),
        ("10.0.0.2", "6.6.6.6, 1.1.1.1", ["10.0.0.0/8"], "1.1.1.1"),
        ("10.0.0.2", "6.6.6.6, 1.1.1.1, 10.0.0.3", ["10.0.0.0/8"], "1.1.1.1"),
        ("203.0.113.9", "1.1.1.1", ["10.0.0.0/8"], "203.0.113.9"),
        ("10.0.0.2", "", ["10.0.0.0/8"], "10.0.0.2"),
        ("10.0.0.2", "unknown, <script>", ["10.0.0.0/8"], "10.0.0.2"),
        ("", "1.1.1.1", ["10.0.0.0/8"], ""),
        ("", "1.1.1.1", ["0.0.0.0/0"], "1.1.1.1"),
        ("fd00::2", "2001:db8::7", ["fd00::/8"], "2001:db8::7"),
    ],
)
def test_only_a_trusted_proxy_is_believed(
    peer: str, told: str, trusted: list[str], client: str
) -> None:
    assert client_of(peer, told, trusted) == client


def test_neighbours_are_one_network() -> None:
    assert network_of("192.0.2.1") == network_of("192.0.2.254") != network_of("192.0.3.1")
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1")
    assert network_of("2001:db8:0:1::1") != network_of("2001:db8::1")


@pytest.mark.parametrize(
    ("page", "box", "others"),
    [
        (
            "password",
            "old_password",
            {"new_password1": NEW, "new_password2": NEW},
        ),
        (
            "profile",
            "password",
            {"display_name": "A", "language": "en", "email": "new@new.example"},
        ),
    ],
)
def test_a_password_is_not_guessed_in_a_session_left_open(
    page: str, box: str, others: dict[str, str], exporter: User, settings: Any
) -> None:
    settings.SIGN_IN_FREE_TRIES = 3
    client, address = Client(), f"/account/{page}/"
    client.force_login(exporter)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for number in range(3):
            wrong = client.post(address, {**others, box: f"a guess {number}"})
            assert "请等待" not in wrong.content.decode()
        right = {**others, box: PASSWORD}
        assert "请等待2秒" in client.post(address, right).content.decode()
        clock.shift(timedelta(seconds=2))
        assert client.post(address, right).status_code == 302
