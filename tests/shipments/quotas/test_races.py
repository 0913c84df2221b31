"""配额核销 at once: real threads and transactions never exceed a quota."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from compliance.accounts.models import User
from compliance.refusals import Conflict
from shipments.demo.goods import INGOT
from shipments.flows.keeping import keep_flows
from shipments.models import Flow, Revision, Shipment
from shipments.moves import LET_GO, Status
from shipments.quotas.balance import draw
from shipments.screening.actions import screen
from tests.builders import a_draft, freeze, register_licences
from tests.shipments.quotas.conftest import InForce, a_quota

INGOTS = [(INGOT, "400")]


@pytest.fixture(autouse=True)
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)


@pytest.fixture
def licensed(exporter: User, rival_exporter: User, prc_lists: None) -> None:
    register_licences()


@pytest.mark.usefixtures("transactional_db", "prc_lists")
def test_fifty_releases_at_once_never_exceed_a_quota(exporter: User, in_force: InForce) -> None:
    """Half of them meet a second quota too; whoever asks later waits for both."""
    in_force(a_quota(2000), a_quota(900, code="ITO", country="", end_use="ito"))
    order = [INGOTS, [(INGOT, "60")]]
    revisions = [freeze(a_draft(exporter, goods=order[n % 2]), exporter) for n in range(50)]
    with ThreadPoolExecutor(25) as threads:
        outcomes = list(threads.map(try_to_release, revisions))
    gone = Flow.objects.filter(status__in=LET_GO).aggregate(kg=Sum("indium_kg"))["kg"]
    assert outcomes.count("released") == Shipment.objects.filter(status__in=LET_GO).count()
    assert outcomes.count("short") + outcomes.count("released") == 50
    assert Decimal(900) - Decimal(60) < gone <= Decimal(900)


def try_to_release(revision: Revision) -> str:
    """As the door does: the status and the flows, then the quotas."""
    try:
        with transaction.atomic():
            shipment = Shipment.objects.select_for_update().get(pk=revision.shipment_id)
            shipment.status = Status.RELEASED
            shipment.save()
            keep_flows(shipment)
            draw(revision)
    except Conflict:
        return "short"
    finally:
        connection.close()
    return "released"


@pytest.mark.usefixtures("transactional_db", "licensed")
def test_the_machines_own_releases_at_once_never_exceed_a_quota(
    exporter: User, rival_exporter: User, in_force: InForce
) -> None:
    in_force(a_quota(900))
    people = (exporter, rival_exporter) * 2
    pks = [freeze(a_draft(by, goods=INGOTS), by).shipment_id for by in people]

    def screen_and_close(pk: int) -> None:
        try:
            screen(pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(screen_and_close, pks))
    statuses = list(Shipment.objects.filter(pk__in=pks).values_list("status", flat=True))
    assert sorted(statuses) == [Status.IN_REVIEW] * 2 + [Status.RELEASED] * 2
