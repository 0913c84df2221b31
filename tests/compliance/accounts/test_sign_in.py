"""Signing in and out."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from compliance.accounts.models import User
from shipments.demo.people import PASSWORD

SIGN_IN = "/account/sign-in/"

pytestmark = pytest.mark.django_db


def sign_in(client: Client, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"username": "policy", "password": password, **more})


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == f"{SIGN_IN}?next=/"


def test_the_right_password_leads_home(client: Client, policy_admin: User) -> None:
    assert sign_in(client).headers["Location"] == "/"
    assert client.get("/").context["user"] == policy_admin


def test_a_wrong_password_is_told_in_plain_words(
    client: Client, policy_admin: User, settings
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = sign_in(client, "x")
    assert "User name or password is wrong" in answer.content.decode()
    assert 'value="policy"' in answer.content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", SIGN_IN])
def test_next_never_leads_away_or_in_circles(
    client: Client, policy_admin: User, address: str
) -> None:
    assert sign_in(client, next=address).headers["Location"] == "/"
    assert client.get(SIGN_IN, {"next": address}).headers["Location"] == "/"


def test_sign_out_takes_a_post_and_ends_the_session(client: Client, policy_admin: User) -> None:
    sign_in(client)
    assert client.get("/account/sign-out/").status_code == 405
    assert client.post("/account/sign-out/").headers["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


def test_signing_out_twice_is_no_mistake(client: Client) -> None:
    assert client.post("/account/sign-out/").headers["Location"] == SIGN_IN


def test_the_language_is_switched_for_good_by_a_post(client: Client) -> None:
    answer = client.post(
        f"/language/?{urlencode({'page': f'{SIGN_IN}?next=/'})}", {"language": "en"}
    )
    assert answer.headers["Location"] == f"{SIGN_IN}?next=/"
    assert '<html lang="en">' in client.get(SIGN_IN).content.decode()
    client.post("/language/", {"language": "zh-hans"})
    assert '<html lang="zh-Hans">' in client.get(SIGN_IN).content.decode()


def test_chinese_is_the_first_language(client: Client) -> None:
    assert '<html lang="zh-Hans">' in client.get(SIGN_IN).content.decode()


def test_the_language_switch_leads_to_no_foreign_place(client: Client) -> None:
    answer = client.post("/language/?page=https://evil.example/", {"language": "en"})
    assert answer.headers["Location"] == "/"
