"""What the machine does with a submitted shipment."""

from datetime import date, timedelta

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.parties.models import ListVersion
from compliance.parties.seed import own_entries
from compliance.parties.versions import activate_version
from shipments.demo.buyers import HANBIT
from shipments.demo.goods import INGOT, INP
from shipments.demo.scenarios import INPACT
from shipments.models import Document, Screening, Shipment
from shipments.moves import Status
from shipments.screening.actions import rescreen, screen
from shipments.screening.replay import replay
from shipments.screening.staleness import mark_outdated, marked
from tests.builders import a_draft, freeze, register_licences

pytestmark = pytest.mark.usefixtures("prc_lists")


@pytest.fixture(autouse=True)
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """The random sample would send one clean shipment in twenty to review."""
    monkeypatch.setattr("shipments.screening.facts.secrets.randbelow", lambda steps: steps - 1)


def submitted(by: User, **draft: object) -> Shipment:
    shipment = a_draft(by, **draft)  # type: ignore[arg-type]
    freeze(shipment, by)
    return shipment


def put_in_force(list_code: str, as_of: date) -> None:
    entries = own_entries(list_code)
    activate_version(list_code, entries, source="test", sha256="0" * 64, as_of=as_of)


def test_a_clean_shipment_is_released_and_its_papers_are_asked_for(exporter: User) -> None:
    register_licences()
    shipment = submitted(exporter)
    screening = screen(shipment.pk)
    shipment.refresh_from_db()
    assert screening is not None
    assert list(screening.findings.values_list("rule", "params")) == []
    assert shipment.status == Status.RELEASED
    assert Document.objects.filter(shipment=shipment).count() == 3


def test_a_licence_number_nobody_knows_is_not_enough_for_green(exporter: User) -> None:
    shipment = submitted(exporter)
    screening = screen(shipment.pk)
    shipment.refresh_from_db()
    assert screening is not None
    assert list(screening.findings.values_list("rule", "effect", "disclosed")) == [
        ("LIC-16", 1, False)
    ]
    assert shipment.status == Status.IN_REVIEW


def test_metal_for_a_listed_consignee_goes_to_review_for_two_officers(exporter: User) -> None:
    shipment = submitted(exporter, buyer=INPACT)
    screening = screen(shipment.pk)
    shipment.refresh_from_db()
    assert screening is not None
    assert shipment.status == Status.IN_REVIEW
    assert shipment.gravity == 2
    assert not screening.findings.get(rule="PTY-01", party_ref="consignee-1").disclosed


def test_screening_again_changes_nothing(exporter: User) -> None:
    shipment = submitted(exporter)
    screen(shipment.pk)
    events = Event.objects.count()
    assert screen(shipment.pk) is None
    assert Screening.objects.count() == 1
    assert Event.objects.count() == events


@pytest.mark.parametrize("trouble", ["missing", "stale"])
def test_without_fresh_lists_nothing_is_ever_green(exporter: User, trouble: str) -> None:
    ListVersion.objects.filter(list_code="watch_list").update(is_active=False)
    if trouble == "stale":
        put_in_force("watch_list", as_of=clock.today() - timedelta(days=400))
    shipment = submitted(exporter)
    screen(shipment.pk)
    shipment.refresh_from_db()
    assert shipment.status == Status.IN_REVIEW


@pytest.mark.parametrize("goods", [INGOT, INP])
def test_a_stored_screening_replays_byte_for_byte(exporter: User, goods: object) -> None:
    shipment = submitted(exporter, goods=[(goods, "30")], buyer=INPACT)
    screening = screen(shipment.pk)
    assert screening is not None
    stored = Screening.objects.get(pk=screening.pk)
    assert replay(stored).matches, replay(stored).differences


def test_a_replay_tells_when_stored_facts_were_changed(exporter: User) -> None:
    shipment = submitted(exporter, buyer=INPACT)
    screening = screen(shipment.pk)
    assert screening is not None
    stored = Screening.objects.get(pk=screening.pk)
    stored.facts["declaration"]["parties"][0]["name_en"] = "Harmless Ltd."
    assert {"facts", "hits"} <= set(replay(stored).differences)


def test_a_new_list_version_makes_open_cases_stale_until_screened_again(exporter: User) -> None:
    shipment = submitted(exporter, buyer=INPACT)
    screen(shipment.pk)
    put_in_force("watch_list", as_of=clock.today())
    mark_outdated()
    assert marked(9) == [shipment.pk]
    rescreen(shipment.pk)
    shipment.refresh_from_db()
    assert not shipment.is_stale
    mark_outdated()
    assert marked(9) == []
    assert shipment.screenings.count() == 2


def test_history_counts_what_the_same_end_user_got_from_anyone(
    exporter: User, rival_exporter: User
) -> None:
    earlier = submitted(rival_exporter, goods=[(INGOT, "4000")], buyer=HANBIT)
    screen(earlier.pk)
    second = submitted(rival_exporter, goods=[(INGOT, "4000")], buyer=HANBIT)
    screen(second.pk)
    shipment = submitted(exporter, goods=[(INGOT, "3000")], buyer=HANBIT)
    screening = screen(shipment.pk)
    assert screening is not None
    assert screening.findings.filter(rule="QTY-10").exists()


def test_what_was_refused_or_withdrawn_never_reached_the_end_user(
    exporter: User, rival_exporter: User
) -> None:
    for status in (Status.REFUSED, Status.WITHDRAWN, Status.RELEASED):
        earlier = submitted(rival_exporter, goods=[(INGOT, "100")], buyer=HANBIT)
        Shipment.objects.filter(pk=earlier.pk).update(status=status)
    screening = screen(submitted(exporter, goods=[(INGOT, "10")], buyer=HANBIT).pk)
    assert screening is not None
    assert screening.facts["received_kg"] == "100.00000"


def test_facts_hold_only_the_exporters_own_last_month_however_long_the_history(
    exporter: User, rival_exporter: User
) -> None:
    for days, by in ((31, exporter), (32, exporter), (1, rival_exporter)):
        with clock.at(clock.now() - timedelta(days=days)):
            submitted(by, goods=[(INGOT, "100")], buyer=HANBIT)
    screening = screen(submitted(exporter, goods=[(INGOT, "10")], buyer=HANBIT).pk)
    assert screening is not None
    assert [len(each) for each in screening.facts["earlier"]] == [4]
    assert screening.facts["history"] == []
    assert screening.facts["received_kg"] == "300.00000"
