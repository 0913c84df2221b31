"""One's own profile and wishes open in two tabs: neither overwrites the other unseen."""

from typing import Any

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.notify.models import Wishes
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import fields_of

pytestmark = pytest.mark.django_db
PROFILE, WISHES = "/account/profile/", "/messages/by-mail/"
TOLD = ("zh-hans", "其他页面刚刚保存"), ("en", "saved meanwhile in another tab")


def opened(client: Client, page: str) -> dict[str, Any]:
    return fields_of(client.get(page).content.decode(), "shown")


def desk_in(language: str, user: User) -> Client:
    user.language = language
    user.save()
    return signed_in(user, language)


@pytest.fixture
def desk(exporter: User) -> Client:
    return signed_in(exporter, "en")


@pytest.mark.parametrize(("language", "words"), TOLD)
def test_what_only_the_other_tab_changed_stays_and_is_named(
    exporter: User, language: str, words: str
) -> None:
    desk = desk_in(language, exporter)
    tab = opened(desk, PROFILE)
    desk.post(PROFILE, {**opened(desk, PROFILE), "display_name": "Chen, customs desk"})
    other = {"en": "zh-hans", "zh-hans": "en"}[language]
    answer = desk.post(PROFILE, {**tab, "language": other}, follow=True)
    exporter.refresh_from_db()
    assert (exporter.display_name, exporter.language) == ("Chen, customs desk", other)
    assert dict(TOLD)[other] in answer.content.decode()


def test_a_mail_address_changed_in_the_other_tab_needs_no_password_here(
    desk: Client, exporter: User
) -> None:
    tab = opened(desk, PROFILE)
    exporter.email = "new@example.cn"
    exporter.save()
    answer = desk.post(PROFILE, {**tab, "display_name": "Chen"})
    assert answer.status_code == 302
    exporter.refresh_from_db()
    assert (exporter.display_name, exporter.email) == ("Chen", "new@example.cn")


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "期间已有人保存为：First"), ("en", "saved meanwhile: First")],
)
def test_what_both_changed_is_told_beside_its_box_and_saved_by_saving_again(
    exporter: User, language: str, words: str
) -> None:
    desk = desk_in(language, exporter)
    tab = opened(desk, PROFILE)
    desk.post(PROFILE, {**opened(desk, PROFILE), "display_name": "First"})
    page = desk.post(PROFILE, {**tab, "display_name": "Second"}).content.decode()
    assert 'id="id_display_name_error"' in page
    assert words in page
    exporter.refresh_from_db()
    assert exporter.display_name == "First"
    again = fields_of(page, "shown")
    assert again["display_name"] == "Second"
    assert desk.post(PROFILE, again).status_code == 302
    exporter.refresh_from_db()
    assert exporter.display_name == "Second"


def test_boxes_of_two_tabs_are_merged(desk: Client, exporter: User) -> None:
    """All are ticked at first: one tab clears one, the other another."""
    kinds = {"question", "deadline", "decision"}
    shown = opened(desk, WISHES)["shown"]
    desk.post(WISHES, {"shown": shown, "mailed": sorted(kinds - {"question"})})
    late = {"shown": shown, "mailed": sorted(kinds - {"deadline"})}
    answer = desk.post(WISHES, late, follow=True)
    assert set(Wishes.objects.get(user=exporter).unmailed) == {"question", "deadline"}
    assert dict(TOLD)["en"] in answer.content.decode()


def test_a_program_s_wishes_hold_whatever_was_stored(desk: Client, exporter: User) -> None:
    """It shows no page."""
    desk.post(WISHES, {"mailed": ["question"]})
    desk.post(WISHES, {"mailed": ["deadline"]})
    assert set(Wishes.objects.get(user=exporter).unmailed) == {"question", "decision"}
