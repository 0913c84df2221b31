"""What the rules find by the register in force, and what is screened again because of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Licence, Shipment
from shipments.review import actions
from shipments.screening.actions import rescreen, screen
from tests.builders import a_draft, freeze
from tests.shipments.licences.conftest import Prepared, Registered
from tests.shipments.licences.registers import a_row
from tests.shipments.licences.test_pages import as_person


def judged(exporter: User) -> Shipment:
    """A declaration that cites the exporter's licence, screened."""
    draft = a_draft(exporter)
    freeze(draft, exporter)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def found_in(shipment: Shipment) -> dict[str, int]:
    found = shipment.screenings.latest("number").findings.filter(rule__startswith="LIC-2")
    return dict(found.order_by("effect").values_list("rule", "effect"))


def cited(exporter: User) -> str:
    return str(a_draft(exporter).lines.get().licence_no)


def test_a_licence_that_agrees_with_a_fresh_register_is_no_finding(
    exporter: User, in_force: Prepared, holder: str, prc_lists: None, connected: None
) -> None:
    in_force(a_row(holder, cited(exporter)))
    assert found_in(judged(exporter)) == {}


def test_what_the_register_lacks_or_calls_otherwise_is_found(
    exporter: User,
    officer: User,
    in_force: Prepared,
    registered: Registered,
    holder: str,
    prc_lists: None,
    connected: None,
) -> None:
    registered()
    number = cited(exporter)
    shipment = judged(exporter)
    assert found_in(shipment) == {"LIC-24": 2}
    in_force(a_row(holder, "26-53-000999"))
    rescreen(shipment.pk)
    assert found_in(shipment) == {"LIC-25": 2}
    in_force(a_row(holder, number, quantity="300"), a_row(holder, "26-53-000999"))
    rescreen(shipment.pk)
    assert found_in(shipment) == {"LIC-26": 2}
    told = shipment.screenings.latest("number").findings.filter(rule="LIC-26")
    differing = {each.params["box"]: (each.params["here"], each.params["there"]) for each in told}
    assert differing["数量（千克） / quantity (kg)"] == ("1000", "300")


def test_an_old_register_is_found_and_said_everywhere(
    exporter: User, officer: User, in_force: Prepared, holder: str, prc_lists: None, connected: None
) -> None:
    in_force(a_row(holder, cited(exporter)), as_of=clock.today() - timedelta(days=31))
    shipment = judged(exporter)
    assert found_in(shipment) == {"LIC-24": 2}
    client = as_person(officer)
    case = client.get(f"/review/{shipment.reference}/").content.decode()
    assert "31 days old" in case
    assert "31 days old" in client.get("/").content.decode()
    assert "31 days old" in client.get("/licences/").content.decode()


def test_a_case_is_screened_again_when_the_register_ages_or_changes(
    exporter: User,
    in_force: Prepared,
    holder: str,
    prc_lists: None,
    connected: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of 24 January and good for thirty days, the register is too old on the 24th of February."""
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda _steps: 0)
    with clock.at(datetime(2027, 2, 3, 4, tzinfo=UTC)):
        in_force(a_row(holder, cited(exporter)), as_of=date(2027, 1, 24))
        shipment = judged(exporter)
        assert shipment.screenings.latest("number").facts["turns_on"] == "2027-02-24"
        assert (shipment.status, shipment.is_stale) == ("in_review", False)
        in_force(a_row(holder, cited(exporter), quantity="2"))
        shipment.refresh_from_db()
        assert shipment.is_stale


def test_a_register_in_force_stops_the_release_of_what_was_judged_before(
    exporter: User, officer: User, in_force: Prepared, registered: Registered, holder: str
) -> None:
    registered()
    shipment = judged(exporter)  # no lists: it waits for an officer
    in_force(a_row(holder, cited(exporter), status="撤销"))
    shipment.refresh_from_db()
    assert shipment.is_stale
    with pytest.raises((Conflict, NotAllowed)):
        actions.release(shipment, by=officer, reason="All papers agree.")
    rescreen(shipment.pk)
    assert found_in(shipment)["LIC-26"] == 3
    assert Licence.objects.get().is_revoked
