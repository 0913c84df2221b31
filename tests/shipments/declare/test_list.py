"""The exporter's list and home: filters, pages by key, queries that do not grow with rows."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from shipments.declare.views import lists
from shipments.models import Advisory, FollowUp, Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment


def test_only_ones_own_shipments_are_listed(
    client: Client, draft: Shipment, rival_exporter: User
) -> None:
    foreign = a_draft(rival_exporter)
    html = client.get("/shipments/").content.decode()
    assert draft.reference in html
    assert foreign.reference not in html


def test_the_list_filters_by_status(client: Client, draft: Shipment, exporter: User) -> None:
    released = a_shipment(exporter, Status.RELEASED)
    html = client.get("/shipments/?status=released").content.decode()
    assert released.reference in html
    assert draft.reference not in html


@pytest.mark.parametrize("column", ["reference", "contract_no"])
def test_the_list_finds_by_reference_and_contract(
    client: Client, draft: Shipment, exporter: User, column: str
) -> None:
    other = a_draft(exporter)
    html = client.get("/shipments/", {"q": getattr(draft, column).lower()}).content.decode()
    assert draft.reference in html
    assert other.reference not in html


def test_the_list_finds_a_draft_by_its_consignee(client: Client, draft: Shipment) -> None:
    name = draft.parties.get(role="consignee").name_en
    assert draft.reference in client.get("/shipments/", {"q": name}).content.decode()
    assert "No shipment matches." in client.get("/shipments/?q=nobody").content.decode()


def test_pages_follow_each_other_without_gap_or_repeat(
    client: Client, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    for _i in range(5):
        a_draft(exporter)
    seen = []
    for number in (1, 2, 3):
        page = client.get(f"/shipments/?page={number}").context["page"]
        seen += [shipment.reference for shipment in page]
    assert seen == list(Shipment.objects.order_by("-pk").values_list("reference", flat=True))
    assert not page.has_next()
    for strange in ("0", "99", "last", "-1", "x", "9" * 40):
        assert client.get("/shipments/", {"page": strange}).status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "/shipments/",
        "/",
        "/shipments/?q=49&status=draft",
        "/shipments/?q=a&order=heaviest&until=2099-01-01",
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client,
    exporter: User,
    page: str,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    a_draft(exporter)
    client.get(page)
    with django_assert_max_num_queries(12) as few:
        client.get(page)
    for _i in range(8):
        a_draft(exporter)
    with django_assert_max_num_queries(len(few)):
        client.get(page)


@pytest.mark.parametrize(("most", "is_said"), [(3, True), (4, False)])
def test_a_list_too_long_for_its_pages_says_where_the_rest_is(
    client: Client, exporter: User, monkeypatch: pytest.MonkeyPatch, most: int, is_said: bool
) -> None:
    """Of three, pages for three may hold only the first of more; pages for four hold all."""
    monkeypatch.setattr("shipments.declare.listing.MOST_ADDED_UP", most)
    oldest, *_newer = (a_draft(exporter) for _each in range(3))
    assert ("hold 3 in this order" in client.get("/shipments/").content.decode()) is is_said
    found = client.get("/shipments/", {"q": oldest.reference}).content.decode()
    assert oldest.reference in found
    lines = b"".join(client.get("/shipments/shipments.csv").streaming_content).decode().splitlines()
    assert len(lines) == 1 + 3


SOME_EMPTY: dict[str, list[Any]] = {
    "submitted_at": [clock.now() - timedelta(days=days) for days in (3, 1, 1)],
    "export_date": [clock.today() + timedelta(days=days) for days in (3, 1, 1)],
    "net_weight_kg": [5, 7, 7],
    "contract_no": ["C-2", "C-1", "C-2", "A-9"],
}


@pytest.mark.parametrize(
    ("order", "column", "falls"),
    [
        ("newest", "id", True),
        ("oldest", "id", False),
        ("submitted", "submitted_at", True),
        ("departure", "export_date", False),
        ("heaviest", "net_weight_kg", True),
        ("contract", "contract_no", False),
    ],
)
def test_the_list_goes_on_behind_its_pages_in_every_order(
    client: Client,
    exporter: User,
    monkeypatch: pytest.MonkeyPatch,
    order: str,
    column: str,
    *,
    falls: bool,
) -> None:
    """Pages for four, two on each: seven shipments in two parts, some equal, some empty."""
    monkeypatch.setattr("shipments.declare.listing.MOST_ADDED_UP", 4)
    monkeypatch.setattr(lists, "PAGE", 2)
    rows = [a_draft(exporter) for _each in range(7)]
    empty = "C-2" if column == "contract_no" else None
    for place, row in enumerate(rows if column in SOME_EMPTY else ()):
        values = SOME_EMPTY[column]
        value = values[place] if place < len(values) else empty
        Shipment.objects.filter(pk=row.pk).update(**{column: value})
    seen, address = [], f"/shipments/?order={order}"
    for number in (1, 2, 1, 2):
        answer = client.get(f"{address}&page={number}")
        seen += [shipment.reference for shipment in answer.context["page"]]
        going_on = re.search(r'href="\?([^"]*after=[^"]*)">Go on', answer.content.decode())
        assert bool(going_on) is (number == 2 and len(seen) == 4)
        address = f"/shipments/?{unescape(going_on[1])}" if going_on else address
    assert "Back to the beginning" in answer.content.decode()
    stored = list(Shipment.objects.order_by("-pk"))
    given = [each for each in stored if getattr(each, column) is not None]
    put = sorted(given, key=lambda each: getattr(each, column), reverse=falls)
    assert seen == [each.reference for each in put + [one for one in stored if one not in given]]


@pytest.mark.parametrize("strange", ["G49-NOSUCH00", "x" * 300, "' OR 1=1"])
def test_a_place_that_is_none_begins_at_the_beginning(
    client: Client, draft: Shipment, rival_exporter: User, strange: str
) -> None:
    for after in (strange, a_draft(rival_exporter).reference):
        page = client.get("/shipments/", {"after": after})
        assert page.status_code == 200
        assert draft.reference in page.content.decode()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.RELEASED])
def test_a_shipments_page_takes_at_most_thirteen_queries(
    client: Client,
    exporter: User,
    status: Status,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    shipment = a_shipment(exporter, status)
    with django_assert_max_num_queries(13):
        client.get(f"/shipments/{shipment.reference}/")


@pytest.mark.parametrize(
    ("section", "most"),
    [
        *((name, 12) for name in ("parties", "goods", "transport", "trade", "packing", "end-use")),
        ("check", 12),
    ],
)
def test_a_section_takes_few_queries(
    client: Client,
    draft: Shipment,
    section: str,
    most: int,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    page = f"/shipments/{draft.reference}/{section}/"
    client.get(page)
    with django_assert_max_num_queries(most):
        client.get(page)


def test_checking_takes_no_more_queries_where_there_is_much_to_say(
    client: Client,
    exporter: User,
    draft: Shipment,
    officer: User,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    released = a_shipment(exporter, Status.RELEASED)
    due = clock.today() - timedelta(days=3)
    FollowUp.objects.create(
        shipment=released,
        exporter=exporter.exporter,
        kind="arrival",
        after="release",
        days=1,
        policy_number=1,
        released_at=clock.now(),
        due_on=due,
    )
    Advisory.objects.create(
        kind="penalty",
        exporter=exporter.exporter,
        number="PD-1",
        dated=due,
        text="Misdeclared.",
        state="in_force",
        prepared_by=officer,
        prepared_at=clock.now(),
    )
    page = f"/shipments/{draft.reference}/check/"
    client.get(page)
    with django_assert_max_num_queries(12):
        answer = client.get(page)
    assert "FUP-01" in {each.rule for each in answer.context["advice"]}


def test_the_home_page_counts_and_names_what_waits(client: Client, exporter: User) -> None:
    returned = a_shipment(exporter, Status.IN_REVIEW)
    returned.status = Status.DRAFT
    returned.save()
    context = client.get("/").context
    counts = {status: number for status, _label, number in context["counts"]}
    assert (counts["draft"], counts["returned"]) == (0, 1)
    assert context["waiting"] == [returned]
    (table,) = html.fromstring(client.get("/").content).cssselect("[aria-label='Waiting for you']")
    heads = [each.text_content() for each in table.cssselect("th[scope=col]")]
    assert heads[:2] == ["Reference", "To do"]  # in view on a telephone, too
