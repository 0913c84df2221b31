"""A world that is put back is the one that was made, and no test finds what another did to it."""

from pathlib import Path
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.verification import verify
from shipments.declare.actions import submit
from shipments.models import Shipment, ShipmentParty
from shipments.screening.actions import screen
from tests.builders import a_draft
from tests.worlds import made_once

TIMES: list[str] = []


@pytest.fixture
@made_once
def filed(prc_lists: None, media: None, exporter: User, tmp_path: Path) -> Shipment:
    """Really screened; an upload of its own stands in the folder."""
    TIMES.append("filed")
    shipment = submit(a_draft(exporter), by=exporter, expected_revision=0)
    screen(shipment.pk)
    (tmp_path / "key").touch(mode=0o600)
    return Shipment.objects.get(pk=shipment.pk)


@pytest.fixture
@made_once
def renamed(filed: Shipment) -> dict[str, Any]:
    """Stands on the other, and changes a row of it."""
    TIMES.append("renamed")
    filed.parties.filter(role="consignee").update(name_en="Another Name Ltd.")
    return {"shipment": filed}


def what_is_there(filed: Shipment, folder: Path) -> tuple[object, ...]:
    """All that a test may look at."""
    found = Shipment.objects.get()
    names = {path.name: path.stat().st_mode for path in folder.rglob("*") if path.is_file()}
    facts = [run.facts_sha256 for run in found.screenings.all()]
    consignee = found.parties.get(role="consignee").name_en
    return filed.pk, found.reference, found.status, filed.status, facts, consignee, names


SEEN: list[tuple[object, ...]] = []


@pytest.mark.parametrize("_time", range(3))
def test_each_test_has_the_same_world_whatever_the_one_before_did_to_it(
    filed: Shipment, tmp_path: Path, exporter: User, _time: int
) -> None:
    SEEN.append(what_is_there(filed, tmp_path))
    assert SEEN[0] == SEEN[-1]
    assert verify().is_intact
    record("note", by=exporter, subject=filed.subject)
    assert verify().is_intact
    filed.status = "withdrawn"
    filed.save()
    ShipmentParty.objects.all().delete()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.unlink()
    assert TIMES.count("filed") == 1


@pytest.mark.parametrize("_time", range(2))
def test_a_world_that_changes_another_s_rows_is_put_back_upon_it(
    renamed: dict[str, Any], _time: int
) -> None:
    consignee = Shipment.objects.get().parties.get(role="consignee")
    assert consignee.name_en == "Another Name Ltd."
    assert renamed["shipment"] == Shipment.objects.get()
    assert Shipment.objects.get().parties.count() > 1
    assert TIMES.count("renamed") == 1


@pytest.fixture
def made_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What one test has made anew counts for no other, whichever goes first."""
    made: list[str] = []
    monkeypatch.setattr(f"{__name__}.TIMES", made)
    return made


def test_who_asks_for_no_world_sees_none(exporter: User) -> None:
    assert not Shipment.objects.exists()


def test_on_other_ground_a_world_is_made_anew(
    exporter: User, officer: User, made_here: list[str], request: pytest.FixtureRequest
) -> None:
    """Its events follow others."""
    record("note", by=officer, subject="shipment:G49-TEST")
    request.getfixturevalue("filed")
    assert made_here == ["filed"]
    assert verify().is_intact


def test_at_a_chosen_time_a_world_is_made_anew(
    db: None, made_here: list[str], request: pytest.FixtureRequest
) -> None:
    moment = clock.now()
    with clock.at(moment):
        filed: Shipment = request.getfixturevalue("filed")
    assert filed.submitted_at == moment
    assert made_here == ["filed"]


def test_a_test_of_real_transactions_has_it_too(
    transactional_db: None, filed: Shipment, tmp_path: Path
) -> None:
    assert what_is_there(filed, tmp_path)[1] == filed.reference
    assert verify().is_intact
