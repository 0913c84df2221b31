"""Two tabs on the parts of a page: each is kept, and what was changed twice is shown twice."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from shipments.models import Shipment
from tests.shipments.declare.filling import fields_of
from tests.shipments.declare.test_two_tabs import open_twice


@pytest.fixture
def line(draft: Shipment) -> str:
    return f"/shipments/{draft.reference}/goods/{draft.lines.get().pk}/"


def asked_about(answer: Any) -> dict[str, list[str]]:
    """The rows of the page that shows both versions: label, what is stored, what was typed."""
    assert answer.status_code == 409
    page = html.fromstring(answer.content)
    rows = page.xpath("//*[@id='change-title']/following::table[1]/tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    return {label: versions for label, *versions in cells}


def test_two_elements_changed_in_two_tabs_are_both_kept(
    client: Client, draft: Shipment, line: str
) -> None:
    page = f"{line}elements/"
    first, second = open_twice(client, page)
    client.post(page, {**first, "grain_size": "40 mesh"})
    answer = client.post(page, {**second, "gtin": "01490149"}, follow=True)
    assert "Kept as it was saved meanwhile in another tab: Grain size" in answer.content.decode()
    specification = draft.lines.get().specification.split("|")
    assert {"40 mesh", "01490149"} <= set(specification)


def test_an_element_changed_twice_is_asked_about_alone(
    client: Client, draft: Shipment, line: str
) -> None:
    page = f"{line}elements/"
    first, second = open_twice(client, page)
    client.post(page, {**first, "grain_size": "40 mesh", "gtin": "01490149"})
    mine = {**second, "grain_size": "80 mesh"}
    answer = client.post(page, mine)
    assert list(asked_about(answer).values()) == [["40 mesh", "80 mesh"]]
    assert fields_of(answer.content.decode(), "stored")["grain_size"] == "80 mesh"
    client.post(page, {**mine, "save_anyway": "1"})
    specification = draft.lines.get().specification.split("|")
    assert {"80 mesh", "01490149"} <= set(specification)
    assert "40 mesh" not in specification


def test_elements_too_long_together_are_asked_about_not_cut(
    client: Client, draft: Shipment, line: str
) -> None:
    page = f"{line}elements/"
    first, second = open_twice(client, page)
    client.post(page, {**first, "grain_size": "g" * 120})
    mine = {**second, "other": "o" * 120}
    assert asked_about(client.post(page, mine))
    client.post(page, {**mine, "save_anyway": "1"})
    assert "o" * 120 in draft.lines.get().specification


@pytest.mark.parametrize(
    ("page", "theirs", "mine", "told"),
    [
        (
            "goods/{line}/",
            {"elements-0-category": "ZZ01", "elements-0-value": "111"},
            {"elements-0-category": "ZZ01", "elements-0-value": "222"},
            {"Control elements": ["ZZ01 1 111", "ZZ01 1 222"]},
        ),
        (
            "packing/",
            {"documents-0-code": "4", "documents-0-number": "111"},
            {"documents-0-code": "4", "documents-0-number": "222"},
            {"Other documents": ["4 111", "4 222"]},
        ),
    ],
)
def test_rows_changed_twice_are_shown_beside_each_other(
    client: Client,
    draft: Shipment,
    page: str,
    theirs: dict[str, str],
    mine: dict[str, str],
    told: dict[str, list[str]],
) -> None:
    address = f"/shipments/{draft.reference}/{page.format(line=draft.lines.get().pk)}"
    first, second = open_twice(client, address)
    assert client.post(address, {**first, **theirs}).status_code == 302
    assert asked_about(client.post(address, {**second, **mine})) == told


def test_price_promises_changed_twice_are_told_in_words(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/trade/"
    first, second = open_twice(client, page)
    client.post(page, {**first, "promise_0": "1"})
    (told,) = asked_about(client.post(page, {**second, "promise_0": "0"})).values()
    assert [each.split("; ")[0].rpartition(": ")[2] for each in told] == ["Yes", "No"]


def test_rows_that_only_another_tab_changed_are_named(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/packing/"
    first, second = open_twice(client, page)
    client.post(page, {**first, "documents-0-code": "4", "documents-0-number": "111"})
    answer = client.post(page, {**second, "marks": "MINE"}, follow=True)
    assert "in another tab: Other documents" in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.marks, len(draft.other_documents)) == ("MINE", 1)
