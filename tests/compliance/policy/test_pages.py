"""Reading rules and policies: who sees what."""

import re

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.law.rules import CATALOGUE

pytestmark = pytest.mark.django_db

READERS = ("officer", "auditor", "policy_admin")


@pytest.fixture
def signed_in(request: pytest.FixtureRequest, client: Client) -> Client:
    client.force_login(request.getfixturevalue(request.param))
    return client


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("signed_in", READERS, indirect=True)
def test_officers_auditors_and_policy_administrators_read_every_rule(
    signed_in: Client, language: str
) -> None:
    page = signed_in.get("/rules/", headers={"accept-language": language}).content.decode()
    assert all(f'id="{code}"' in page for code in CATALOGUE)


def test_an_exporter_reads_only_disclosed_rules(client: Client, exporter: User) -> None:
    client.force_login(exporter)
    page = client.get("/rules/").content.decode()
    shown = {code for code in CATALOGUE if f'id="{code}"' in page}
    assert shown == {code for code, rule in CATALOGUE.items() if rule.disclosed}
    assert "LIC-01" in shown
    assert "PTY-01" not in shown


def test_nobody_reads_rules_without_signing_in(client: Client) -> None:
    assert client.get("/rules/").status_code == 302


@pytest.mark.parametrize("signed_in", READERS, indirect=True)
@pytest.mark.parametrize(
    "address", ["/policies/", "/policies/1/", "/policies/compare/?from=1&to=1"]
)
def test_staff_read_policies(signed_in: Client, address: str) -> None:
    assert signed_in.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/policies/",
        "/policies/1/",
        "/policies/compare/?from=1&to=1",
        "/policies/new/",
        "/policies/1/edit/",
    ],
)
def test_policies_do_not_exist_for_exporters(client: Client, exporter: User, address: str) -> None:
    client.force_login(exporter)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/policies/99/", "/policies/compare/", "/policies/compare/?from=1&to=99"]
)
def test_a_policy_that_is_not_there_is_not_found(
    client: Client, auditor: User, address: str
) -> None:
    client.force_login(auditor)
    assert client.get(address).status_code == 404


def test_the_rules_page_asks_the_database_only_who_is_reading(
    client: Client, officer: User, django_assert_max_num_queries
) -> None:
    client.force_login(officer)
    with django_assert_max_num_queries(3):
        client.get("/rules/")


def test_rules_are_read_in_the_order_of_their_codes_with_gaps_for_what_findings_fill_in(
    client: Client, exporter: User
) -> None:
    client.force_login(exporter)
    page = client.get("/rules/").content.decode()
    codes = re.findall(r'<article class="card" id="([A-Z]{3}-\d\d)"', page)
    licences = [code for code in codes if code.startswith("LIC")]
    assert licences == sorted(licences)
    assert "第…项属于…" in page
    assert "第14、21条" in page
    assert "不予公开" in page
