"""How the database finds what the lists of flows, end users and reports show, and that no page asks
more questions because there is more to show. Scans and sorts are switched off: where a plan has one
all the same, no index would do."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from compliance import clock
from compliance.accounts.models import User
from shipments.demo.buyers import AOBA, DEKKER, HANBIT
from shipments.end_users.keeping import register_from_flows
from shipments.flows.keeping import keep_flows
from shipments.flows.stories import read_all
from shipments.follow_up.listing import DUE, FILED, LISTS, OVERDUE, listed_for, owed_by
from shipments.models import BalanceEntry, ChangeRequest, Flow
from tests.shipments.end_users.test_register import HANBIT_KEY, browser, released, use_duty
from tests.shipments.review.test_plans import plan

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14
ENOUGH = 600  # rows of other users; with fewer, two indexes may cost the same
PAGES = {
    "auditor": (
        "/flows/",
        "/flows/shipments/",
        "/flows/signs/",
        "/flows/reports/",
        "/flows/balances/?by=consignee",
        "/flows/balances/shipments/?what=unexplained_kg",
        "/end-users/",
        f"/end-users/user/shipments/?end_user={HANBIT_KEY.replace(' ', '+')}",
        *(f"/follow-up/office/?list={name}" for name in LISTS),
    ),
    "exporter": ("/follow-up/",),
}


def more(exporter: User, rival: User) -> None:
    """Consignments of several users: one used, one late, one awaited, one to be handed on."""
    today = clock.today()
    for buyer in (HANBIT, AOBA, DEKKER):
        used, late, awaited, moved = (released(exporter, buyer=buyer) for _each in range(4))
        use_duty(used, today, used_kg=Decimal(60))
        use_duty(late, today - timedelta(days=3))
        use_duty(awaited, today + timedelta(days=3))
        ChangeRequest.objects.create(
            shipment=moved, kind="transfer", user_name="Other", user_country="KOR", kg=9,
            end_use="solder", planned_on=today, reason="Less.", by=exporter, at=clock.now(),
        )  # fmt: skip
        for shipment in (used, late, awaited, released(rival, buyer=buyer)):
            keep_flows(shipment)
    register_from_flows()
    read_all()


@pytest.mark.usefixtures("prc_lists")
def test_no_page_asks_more_questions_because_there_is_more_to_show(
    people: dict[str, User], exporter: User, rival_exporter: User
) -> None:
    def asked(who: str, path: str) -> int:
        client = browser(people[who])
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    more(exporter, rival_exporter)
    few = {path: asked(who, path) for who in PAGES for path in PAGES[who]}
    more(exporter, rival_exporter)
    many = {path: asked(who, path) for who in PAGES for path in PAGES[who]}
    assert many == few
    assert {path: count for path, count in few.items() if count > MOST_QUERIES} == {}


def ordered(rows: Any) -> Any:
    found, keys = rows
    return found.order_by(*(key.name for key in keys))[:51]


LISTED: dict[str, tuple[Callable[[User, User], Any], str]] = {
    "overdue": (lambda _e, a: ordered(listed_for(a, OVERDUE)), "follow_up_unmet"),
    "due": (lambda _e, a: ordered(listed_for(a, DUE)), "follow_up_unmet"),
    "filed": (lambda _e, a: ordered(listed_for(a, FILED)), "report_to_be_read"),
    "owed": (lambda e, _a: owed_by(e).order_by("due_on", "id")[:51], "follow_up_owed"),
    "newest flows": (lambda _e, _a: Flow.objects.order_by("-id")[:51], "shipments_flow_pkey"),
    "a user's flows": (
        lambda _e, _a: Flow.objects.filter(end_user=HANBIT_KEY).order_by("end_user", "id")[:51],
        "flow_by_end_user",
    ),
    "a user's sums": (
        lambda _e, _a: BalanceEntry.objects.filter(end_user__in=[HANBIT_KEY]).order_by("end_user"),
        "balance_by_end_user",
    ),
    "unexplained": (
        lambda _e, _a: Flow.objects.filter(unexplained_kg__gt=0).order_by("-id")[:51],
        "flow_unexplained",
    ),
    "late": (
        lambda _e, _a: Flow.objects.filter(awaited_kg__gt=0, due_on__lt=clock.today()).order_by(
            "due_on"
        )[:51],
        "flow_awaited",
    ),
}


def fill(exporter: User) -> None:
    """Flows and sums of many users, of whom a list shows few, told to the planner as well."""
    keep_flows(released(exporter))
    among_many(Flow, "line")
    among_many(BalanceEntry, "lines")


def among_many(model: type[Model], apart: str) -> None:
    [made] = model._default_manager.values()
    del made["id"]
    made |= {"unexplained_kg": 0, "awaited_kg": 0}
    model._default_manager.bulk_create(
        model(**made | {"end_user": f"USER {number}", apart: number}) for number in range(2, ENOUGH)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {model._meta.db_table}")


@pytest.mark.parametrize("name", list(LISTED))
def test_each_list_is_read_off_an_index_in_its_order(
    exporter: User, auditor: User, name: str
) -> None:
    fill(exporter)
    rows, index = LISTED[name]
    found = plan(rows(exporter, auditor))
    assert index in found
    assert "Sort" not in found
