"""Messages: told once, mailed in the reader's language, in a list of any length at one cost."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from compliance.accounts.models import User
from compliance.notify.mail import send_due
from compliance.notify.messages import Message, keep
from compliance.notify.models import Kind, MailState, Notice, Wishes
from compliance.notify.tasks import tell

pytestmark = pytest.mark.django_db


def a_message(*people: User, key: str = "x:1", kind: Kind = Kind.DECISION) -> Message:
    return Message(
        kind=kind,
        key=key,
        to=people,
        sentence="Declaration %(reference)s: %(verb)s.",
        parameters={"reference": "G49-ABCDEFGH"},
        named={"verb": "Released"},
        address="/shipments/G49-ABCDEFGH/",
        at=timezone.now(),
    )


def test_nobody_is_told_twice_of_one_thing(exporter: User, rival_exporter: User) -> None:
    assert keep([a_message(exporter)]) == 1
    assert keep([a_message(exporter, rival_exporter)]) == 1
    assert Notice.objects.filter(user=exporter).count() == 1
    exporter.refresh_from_db()
    assert exporter.unread == 1


def test_a_mail_is_in_the_readers_language_and_goes_out_once(
    exporter: User, rival_exporter: User
) -> None:
    User.objects.filter(pk=rival_exporter.pk).update(language="en")
    keep([a_message(exporter, User.objects.get(pk=rival_exporter.pk))])
    send_due()
    send_due()
    by_address = {letter.to[0]: letter for letter in mail.outbox}
    assert len(mail.outbox) == 2
    assert by_address["exporter@gate49.example"].subject == "Gate 49：申报G49-ABCDEFGH：已放行。"
    english = by_address["rival@gate49.example"]
    assert english.subject == "Gate 49: Declaration G49-ABCDEFGH: Released."
    assert "/shipments/G49-ABCDEFGH/" in english.body


def test_the_same_message_has_the_same_id_however_often_it_is_sent(exporter: User) -> None:
    keep([a_message(exporter)])
    send_due()
    Notice.objects.update(mail=MailState.DUE)  # as after a crash before the commit
    send_due()
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_who_wants_no_mail_of_a_kind_gets_none_but_finds_it_in_the_list(exporter: User) -> None:
    Wishes.objects.create(user=exporter, unmailed=[Kind.DECISION, Kind.ACCOUNT])
    keep([a_message(exporter), a_message(exporter, key="x:2", kind=Kind.ACCOUNT)])
    send_due()
    assert Notice.objects.filter(user=exporter).count() == 2
    assert len(mail.outbox) == 1  # what concerns the account's security is always mailed


def test_a_person_without_a_mail_address_or_account_is_not_mailed(
    exporter: User, rival_exporter: User
) -> None:
    exporter.email, rival_exporter.is_active = "", False
    keep([a_message(exporter, rival_exporter)])
    assert send_due() == 0
    assert Notice.objects.count() == 1


def test_old_news_is_not_mailed(exporter: User) -> None:
    message = a_message(exporter)
    object.__setattr__(message, "at", timezone.now() - timedelta(days=2))
    keep([message])
    assert send_due() == 0


def test_mail_waits_while_the_server_is_away(
    exporter: User, rival_exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> int:
        raise SMTPServerDisconnected("away")

    keep([a_message(exporter, rival_exporter)])
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", away)
        assert send_due() == 0
    assert Notice.objects.filter(mail=MailState.DUE).count() == 2
    assert send_due() == 2


@pytest.mark.parametrize(("code", "left"), [(550, MailState.REFUSED), (450, MailState.DUE)])
def test_a_refused_address_does_not_keep_the_others_waiting(
    code: int,
    left: MailState,
    exporter: User,
    rival_exporter: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send = EmailBackend.send_messages

    def refuse_one(self: EmailBackend, letters: list[mail.EmailMessage]) -> int:
        if letters[0].to == ["exporter@gate49.example"]:
            raise SMTPRecipientsRefused({"exporter@gate49.example": (code, b"")})
        return int(send(self, letters))

    keep([a_message(exporter, rival_exporter)])
    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    assert send_due() == 1
    assert Notice.objects.get(user=exporter).mail == left


def test_a_name_of_two_lines_is_mailed_in_one(exporter: User) -> None:
    message = a_message(exporter)
    message.parameters["reference"] = "two\nlines"  # type: ignore[index]
    keep([message])
    assert send_due() == 1
    assert "two lines" in mail.outbox[0].subject


def test_the_list_is_paged_at_the_same_cost_and_shows_only_ones_own(
    exporter: User, rival_exporter: User
) -> None:
    client = Client()
    client.force_login(exporter)
    keep([a_message(exporter, key=f"x:{number}") for number in range(3)])
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/messages/")
    keep([a_message(exporter, key=f"x:{number}") for number in range(120)])
    keep([a_message(rival_exporter, key="secret")])
    with CaptureQueriesContext(connection) as many:
        page = client.get("/messages/")
    assert len(many) == len(few)
    assert len(page.context["page"].rows) == 50
    theirs = Notice.objects.get(user=rival_exporter)
    assert client.post(f"/messages/{theirs.pk}/").status_code == 404


def test_opening_a_message_marks_it_read_and_leads_on(exporter: User) -> None:
    keep([a_message(exporter), a_message(exporter, key="x:2")])
    client = Client()
    client.force_login(exporter)
    answer = client.post(f"/messages/{Notice.objects.first().pk}/")  # type: ignore[union-attr]
    assert answer["Location"] == "/shipments/G49-ABCDEFGH/"
    exporter.refresh_from_db()
    assert exporter.unread == 1
    client.post("/messages/read/")
    exporter.refresh_from_db()
    assert exporter.unread == 0


def test_each_person_chooses_what_comes_by_mail(exporter: User) -> None:
    client = Client()
    client.force_login(exporter)
    client.post("/messages/by-mail/", {"mailed": ["question"]})
    assert set(Wishes.objects.get(user=exporter).unmailed) == {"deadline", "decision"}


def test_a_new_browser_is_told_by_mail_and_a_known_one_is_not(exporter: User) -> None:
    client = Client()
    typed = {"username": "exporter", "password": "indium-49-demo"}
    client.post("/account/sign-in/", typed)
    tell()
    tell()
    assert len(mail.outbox) == 1
    assert "127.0.0.1" in mail.outbox[0].body
    client.post("/account/sign-out/")
    client.post("/account/sign-in/", typed)
    tell()
    assert len(mail.outbox) == 1
