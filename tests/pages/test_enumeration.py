"""Nobody learns by trying which references, keys and hashes exist: every address with another's
key answers a stranger as with one that nobody has, and the database is asked the same questions, so
that neither the answer nor the time it takes tells them apart."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance import clock
from compliance.accounts import api_tokens
from compliance.accounts.models import User
from shipments.bulk import tasks
from shipments.licences.actions import register
from shipments.models import Licence
from shipments.moves import Status
from tests.addresses import Address, Samples, all_addresses
from tests.builders import a_draft, a_shipment
from tests.pages.test_roles import undone
from tests.shipments.foreign_things import Things

pytestmark = [pytest.mark.django_db, pytest.mark.long]
UNKNOWN = {"reference": "G49-2345678Z", "pk": 987_654, "sha256": "f" * 64, "number": 987_654}
NUMBERED_LICENCES = ("licences:licence", "licences:revoke", "licences:take_over")
LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
TOKEN = re.compile("[A-Za-z0-9]{64}")
OF_EVERY_OFFICE = ("advisories", "end_users", "flows", "licences", "parties", "policy", "rehearsal")
"""Rooms whose rows belong to no office: an officer of any is no stranger there."""
FOR_ALL = 40
"""At least so many addresses must have been tried, or the walk has gone blind."""


@pytest.fixture
def things(exporter: User, officer: User, monkeypatch: pytest.MonkeyPatch) -> Things:
    monkeypatch.setattr(tasks, "send", lambda _file: None)
    return Things(exporter, officer)


@pytest.fixture
def samples(exporter: User, things: Things) -> Samples:
    a_shipment(exporter, Status.RELEASED)
    assert exporter.exporter
    if not Licence.objects.filter(holder_uscc=exporter.exporter.uscc).exists():
        today = clock.today()
        told = {"number": "26-53-777001", "kind": "4", "end_user": "", "quantity_kg": 1, "uses": 1}
        holder = exporter.exporter.uscc
        register(by=None, holder_uscc=holder, valid_from=today, valid_until=today, **told)
    return Samples(a_draft(exporter), a_shipment(exporter, Status.IN_REVIEW))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["rival", "officer3"])
def test_foreign_and_unknown_are_one(
    role: str, method: str, samples: Samples, things: Things, people: dict[str, User]
) -> None:
    stranger, found, tried = _Stranger(people[role]), list[str](), 0
    for address in all_addresses():
        theirs, nobody_s = _pair(address, samples, things)
        is_shared = role == "officer3" and address.name.partition(":")[0] in OF_EVERY_OFFICE
        if theirs == nobody_s or is_shared:
            continue
        with undone():
            first, second = stranger.ask(method, theirs), stranger.ask(method, nobody_s)
            if first.queries != second.queries:  # but for what a process looks up once
                first = stranger.ask(method, theirs)
        if first.status < 400 and second.status == 404:
            continue  # it is theirs as well: the tests of roles say who may see what
        tried += 1
        found += _differences(f"{method} {address.name}", first, second)
    assert found == []
    assert tried >= FOR_ALL


class _Answer:
    """What a stranger sees, and what the database was asked for it, without the values."""

    def __init__(self, answer: Any, url: str, queries: list[str]) -> None:
        self.status, self.queries = answer.status_code, queries
        body = "" if answer.streaming else answer.content.decode(errors="ignore")
        self.body = TOKEN.sub("", body.replace(url, "").replace(quote(url, safe=""), ""))


class _Stranger:
    """Signed in to the pages, and with a token for the API."""

    def __init__(self, user: User) -> None:
        self._client = Client(raise_request_exception=False)
        self._client.force_login(user)
        self._token = api_tokens.make(user)[1] if user.exporter else ""

    def ask(self, method: str, url: str) -> _Answer:
        told = {"Authorization": f"Token {self._token}"} if url.startswith("/api/") else {}
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = getattr(self._client, method)(url, headers=told)
        shapes = [LITERAL.sub("?", each["sql"]) for each in asked.captured_queries]
        return _Answer(answer, url, [each for each in shapes if "SAVEPOINT" not in each])


def _pair(address: Address, samples: Samples, things: Things) -> tuple[str, str]:
    """The address with another's key, and with a key of nobody's; the same where it has none."""
    theirs = {name: samples._value(address.name, name) for name in address.parameters}
    if address.name.startswith(("webhooks:", "api:webhook")) and "pk" in theirs:
        theirs["pk"] = things.hook.pk
    keys = theirs.keys() & UNKNOWN.keys()
    if address.name not in NUMBERED_LICENCES:
        keys -= {"number"}
    if "reference" in keys:
        keys = {"reference"}
    nobody_s = {**theirs, **{name: UNKNOWN[name] for name in keys}}
    if address.name in NUMBERED_LICENCES:
        nobody_s["number"] = "99-99-999999"
    return reverse(address.name, kwargs=theirs), reverse(address.name, kwargs=nobody_s)


def _differences(what: str, first: _Answer, second: _Answer) -> list[str]:
    if first.status != second.status:
        return [f"{what}: {first.status}, and {second.status} for what nobody has"]
    if first.body != second.body:
        return [f"{what}: another answer"]
    if first.queries != second.queries:
        return [f"{what}: {len(first.queries)} queries, {len(second.queries)} for what nobody has"]
    return []
