"""One's own account: tokens, sessions, password, second factor."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.test import APIClient

from compliance import settings as real_settings
from compliance.accounts import api_tokens
from compliance.accounts.models import ApiToken, User
from compliance.audit.models import Event
from shipments.demo.people import PASSWORD

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "seven indium ingots"


def signed_in(username: str) -> Client:
    client = Client()
    answer = client.post("/account/sign-in/", {"username": username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def asking(text: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {text}")
    return client


def status(text: str) -> int:
    return asking(text).get("/api/shipments/").status_code


def change_password(client: Client) -> int:
    typed = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    return client.post("/account/password/", typed).status_code


def test_a_token_is_shown_once_and_never_stored(exporter: User) -> None:
    page = signed_in("exporter")
    made = page.post("/account/tokens/new/", {"name": "ERP", "scope": "file", "days": "30"})
    text = re.search(r'card mono">([\w-]{40,})<', made.content.decode())
    assert text
    assert status(text[1]) == 200
    assert text[1] not in page.get("/account/").content.decode()
    assert text[1] not in str(list(ApiToken.objects.values()))
    assert Event.objects.filter(verb="token_made", actor=exporter).exists()


def test_a_token_for_reading_changes_nothing(exporter: User) -> None:
    _token, text = api_tokens.make(exporter, scope="read")
    assert status(text) == 200
    assert asking(text).post("/api/shipments/", {}, format="json").status_code == 403
    assert asking(text).delete("/api/token/").status_code == 204
    assert status(text) == 401


def test_a_token_ends_with_its_time(exporter: User) -> None:
    _token, text = api_tokens.make(exporter, life=timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        assert status(text) == 401


def test_a_token_ends_when_it_is_revoked_and_only_by_its_owner(
    exporter: User, rival_exporter: User
) -> None:
    token, text = api_tokens.make(exporter)
    address = f"/account/tokens/{token.pk}/revoke/"
    assert signed_in("rival").post(address).status_code == 404
    assert status(text) == 200
    assert signed_in("exporter").post(address).status_code == 302
    assert status(text) == 401
    assert Event.objects.filter(verb="token_revoked").count() == 1


@pytest.mark.parametrize("how", ["on the page", "by hand", "account closed"])
def test_a_token_dies_with_the_password(exporter: User, how: str) -> None:
    _token, text = api_tokens.make(exporter)
    assert status(text) == 200
    if how == "on the page":
        assert change_password(signed_in("exporter")) == 302
        assert Event.objects.filter(verb="password_changed", actor=exporter).exists()
    elif how == "by hand":
        exporter.set_password(NEW_PASSWORD)
        exporter.save()
    else:
        User.objects.filter(pk=exporter.pk).update(is_active=False)
    assert status(text) == 401


@pytest.mark.parametrize(
    ("header", "status"),
    [
        *((each, 401) for each in ("Token", "Token  ", "Token x", "Token x y", "Bearer x")),
        *((unreadable, 400) for unreadable in ("Token \xff\xfe", "\x00")),
    ],
)
def test_a_broken_header_opens_nothing(exporter: User, header: str, status: int) -> None:
    answer = APIClient().get("/api/shipments/", HTTP_AUTHORIZATION=header)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_twenty_tokens_are_enough(exporter: User) -> None:
    for _i in range(20):
        api_tokens.make(exporter)
    page = signed_in("exporter")
    answer = page.post("/account/tokens/new/", {"name": "one more", "scope": "read", "days": "1"})
    assert answer.status_code == 409


def test_a_session_is_listed_and_ended_from_another(exporter: User, rival_exporter: User) -> None:
    here, there = signed_in("exporter"), signed_in("exporter")
    listed = here.get("/account/").content.decode()
    (other,) = re.findall(r"/account/sessions/(\d+)/end/", listed)
    assert signed_in("rival").post(f"/account/sessions/{other}/end/").status_code == 404
    assert here.post(f"/account/sessions/{other}/end/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_a_new_password_ends_other_sessions_and_keeps_this_one(exporter: User) -> None:
    here, there = signed_in("exporter"), signed_in("exporter")
    assert change_password(here) == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "password", ["eight888", "elevenchars", "startfinding", "123456789012345", "qwerty123456"]
)
def test_short_and_well_known_passwords_are_refused_and_a_phrase_is_taken(password: str) -> None:
    validate_password(NEW_PASSWORD)
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "Gate49-Indium-2026!",
        "pudong customs 2233",
        "海关海关密码出口铟2026年",
        "Yinping-Indium-1949",
    ],
)
def test_words_of_the_place_and_firm_are_refused(password: str, exporter: User) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, exporter)
    validate_password(password + " beside a brown river", exporter)


def test_passwords_are_kept_by_argon2(exporter: User, settings) -> None:
    settings.PASSWORD_HASHERS = real_settings.PASSWORD_HASHERS
    exporter.set_password(NEW_PASSWORD)
    assert identify_hasher(exporter.password).algorithm == "argon2"
    assert exporter.check_password(NEW_PASSWORD)


def code_for(user: User, *, ahead: int = 0) -> str:
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, t0=-30 * ahead):06d}"


def set_up(client: Client, user: User) -> list[str]:
    client.get("/account/second-factor/")
    shown = client.post("/account/second-factor/", {"code": code_for(user)}).content.decode()
    codes = re.findall(r"<li>(x\w{23})</li>", shown)
    assert len(codes) == 10
    return codes


@pytest.fixture
def required(settings) -> None:
    settings.SECOND_FACTOR = True


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("username", ["officer1", "auditor", "policy"])
def test_customs_people_set_an_app_up_before_anything_else(
    people: dict[str, User], username: str
) -> None:
    client = signed_in(username)
    for address in ("/", "/account/", "/rules/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/second-factor/?next=")
    set_up(client, people[username])
    assert client.get("/").status_code == 200
    assert Event.objects.filter(verb="second_factor_set").exists()


@pytest.mark.usefixtures("required")
def test_the_next_sign_in_asks_for_the_code(officer: User) -> None:
    codes = set_up(signed_in("officer1"), officer)
    client = signed_in("officer1")
    assert client.get("/").status_code == 302
    address = "/account/second-factor/?next=/licences/"
    assert client.post(address, {"code": "000000"}).status_code == 200
    assert client.get("/").status_code == 302
    TOTPDevice.objects.update(throttling_failure_count=0)
    right = client.post(address, {"code": code_for(officer, ahead=1), "next": "/licences/"})
    assert right["Location"] == "/licences/"
    assert client.get("/").status_code == 200
    assert codes


@pytest.mark.usefixtures("required")
def test_a_recovery_code_opens_once(officer: User) -> None:
    code = set_up(signed_in("officer1"), officer)[0]
    for expected in (302, 200):
        answer = signed_in("officer1").post("/account/second-factor/", {"code": code})
        assert answer.status_code == expected


@pytest.mark.usefixtures("required")
def test_recovery_codes_are_not_stored_as_they_are(officer: User) -> None:
    codes = set_up(signed_in("officer1"), officer)
    stored = list(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 10
    for each in stored:  # nor does what is stored open anything
        assert not any(each in code for code in codes)
        answer = signed_in("officer1").post("/account/second-factor/", {"code": each})
        assert answer.status_code == 200
        StaticDevice.objects.update(throttling_failure_count=0)


@pytest.mark.usefixtures("required")
def test_a_code_of_before_still_opens_once(officer: User) -> None:
    set_up(signed_in("officer1"), officer)
    StaticDevice.objects.all().delete()
    old = StaticDevice.objects.create(user=officer, name="recovery")
    old.token_set.create(token="xabcdefghjkm")
    for expected in (302, 200):
        answer = signed_in("officer1").post("/account/second-factor/", {"code": "xabcdefghjkm"})
        assert answer.status_code == expected


def test_signing_out_lets_the_browser_forget(exporter: User) -> None:
    answer = signed_in("exporter").post("/account/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.usefixtures("required")
def test_nothing_is_done_by_post_without_the_code(officer: User) -> None:
    answer = signed_in("officer1").post("/review/next/")
    assert answer["Location"] == "/account/second-factor/"


def test_an_exporter_s_program_gives_the_code_too(exporter: User) -> None:
    set_up(signed_in("exporter"), exporter)
    typed = {"username": "exporter", "password": PASSWORD}
    assert APIClient().post("/api/token/", typed).status_code == 401
    code = {"code": code_for(exporter, ahead=1)}
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert APIClient().post("/api/token/", typed | code).status_code == 201


@pytest.mark.usefixtures("required")
def test_exporters_may_do_without(exporter: User) -> None:
    assert signed_in("exporter").get("/").status_code == 200
