"""The demonstration: forty shipments played through the real actions and two years of history
written set by set agree with the log, and the planted diverter stands on the analysts' list."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F, Sum
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.audit.verification import sentence_of, verify
from shipments.end_users.reported import by_year, takings
from shipments.flows.figures import shift
from shipments.flows.recount import check
from shipments.models import (
    ChangeRequest,
    EndUserReading,
    Flow,
    FlowEntry,
    FollowUp,
    FollowUpReport,
    Licence,
    ScreenedFinding,
    Screening,
    Shipment,
)
from shipments.moves import LET_GO
from shipments.screening.replay import replay, replayable
from tests.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.long]  # tests.prepared asks the log every run
DIVERTER = "NAM LONG THIN FILM JSC (VNM)"
NEIGHBOUR = "RED RIVER DISPLAY GLASS CO., LTD. (VNM)"
RECEIVER = "RAYONG SOLDER ALLOYS CO., LTD. (THA)"
GROWER = "VISTULA DISPLAY FILMS SP. Z O.O. (POL)"


@pytest.fixture(scope="module", autouse=True)
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Seeded once for all tests of this module, gone after them."""
    with django_db_blocker.unblock(), undone():
        call_command("seed_demo", verbosity=0)
        yield


def test_everything_the_demonstration_did_agrees_with_the_log() -> None:
    assert Shipment.objects.count() > 400
    assert Event.objects.count() > 1500
    assert [sentence_of(fault) for fault in verify().faults] == []


def test_the_log_was_written_in_the_order_of_time() -> None:
    """The events of the past stand at their own moments, not at those of later ones."""
    first, last = Event.objects.order_by("seq").first(), Event.objects.order_by("-seq").first()
    assert first is not None
    assert last is not None
    assert (last.at - first.at).days > 700
    closed = Event.objects.filter(verb="close").order_by("seq").first()
    assert closed is not None
    assert (clock.now() - closed.at).days > 690


def test_no_declaration_was_submitted_before_it_was_begun() -> None:
    """Its exporter reads both moments in one timeline."""
    assert not Shipment.objects.filter(submitted_at__lt=F("created_at")).exists()


def test_two_years_of_flows_equal_a_recount_from_the_shipments() -> None:
    assert check().differences == 0
    today = clock.today().replace(day=1)
    months = {shift(today, -number) for number in range(1, 24)}
    assert months <= set(FlowEntry.objects.values_list("month", flat=True).distinct())
    yearly = Flow.objects.filter(declared_on__year=today.year).aggregate(kg=Sum("indium_kg"))["kg"]
    assert 20_000 < yearly < 100_000  # of some 270 t that the country exports


def test_the_diverter_is_on_the_list_with_its_reasons_and_honest_neighbours_are_not() -> None:
    client = Client()
    client.force_login(User.objects.get(username="auditor"))
    client.cookies["django_language"] = "en"
    page = client.get("/flows/signs/").content.decode()
    assert DIVERTER in page
    for reason in (
        "grew from 2,400 kg",
        "6 exporters within 60 days",
        "HARBOUR LANE",
        "HKG",
        "No report of use since",
        "can use only 2,600 kg",
    ):
        assert reason in page, reason
    assert NEIGHBOUR not in page
    assert GROWER not in page  # its need grew too, slower and in good time
    score = EndUserReading.objects.get(end_user=DIVERTER).score
    assert score == EndUserReading.objects.order_by("-score").values_list("score", flat=True)[0]


def test_its_next_declaration_waits_for_an_officer_with_the_signs_as_findings() -> None:
    found = ScreenedFinding.objects.filter(rule="EUS-31").select_related("screening__shipment")
    assert {each.screening.shipment.end_user_name for each in found} == {"Nam Long Thin Film JSC"}
    assert {each.params["case"] for each in found} >= {"need_grows", "many_exporters"}
    assert {each.effect for each in found} == {2}


def test_each_order_to_it_alone_was_let_go() -> None:
    """That is why flows are watched: no rule at the gate held one of them."""
    past = Screening.objects.filter(
        shipment__end_user_name="Nam Long Thin Film JSC", shipment__status="closed"
    )
    assert past.count() > 30
    assert max(past.values_list("gravity", flat=True)) <= 1


def test_licences_were_written_off_as_the_register_says() -> None:
    written_off = Licence.objects.filter(draws__isnull=False).distinct()
    assert written_off.count() > 5
    for licence in written_off:
        drawn = licence.draws.filter(given_back__isnull=True).aggregate(kg=Sum("kg"))["kg"] or 0
        assert licence.quantity_kg - drawn == licence.remaining_kg


def test_the_past_was_judged_by_the_real_rules_and_lists() -> None:
    """A run of each end user repeats byte for byte."""
    past = replayable().filter(shipment__exporter__people__username__startswith="past-")
    of_users = {each.shipment.end_user_name: each for each in past}
    assert len(of_users) > 15
    assert {name: replay(run).differences for name, run in of_users.items()} == dict.fromkeys(
        of_users, ()
    )


def test_the_past_was_reported_but_for_a_few_and_the_diverter() -> None:
    """Of a year that is over nearly all metal is accounted for; what is not is Nam Long's."""
    today = clock.today()
    old = Flow.objects.filter(status__in=LET_GO, declared_on__lt=today - timedelta(days=365))
    sums = old.aggregate(*map(Sum, ("indium_kg", "used_kg", "awaited_kg", "unexplained_kg")))
    assert sums["used_kg__sum"] > sums["indium_kg__sum"] * 9 / 10
    assert sums["awaited_kg__sum"] == 0
    assert 0 < sums["unexplained_kg__sum"] < sums["indium_kg__sum"] / 100
    late = FollowUp.objects.overdue(today).owed_by_exporters()
    assert 5 <= late.count() <= 12
    assert 4 <= late.filter(shipment__end_user_name="Nam Long Thin Film JSC").count() <= 7
    worst = Flow.objects.filter(status__in=LET_GO).values("end_user").order_by()
    by_user = worst.annotate(kg=Sum("unexplained_kg")).order_by("-kg")
    assert by_user[0]["end_user"] == DIVERTER
    assert by_user[0]["kg"] > 1000
    assert FollowUpReport.objects.filter(state="filed").count() < 60
    bare = FollowUpReport.objects.filter(files__isnull=True)
    assert set(bare.values_list("follow_up__kind", flat=True)) == {"visit"}
    assert by_year(takings([RECEIVER])) == {ChangeRequest.objects.get().planned_on.year: 40}


def test_declarations_of_the_past_were_flagged_while_reports_were_overdue() -> None:
    flagged = Shipment.objects.filter(rules__contains=["FUP-01"])
    assert 5 < flagged.count() < 60
    assert not flagged.filter(gravity__gte=2, filed_by__username__startswith="past-").exists()
    assert not ScreenedFinding.objects.filter(rule="FUP-03").exists()
