"""What nobody types and PostgreSQL refuses, sent to every address by every role: 400 or 404 with a
sentence, never 500. Answers of the API are JSON whatever is wrong."""

import json
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from io import BytesIO
from itertools import chain, count
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from rest_framework.throttling import ScopedRateThrottle

from compliance.accounts.api_tokens import make
from compliance.accounts.models import User
from compliance.wsgi import application
from shipments.models import SavedParty
from shipments.screening.actions import screen
from tests.addresses import Address, Samples, all_addresses, is_api, is_fault
from tests.builders import a_draft, freeze
from tests.worlds import made_once

pytestmark = pytest.mark.timeout(600)  # each walks over the addresses

NUL, HALF = "\x00", "\ud800"
Take = Callable[[Collection[Any]], list[Any]]
Ask = Callable[..., Iterator[Any]]
ROLES = ("exporter", "officer1", "auditor", "policy")
LONG = "长" * 3000
INSIDE = {"exporter": {401, 403}}
"""Refusals that a role never meets whose own things all samples are."""
ODD_CURSORS = (
    "~", "1~2~3", "9" * 40, "9" * 1000, "0001-01-01T00:00:00+14:00~1", "2026-01-01~1", "-1",
    "9999-12-31T23:59:59-14:00~1", "1~9999-12-31T23:59:59-14:00~1", f"{'9' * 40}~{'9' * 40}",
    f"2~2~2026-01-01T00:00:00+00:00~{'9' * 30}", f"1~{'9' * 30}~{'9' * 30}", LONG[:500],
)  # fmt: skip
ODD_FIELDS = (
    "q",
    "search",
    "after",
    "page",
    "cursor",
    "code",
    "reference",
    "since",
    "until",
    "status",
)
ODD_HEADERS = {
    "Accept": "*/*;q=oops, text/\xff",
    "Accept-Language": "x" * 5000,
    "HX-Current-URL": "http://[oops",
    "HX-Request": "true",
    "If-Modified-Since": "yesterday",
    "If-None-Match": '"\xff',
    "Origin": "http://[oops",
    "Range": "bytes=9999999999999999999999-1",
    "Referer": "http://[oops",
}
UNREADABLE_HEADERS = {
    "Authorization": "Token \xff\xfe",
    "Content-Type": "text/plain; charset=zlib",
    "Cookie": 'sessionid="\\000"',
    "Host": "[::1",
    "User-Agent": "nul \x00",
    "X-Forwarded-For": "nowhere, \x00",
}


@pytest.fixture
@made_once
def samples(people: dict[str, User], prc_lists: None) -> Samples:
    exporter = people["exporter"]
    SavedParty.objects.create(exporter=exporter.exporter, name_en="Saved Ltd.", country="KOR")
    case = a_draft(exporter)
    freeze(case, exporter)
    screen(case.pk)
    case.refresh_from_db()
    return Samples(a_draft(exporter), case)


@pytest.fixture
def clients(people: dict[str, User], settings: Any) -> dict[str, Client]:
    """A browser for each role and one for nobody; on the API's addresses with a token as well,
    which may ask as often as a test does."""
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    found = {"": Client(raise_request_exception=False)}
    for name in ROLES:
        token = make(people[name])[1]
        found[name] = Client(
            raise_request_exception=False, headers={"Authorization": f"Token {token}"}
        )
        found[name].force_login(people[name])
    return found


@pytest.fixture(params=["some", pytest.param("all", marks=pytest.mark.long)])
def is_short(request: pytest.FixtureRequest) -> bool:
    """Whether each part of this test stands for others."""
    return bool(request.param == "some")


@pytest.fixture
def take(is_short: bool) -> Take:
    """Of several things what a request needs: the next one in turn, or all of them."""
    if not is_short:
        return lambda things: list(things)
    number = count()
    return lambda things: [list(things)[next(number) % len(things)]]


@pytest.fixture
def ask(is_short: bool, clients: dict[str, Client]) -> Ask:
    """Sends as an exporter and, where a page is not for them, as an officer, who between them open
    nearly every page; or as everybody. Nothing that comes of it stays."""
    askers = [clients[name] for name in (("exporter", "officer1") if is_short else clients)]

    def answers(method: str, url: str, *body: Any, **more: Any) -> Iterator[Any]:
        for asker in askers:
            with transaction.atomic():
                answer = getattr(asker, method)(url, *body, **more)
                transaction.set_rollback(True)
            yield answer
            if is_short and answer.status_code not in (403, 404):
                return

    return answers


@pytest.fixture(autouse=True)
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScopedRateThrottle, "allow_request", lambda *_: True)


@pytest.fixture
def addresses(samples: Samples, is_short: bool) -> list[tuple[Address, str]]:
    """One in five of them, or all."""
    return [(each, samples.url(each)) for each in all_addresses()[:: 5 if is_short else 1]]


def refused(answer: Any, url: str, codes: set[int]) -> Iterator[str]:
    """What is wrong with the answer to a request that nobody can read."""
    if answer.status_code not in codes:
        yield f"{answer.status_code} for {url}"
    elif is_api(url):
        yield from not_json(answer, url)
    elif "<main" not in answer.content.decode():
        yield f"no page for {url}"


def not_json(answer: Any, url: str) -> Iterator[str]:
    if answer.headers.get("Content-Type") != "application/json" or not answer.json():
        yield f"no JSON but {answer.headers.get('Content-Type')} for {url}"


def test_in_any_part_of_an_address(
    addresses: list[tuple[Address, str]], clients: dict[str, Client], take: Take
) -> None:
    faults, three = [], (clients[""], clients["exporter"], clients["officer1"])
    for _, url in addresses:
        parts = [part for part in url.split("/") if part]
        for place in range(len(parts) + 1):
            bad = "/" + "/".join([*parts[:place], f"a{quote(NUL)}b", *parts[place + 1 :]]) + "/"
            for client in take(three):
                faults += refused(client.get(bad), bad, {404})
    assert faults == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_in_any_query_or_form(
    method: str, addresses: list[tuple[Address, str]], clients: dict[str, Client], take: Take
) -> None:
    faults = []
    for _, url in addresses:
        for fields in ({"anything": f"a{NUL}b"}, {f"q{NUL}": "a"}):
            for client in take(clients.values()):
                faults += refused(getattr(client, method)(url, fields), url, {400})
    assert faults == []


def test_in_any_field_of_the_api(
    addresses: list[tuple[Address, str]], clients: dict[str, Client], take: Take
) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    bodies = [json.dumps(body) for body in (
        {"reason": NUL}, {"lines": [{"name_zh": HALF}]}, {f"{HALF}": 1}, [NUL], HALF,
    )]  # fmt: skip
    bodies += [deep, '{"a":' * 50 + "1" + "}" * 50, "NaN", "9" * 5000, "{", "\x00"]
    faults = []
    for address, url in addresses:
        if not is_api(url) or address.name == "api:schema":
            continue
        taken = clients["exporter"].options(url).headers["Allow"].lower()
        # A method that an address does not have reads no body: one shows how it is refused.
        methods = {each: bodies if each in taken else bodies[:1] for each in ("post", "put")}
        for method, body in [(name, body) for name, some in methods.items() for body in some]:
            for role, client in take(clients.items()):
                answer = getattr(client, method)(
                    url, body, content_type="application/json", headers={"If-Match": "*"}
                )
                allowed = {400, 401, 403, 404, 405, 415} - INSIDE.get(role, set())
                faults += refused(answer, f"{url} {body[:30]!a} {role}", allowed)
    assert faults == []


def test_odd_headers(addresses: list[tuple[Address, str]], ask: Ask) -> None:
    faults = []
    for address, url in addresses:
        for method in ("get", "post"):
            for answer in ask(method, url, headers=ODD_HEADERS):
                if is_fault(address, answer.status_code):
                    faults.append(f"{answer.status_code} at {url}")
                elif is_api(url) and answer.status_code >= 400:
                    faults += not_json(answer, url)
    assert faults == []


@pytest.mark.parametrize("header", list(UNREADABLE_HEADERS))
def test_headers_that_cannot_be_read(header: str, db: None) -> None:
    headers = {header: UNREADABLE_HEADERS[header]}
    client = Client(raise_request_exception=False)
    for url in ("/", "/account/sign-in/", "/documents/verify/", "/api/token/", "/api/shipments/"):
        for send in (client.get, client.post):
            assert list(refused(send(url, headers=headers), url, {400})) == []


@pytest.mark.long
def test_very_long_words(addresses: list[tuple[Address, str]], ask: Ask) -> None:
    faults = []
    for address, url in addresses:
        for method, words in (("get", LONG[:500]), ("post", LONG)):
            faults += [
                f"{answer.status_code} at {url}"
                for answer in ask(method, url, dict.fromkeys(ODD_FIELDS, words))
                if is_fault(address, answer.status_code)
            ]
    assert faults == []


def test_broken_cursors_and_fields_on_every_list(
    addresses: list[tuple[Address, str]], clients: dict[str, Client], take: Take, is_short: bool
) -> None:
    """Lists are the addresses without parameters that answer."""
    faults, lists, readers = [], 0, list(clients.values())[::-1]
    for url in [url for address, url in addresses if not address.parameters]:
        client = next((each for each in readers if each.get(url).status_code == 200), None)
        if client:
            lists += 1
            for words in chain(*take([ODD_CURSORS[start::6] for start in range(6)])):
                answer = client.get(url, dict.fromkeys(ODD_FIELDS, words))
                if answer.status_code >= 500:
                    faults.append(f"{answer.status_code} at {url} with {words[:30]}")
    assert lists > (5 if is_short else 20)
    assert faults == []


@pytest.mark.parametrize("place", ["abc", "-1", "1" * 40, "", "\x00", "é"])
def test_a_cursor_of_the_api_that_was_never_given(place: str, clients: dict[str, Client]) -> None:
    cursor = b64encode(f"p={quote(place)}&o=1".encode()).decode()
    for each in (cursor, cursor[:-3], place, "o=x"):
        for order in ("", "heaviest"):
            asked = {"cursor": each, "order": order} if order else {"cursor": each}
            answer = clients["exporter"].get("/api/shipments/", asked)
            assert answer.status_code in (200, 400, 404), each
            assert answer.headers["Content-Type"] == "application/json"


def test_a_type_of_body_that_django_cannot_read(db: None) -> None:
    said = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/api/token/", "CONTENT_TYPE": "a/b; x*=bogus''y",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http", "wsgi.errors": None,
    }  # fmt: skip
    list(application(environ, lambda status, headers: said.append(status)))
    assert said[0].split()[0] in {"400", "415"}


def test_an_unknown_address_of_the_api_is_answered_in_json(client: Client) -> None:
    answer = client.get("/api/nowhere/", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.json() == {"detail": "Page not found"}
