"""Who hears of what becomes of a shipment: those who must act next, and nobody of another firm or
office. The names of the people stand here by hand."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.notify import feed
from compliance.notify.messages import Message
from compliance.notify.models import Kind, Notice
from compliance.notify.tasks import tell
from shipments.declare.actions import answer_hold, submit
from shipments.models import Hold, Shipment
from shipments.notices.deadlines import tell_of_deadlines
from shipments.review import actions
from shipments.screening.actions import screen
from tests.builders import a_draft, a_shipment, disposed, hold_of_kind

pytestmark = pytest.mark.django_db
TEXTS = {"reason": "x" * 20, "message": "y" * 20}


def told() -> set[tuple[str, str]]:
    """User name and kind of each message, after the task ran twice."""
    tell()
    tell()
    rows = Notice.objects.values_list("user__username", "kind")
    assert len(set(rows)) == len(rows)
    return set(rows)


def a_hold(shipment: Shipment, officer: User, until: date, kind: str = "doc_mismatch") -> Hold:
    hold_of_kind(shipment, by=officer, kind=kind, until=until, **TEXTS)
    return shipment.holds.get()


def test_the_officers_of_the_office_hear_of_a_case_that_waits(exporter: User) -> None:
    draft = a_draft(exporter)  # without lists nothing passes
    submit(draft, by=exporter, expected_revision=0)
    screen(draft.pk)
    assert told() == {("officer1", "case"), ("officer2", "case"), ("head1", "case")}


def test_the_second_officer_hears_of_a_proposal_and_finds_it_at_home(
    exporter: User, officer: User, second_officer: User, prc_lists: None
) -> None:
    case = a_shipment(exporter, gravity=2)
    actions.propose_release(case, by=officer, reason="x" * 20, given=disposed(case))
    assert told() == {("officer2", "signature"), ("head1", "signature")}
    for reader, is_shown in ((second_officer, True), (officer, False)):
        client = Client()
        client.force_login(reader)
        assert ("待您签署" in client.get("/").content.decode()) is is_shown


def test_the_firm_hears_of_a_hold_with_its_term_and_never_of_its_kind(
    exporter: User, officer: User
) -> None:
    case = a_shipment(exporter)
    hold = a_hold(case, officer, date(2026, 12, 31), "party_listed")
    assert told() == {("exporter", "question")}
    sentence = Notice.objects.get().sentence
    assert case.reference in sentence
    assert "2026-12-31" in sentence
    texts = sentence + "".join(letter.body + letter.subject for letter in mail.outbox)
    assert hold.get_kind_display() not in texts
    assert "名单" not in texts


def test_whoever_held_the_goods_hears_of_the_answer(exporter: User, officer: User) -> None:
    case = a_shipment(exporter)
    a_hold(case, officer, date(2026, 12, 31))
    answer_hold(Shipment.objects.get(pk=case.pk), by=exporter, text="z" * 20)
    assert told() == {("exporter", "question"), ("officer1", "answer")}


def test_the_filer_hears_of_a_refusal(exporter: User, officer: User) -> None:
    actions.refuse(a_shipment(exporter), by=officer, ground="no_licence", **TEXTS)
    assert told() == {("exporter", "decision")}


def test_nothing_is_told_of_what_was_rolled_back(exporter: User, officer: User) -> None:
    case = a_shipment(exporter)
    with transaction.atomic():
        actions.refuse(case, by=officer, ground="no_licence", **TEXTS)
        transaction.set_rollback(True)
    assert told() == set()


# By the notice for 2026, offices are closed from 1 to 7 October and work on Saturday the 10th.
# Two working days before Friday the 9th come 30 September; two days of the week would be the 7th.
DAYS = (
    ("2026-09-29", set()),
    ("2026-09-30", {("exporter", "请于2026-10-09前答复")}),
    ("2026-10-08", {("exporter", "请于2026-10-09前答复")}),
    ("2026-10-09", {("exporter", "今天（2026-10-09）")}),
    ("2026-10-10", {("officer1", "截至2026-10-09未答复")}),
)


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_a_term_is_told_two_working_days_before_on_the_day_and_when_it_has_passed(
    day: str, expected: set[tuple[str, str]], exporter: User, officer: User
) -> None:
    a_hold(a_shipment(exporter), officer, date(2026, 10, 9))
    with time_machine.travel(f"{day}T02:00:00Z"):
        tell_of_deadlines()
        tell_of_deadlines()
        tell()
    found = Notice.objects.filter(kind=Kind.DEADLINE)
    assert {notice.user.username for notice in found} == {name for name, _text in expected}
    assert len(found) == len(expected)
    for _name, text in expected:
        assert text in found[0].sentence


@pytest.mark.parametrize("kind", ["inspection", "sample_pending", "mofcom_tip"])
def test_of_what_customs_itself_has_to_find_out_only_officers_hear(
    kind: str, exporter: User, officer: User
) -> None:
    a_hold(a_shipment(exporter), officer, date(2026, 10, 9), kind)
    for day, said in (
        ("09-30", "将于2026-10-09到期"),
        ("10-09", "今天"),
        ("10-10", "已于2026-10-09"),
    ):
        with time_machine.travel(f"2026-{day}T02:00:00Z"):
            tell_of_deadlines()
            tell()
        newest = Notice.objects.filter(kind=Kind.DEADLINE).latest("pk")
        assert newest.user == officer
        assert said in newest.sentence
    assert Notice.objects.filter(kind=Kind.DEADLINE).count() == 3


def test_an_answered_hold_and_a_term_that_was_moved(exporter: User, officer: User) -> None:
    hold = a_hold(a_shipment(exporter), officer, date(2026, 10, 9))
    with time_machine.travel("2026-10-09T02:00:00Z"):
        tell_of_deadlines()
        Hold.objects.filter(pk=hold.pk).update(until=date(2026, 10, 12))
        tell_of_deadlines()
        assert Notice.objects.filter(kind=Kind.DEADLINE).count() == 2
        Hold.objects.filter(pk=hold.pk).update(until=date(2026, 10, 10), answered_at=hold.since)
        tell_of_deadlines()
    assert Notice.objects.filter(kind=Kind.DEADLINE).count() == 2


def test_many_events_are_read_at_the_cost_of_few(exporter: User, officer: User) -> None:
    """Papers wait behind them in one queue: two years of a firm's shipments took half a minute."""
    feed.read_on()  # whoever reads first writes down where
    asked = []
    for number in (2, 9):
        for _each in range(number):
            case = a_shipment(exporter, gravity=2)
            actions.propose_release(case, by=officer, reason="x" * 20, given=disposed(case))
            actions.refuse(a_shipment(exporter), by=officer, ground="no_licence", **TEXTS)
        with CaptureQueriesContext(connection) as queries:
            assert feed.read_on() > 2 * number - 1
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert Notice.objects.filter(user=exporter).count() == 11


def test_an_event_that_cannot_be_told_of_silences_no_other(
    exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cases = [a_shipment(exporter) for _each in range(3)]
    for case in cases:
        actions.refuse(case, by=officer, ground="no_licence", **TEXTS)
    right = feed._tellers["refuse"]

    def teller(events: Sequence[Event]) -> Iterator[Message]:
        for event in events:
            if event.subject.endswith(cases[1].reference):
                User.objects.get(username__regex="(")  # the database refuses it, and all after it
            yield from right([event])

    monkeypatch.setitem(feed._tellers, "refuse", teller)
    tell()
    sentences = " ".join(notice.sentence for notice in Notice.objects.all())
    assert [case.reference in sentences for case in cases] == [True, False, True]
    assert "was not told of" in caplog.text
