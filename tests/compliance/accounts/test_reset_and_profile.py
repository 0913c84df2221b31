"""Back in by mail, the profile, another role."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from compliance.accounts import api_tokens
from compliance.accounts.models import SignedIn, User
from compliance.accounts.tasks import mail_reset
from compliance.audit.models import Event
from compliance.notify.tasks import tell
from shipments.demo.people import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "seven indium ingots"


def signed_in(username: str = "exporter", password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/account/sign-in/", {"username": username, "password": password})
    return client


def link_in_the_mail() -> str:
    found = re.search(r"(/account/forgotten/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def set_password(link: str) -> int:
    client = Client()
    page = client.get(link)
    if page.status_code != 302:
        return page.status_code
    typed = {"new_password1": NEW, "new_password2": NEW}
    return client.post(page["Location"], typed).status_code


def test_a_mail_leads_to_a_new_password_which_ends_sessions_and_tokens(exporter: User) -> None:
    before = signed_in()
    _token, text = api_tokens.make(exporter)
    mail_reset("Exporter@gate49.example")
    assert len(mail.outbox) == 1
    link = link_in_the_mail()
    assert set_password(link) == 302
    assert before.get("/account/").status_code == 302
    assert api_tokens.holder_of(text.encode()) is None
    assert signed_in(password=NEW).get("/account/").status_code == 200
    verbs = set(
        Event.objects.filter(subject=f"person:{exporter.pk}").values_list("verb", flat=True)
    )
    assert {"password_reset_asked", "password_reset"} <= verbs
    assert set_password(link) == 200  # once only: the page says that the link was used


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        "compliance.accounts.reset_views.send_after_commit", lambda _task, to: sent.append(to)
    )
    answers = [
        Client().post("/account/forgotten/", {"email": address}, REMOTE_ADDR=network)
        for address, network in (
            ("exporter@gate49.example", "192.0.2.1"),
            ("nobody@gate49.example", "198.51.100.1"),
        )
    ]
    assert [each.status_code for each in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert sent == ["exporter@gate49.example", "nobody@gate49.example"]
    mail_reset("nobody@gate49.example")
    assert mail.outbox == []


def test_nobody_is_flooded_with_mails(exporter: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.accounts.reset_views.send_after_commit", lambda *_: None)
    told = {"email": "exporter@gate49.example"}
    answers = [Client().post("/account/forgotten/", told).status_code for _try in range(6)]
    assert answers[:3] == [302] * 3
    assert 429 in answers
    assert Event.objects.filter(verb="sign_in_slowed", subject__startswith="reset").exists()


def test_a_closed_account_gets_no_mail(exporter: User) -> None:
    User.objects.filter(pk=exporter.pk).update(is_active=False)
    mail_reset("exporter@gate49.example")
    assert mail.outbox == []


def test_a_weak_new_password_is_refused(exporter: User) -> None:
    mail_reset("exporter@gate49.example")
    client = Client()
    page = client.get(link_in_the_mail())
    typed = {"new_password1": "password", "new_password2": "password"}
    assert client.post(page["Location"], typed).status_code == 200
    exporter.refresh_from_db()
    assert exporter.check_password(PASSWORD)


def profile(client: Client, **other: str) -> int:
    typed = {"display_name": "陈立", "email": "exporter@gate49.example", "language": "zh-hans"}
    return client.post("/account/profile/", {**typed, **other}).status_code


def test_the_profile_keeps_a_language_and_new_browsers_begin_with_it(exporter: User) -> None:
    assert profile(signed_in(), language="en") == 302
    assert "Sign out" in signed_in().get("/").content.decode()


def test_another_mail_address_needs_the_password_and_is_told(exporter: User) -> None:
    client = signed_in()
    assert profile(client, email="mine@example.test") == 200
    assert profile(client, email="mine@example.test", password=PASSWORD) == 302
    exporter.refresh_from_db()
    assert exporter.email == "mine@example.test"
    tell()
    assert any("邮箱地址已更改" in letter.subject for letter in mail.outbox)


def test_another_role_is_an_event_ends_sessions_and_is_told_by_mail(officer: User) -> None:
    signed_in("officer1")
    call_command("change_role", "officer1", "--role", "auditor", verbosity=0)
    officer.refresh_from_db()
    assert officer.role == "auditor"
    assert not SignedIn.objects.filter(user=officer).exists()
    assert Event.objects.filter(verb="role_changed", detail__before="officer").exists()
    tell()
    assert any("角色已更改" in letter.subject for letter in mail.outbox)
    with pytest.raises(CommandError):
        call_command("change_role", "officer1", "--role", "officer", verbosity=0)
