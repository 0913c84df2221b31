"""Every address × every role: no stranger in, no write by the wrong role, never a 500, and nothing
of a match or risk finding on a page or API answer an exporter can reach."""

from collections.abc import Generator, Iterator
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.parties.models import ListedParty
from shipments.demo.scenarios import INPACT
from shipments.models import SavedParty, Shipment
from shipments.moves import Status
from shipments.screening.actions import screen
from tests.addresses import Address, Samples, all_addresses, is_api, is_fault
from tests.builders import a_draft, freeze
from tests.undone import undone
from tests.worlds import made_once

OPEN_TO_ALL = {
    "accounts:sign_in",
    "accounts:password_reset",
    "accounts:password_reset_confirm",
    "language",
    "paperwork:verify",
    "log:checkpoint",
    "log:of_size",
    "log:consistency",
    "log:keys",
    "log:feed",
    "log:tile",
    "paperwork:certificates",
    "api:schema",
    "api:docs",
    "api:token",
    "healthz",
    "readyz",
    "metrics",
    "help:index",
    "help:topic",
}
PROBES = {"healthz", "readyz", "metrics"}  # for programs, whoever is signed in; see test_health
ROLES = ("exporter", "rival", "officer1", "officer3", "auditor", "policy")
INSIDERS = ("exporter", "officer1")
READING_BY_POST = {("auditor", "screening:replay")}
REFUSES_BEFORE_LOOKING = {"screening:verdict"}  # 403 whether or not there is such a shipment
ROOMS = sorted({address.name.partition(":")[0] for address in all_addresses()})
READ_BY_POLICY_ADMINISTRATORS = """
accounts:account accounts:password accounts:profile accounts:second_factor accounts:sign_in
accounts:password_reset accounts:password_reset_confirm notify:notices notify:wishes
api:docs api:schema codes:search home paperwork:certificates paperwork:verify
licences:new licences:register
licences:editions licences:edition licences:edition_columns licences:edition_progress
licences:new_edition licences:put_edition_in_force
parties:entry parties:list parties:lists parties:search parties:upload parties:version
policy:new policy:policies policy:policy policy:rules
rehearsal:new rehearsal:rehearsals
advisories:advisories advisories:new
end_users:register flows:flows flows:behind flows:signs flows:csv flows:xlsx flows:reports
flows:balances flows:balance_behind flows:balances_csv flows:balances_xlsx
log:feed log:keys help:index help:topic
"""
DASHES = b">---------<"
"""How Django begins a select; a person reads words."""
SECRETS = ("PTY-", "export_control_list", "管控名单", "control list")

Addresses = Iterator[tuple[Address, str]]


@pytest.fixture
@made_once
def samples(people: dict[str, User], prc_lists: None) -> Samples:
    exporter = people["exporter"]
    SavedParty.objects.create(exporter=exporter.exporter, name_en="Saved Ltd.", country="KOR")
    case = a_draft(exporter, buyer=INPACT)
    freeze(case, exporter)
    screen(case.pk)
    case.refresh_from_db()
    assert case.status == Status.IN_REVIEW
    assert case.gravity == 2  # metal for a party of the control list
    return Samples(a_draft(exporter), case)


class Browsers:
    """A browser for each role, and one that is not signed in: each address finds them as they were
    after signing in, for what it does to a session is undone and to a cookie forgotten."""

    def __init__(self, people: dict[str, User]) -> None:
        self._all = {"nobody": Client()}
        for name in ROLES:
            self._all[name] = Client()
            self._all[name].force_login(people[name])
        self._cookies = {name: each.cookies.output([], "", ";") for name, each in self._all.items()}

    def anew_for(self, url: str) -> dict[str, Client]:
        """The browsers by role, with the cookies of their sign-in and no others. To the API, which
        asks for a token and reads no cookie, all who are signed in are one."""
        for name, browser in self._all.items():
            browser.cookies = SimpleCookie(self._cookies[name])
        names = ("nobody", "rival") if is_api(url) and url != "/api/schema/" else self._all
        return {name: self._all[name] for name in names}


@pytest.fixture
def browsers(people: dict[str, User]) -> Browsers:
    return Browsers(people)


@pytest.fixture
def addresses(room: str, samples: Samples, browsers: Browsers) -> Iterator[Addresses]:
    """Each address of the room with the samples in it. What is done there is undone after it, also
    where a test fails on the way."""

    def one_by_one() -> Generator[tuple[Address, str], None, None]:
        for address in all_addresses():
            if address.name.partition(":")[0] == room:
                with undone():
                    yield address, samples.url(address)

    each = one_by_one()
    yield each
    each.close()


@pytest.mark.parametrize("room", ROOMS)
def test_reading(addresses: Addresses, browsers: Browsers) -> None:
    for address, url in addresses:
        for role, client in browsers.anew_for(url).items():
            answer = client.get(url)
            note = f"GET {url} as {role}: {answer.status_code}"
            assert not is_fault(address, answer.status_code), note
            assert answer.streaming or DASHES not in answer.content, f"{note}: a select of dashes"
            if role == "nobody" and address.name not in OPEN_TO_ALL:
                assert answer.status_code in (302, 401, 405), note
            if role in ("rival", "officer3") and _is_of_one_shipment(address):
                strange = {403} if address.name in REFUSES_BEFORE_LOOKING else set()
                assert answer.status_code in {401, 404, 405} | strange, note
            if role in ("exporter", "rival"):
                _assert_nothing_leaks(answer, url, note)
            if role == "policy" and address.name not in PROBES:
                _assert_read_by_policy_administrators(address, answer.status_code, note)
            if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                break  # for whoever comes next as well


def _assert_read_by_policy_administrators(address: Address, status: int, note: str) -> None:
    """The law, the lists and the register, but no shipment."""
    may_read = address.name in READ_BY_POLICY_ADMINISTRATORS.split()
    assert status in ((200, 302) if may_read else (401, 403, 404, 405)), note


@pytest.mark.parametrize("room", ["flows"])
def test_flows_are_read_by_heads_of_office_and_no_other_officer(
    addresses: Addresses, people: dict[str, User]
) -> None:
    for _address, url in addresses:
        for name, allowed in (("head1", {200, 404}), ("officer1", {403}), ("officer3", {403})):
            client = Client()
            client.force_login(people[name])
            assert client.get(url).status_code in allowed, f"GET {url} as {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_writing(addresses: Addresses, samples: Samples, browsers: Browsers) -> None:
    for address, url in addresses:
        clients, before = browsers.anew_for(url), _state(samples)
        for role in [each for each in clients if each not in INSIDERS]:
            answer = clients[role].post(url, {})
            note = f"POST {url} as {role}: {answer.status_code}"
            assert not is_fault(address, answer.status_code), note
            if (role, address.name) in READING_BY_POST:
                assert answer.status_code == 302, note
            elif _is_of_one_shipment(address) and role != "nobody":
                assert answer.status_code in (401, 403, 404, 405), note
            if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                break  # for whoever comes next as well
        else:
            assert _state(samples) == before
            for role in [each for each in clients if each in INSIDERS]:
                assert not is_fault(address, clients[role].post(url, {}).status_code)


def _is_of_one_shipment(address: Address) -> bool:
    return "reference" in address.parameters and not address.name.startswith("policy")


def _state(samples: Samples) -> list[Any]:
    pks = (samples.draft.pk, samples.case.pk)
    return list(Shipment.objects.filter(pk__in=pks).order_by("pk").values())


def _assert_nothing_leaks(answer: Any, url: str, note: str) -> None:
    if answer.streaming or "text" not in answer.headers.get("Content-Type", "text"):
        return
    text = answer.content.decode(errors="ignore").replace(url, "").replace(quote(url, safe=""), "")
    for secret in SECRETS:
        assert secret not in text, f"{note} tells {secret}"


def test_the_samples_contain_what_must_not_leak(samples: Samples, browsers: Browsers) -> None:
    page = f"/review/{samples.case.reference}/"
    text = browsers.anew_for(page)["officer1"].get(page).content.decode()
    assert "PTY-01" in text
    assert ListedParty.objects.filter(name_en="InPACT S.A.").exists()
