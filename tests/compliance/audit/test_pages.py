"""The auditor's pages: filters, pages by key, the state of the chain; closed to all others."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from tests.compliance.audit.test_verification import triggers_off

LOG, CHAIN = "/audit/", "/audit/verify/"


def client(person: User) -> Client:
    signed_in = Client()
    signed_in.force_login(person)
    signed_in.cookies["django_language"] = "en"
    return signed_in


def shown(person: User, **query: Any) -> list[int]:
    return [event.seq for event in client(person).get(LOG, query).context["page"].rows]


def write(verb: str, subject: str, by: User | None = None, **detail: Any) -> int:
    with transaction.atomic():
        event = record(verb, by=by, subject=subject, **detail)
    return event.seq


def test_what_happened_stands_beside_the_number_and_is_in_view_on_a_telephone(
    auditor: User,
) -> None:
    write("submit", "shipment:G49-AAAAAAAA")
    page = html.fromstring(client(auditor).get(LOG).content)
    heads = [each.text_content() for each in page.cssselect("main th")]
    assert heads[:3] == ["Number", "What", "Subject"]


def test_filters_find_events(auditor: User, officer: User) -> None:
    with clock.at(clock.now() - timedelta(days=9)):
        old = write("submit", "shipment:G49-AAAAAAAA")
    held = write("hold", "shipment:G49-AAAAAAAA", officer)
    policy = write("policy_signed", "policy:2")
    today = clock.today()
    assert shown(auditor) == [policy, held, old]
    assert shown(auditor, subject="g49-aaaaaaaa") == [held, old]
    assert shown(auditor, subject="policy:2") == [policy]
    assert shown(auditor, verb="hold") == [held]
    assert shown(auditor, actor=officer.username) == [held]
    assert shown(auditor, since=today.isoformat()) == [policy, held]
    assert shown(auditor, until=(today - timedelta(days=1)).isoformat()) == [old]
    assert shown(auditor, verb="nonsense", since="soon") == [policy, held, old]


def test_pages_by_key_show_every_event_once(auditor: User) -> None:
    for number in range(55):
        write("note", "shipment:G49-AAAAAAAA", number=number)
    first = client(auditor).get(LOG).context["page"]
    second = shown(auditor, after=first.next_cursor)
    assert len({*(event.seq for event in first.rows), *second}) == 55


def test_the_log_costs_few_queries_however_long(auditor: User) -> None:
    for number in range(60):
        write("note", f"shipment:G49-{number:08d}")
    signed_in = client(auditor)
    with CaptureQueriesContext(connection) as captured:
        signed_in.get(LOG)
    assert len(captured) <= 12


def test_an_event_leads_to_its_shipment(auditor: User) -> None:
    write("hold", "shipment:G49-AAAAAAAA", reason="<b>Weights</b> differ")
    page = client(auditor).get(LOG).content.decode()
    assert 'href="/review/G49-AAAAAAAA/"' in page
    assert "&lt;b&gt;Weights&lt;/b&gt; differ" in page


def test_checking_now_writes_down_the_result(auditor: User) -> None:
    write("note", "shipment:G49-AAAAAAAA")
    signed_in = client(auditor)
    assert "has not been checked yet" in signed_in.get(CHAIN).content.decode()
    page = signed_in.post(CHAIN, follow=True).content.decode()
    assert "The event log is intact." in page
    assert Event.objects.filter(verb="verify_audit", actor=auditor).count() == 1


def test_a_damaged_log_is_named_on_the_page(auditor: User) -> None:
    seq = write("note", "shipment:G49-AAAAAAAA")
    with triggers_off():
        Event.objects.filter(seq=seq).update(actor_name="Nobody")
    page = client(auditor).post(CHAIN, follow=True).content.decode()
    assert f"Event {seq} was changed." in page
    assert "The event log is damaged." in page


@pytest.mark.parametrize(
    ("person", "status"), [("exporter", 404), ("officer1", 403), ("policy", 403)]
)
def test_only_auditors_come_in(people: dict[str, User], person: str, status: int) -> None:
    signed_in = client(people[person])
    codes = [signed_in.get(LOG), signed_in.get(CHAIN), signed_in.post(CHAIN)]
    assert [answer.status_code for answer in codes] == [status] * 3
    assert not Event.objects.filter(verb="verify_audit").exists()
