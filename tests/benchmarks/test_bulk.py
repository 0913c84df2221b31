"""The bulk generator gives every copy names of its own, however many there are."""

import pytest
from django.db.models import F

from compliance.accounts.models import User
from shipments.models import Revision, ScreenedFinding, Screening, Shipment
from tests.benchmarks import bulk
from tests.builders import a_finding, a_shipment


@pytest.mark.usefixtures("transactional_db")
def test_copies_differ_in_what_must_be_unique_and_bring_their_rows(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        a_shipment(exporter, findings=[a_finding()])
    monkeypatch.setattr(bulk, "CHUNK_ROWS", 1000)
    assert bulk.multiply(3_600) == 3_600  # 1,200 copies: beyond 1,000 their references once met
    assert bulk.multiply(4_200) == 4_200
    assert Shipment.objects.values("reference", "declaration_no").distinct().count() == 4_200
    assert Revision.objects.values("shipment").distinct().count() == 4_200
    assert Screening.objects.exclude(revision__shipment=F("shipment")).count() == 0
    assert ScreenedFinding.objects.count() == 4_200
