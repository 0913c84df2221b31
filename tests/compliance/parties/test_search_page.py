"""The search page, and that no page asks more of the database when there are more rows."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.models import ListVersion
from compliance.parties.versions import activate_version
from tests.compliance.parties.conftest import an_entry, browser, entries, text_of

WATCH = "watch_list"


@pytest.fixture
def in_force(db: None) -> ListVersion:
    return activate_version(
        WATCH, entries(20), source="test", sha256="a" * 64, as_of=date(2026, 11, 1)
    )


def test_search_shows_both_names_aligned_with_list_notice_and_status(
    db: None, officer: User
) -> None:
    entry = an_entry(
        "Zephyr Quartz Manufacturing Co., Ltd.",
        names=("Zephyr Quartz Manufacturing Co., Ltd.", "泽菲尔石英制造"),
        notice="https://example.test/notice",
    )
    activate_version(WATCH, [entry], source="t", sha256="c" * 64, as_of=clock.today())
    client, address = browser(officer), reverse("parties:search")
    response = client.get(address, {"q": "Zephyr Quattz Manufacturing"})
    page = text_of(response)
    for text in ("PRC watch list 1", "Listed", "泽菲尔石英制造", "nearly the same", "Similar"):
        assert text in page
    assert b'href="https://example.test/notice"' in response.content
    table = html.fromstring(response.content).cssselect("table.data")[0]
    cells = [cell.text_content() for cell in table.cssselect("td.num")]
    assert round(sum(map(float, cells[:-1])), 4) == float(cells[-1])
    earlier = text_of(client.get(address, {"q": "Zephyr Quartz", "on": "2025-12-31"}))
    assert "Not yet listed" in earlier


def test_search_reaches_old_versions_and_only_the_asked_list(
    in_force: ListVersion, officer: User
) -> None:
    activate_version(
        WATCH,
        [*entries(19), an_entry("Sample Party 999")],
        source="t",
        sha256="d" * 64,
        as_of=clock.today(),
    )
    client, address = browser(officer), reverse("parties:search")
    question = {"q": "Sample Party 019", "list": WATCH}
    assert "Same name" not in text_of(client.get(address, question))
    assert "Same name" in text_of(client.get(address, {**question, "version": 1}))
    assert "no list" in text_of(client.get(address, {"q": "Sample", "list": "un"}))
    assert "Choose the list" in text_of(client.get(address, {"q": "Sample", "version": 1}))


def test_htmx_gets_the_results_alone(in_force: ListVersion, officer: User) -> None:
    address = reverse("parties:search")
    response = browser(officer).get(address, {"q": "Sample"}, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert b"Sample Party" in response.content


PAGES = ("lists", "list", "version", "search")


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_pages_take_no_more_queries_for_many_rows_than_for_few(
    policy_admin: User, name: str
) -> None:
    client = browser(policy_admin)
    few, many = (_queries(client, name, number, size) for number, size in ((1, 2), (2, 40)))
    assert many <= few


def _queries(client: Client, name: str, number: int, size: int) -> int:
    activate_version(WATCH, entries(size), source="t", sha256="e" * 64, as_of=clock.today())
    arguments = {"list": [WATCH], "version": [WATCH, number]}.get(name, [])
    address = reverse(f"parties:{name}", args=arguments) + "?q=Sample+Party"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
