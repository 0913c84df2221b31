"""Reports in the browser and over the API, by exporter and officer, and what becomes of them."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.notify.models import Notice
from shipments.demo.papers import paper
from shipments.models import ChangeRequest, FollowUp, FollowUpReport, RegisteredUser, Shipment
from shipments.notices.of_follow_ups import tell_of_follow_ups
from shipments.review.actions import release
from shipments.review.follow_up import grant_change, question_report, record_visit
from shipments.review.released import close
from shipments.screening.actions import rescreen
from tests.builders import a_shipment
from tests.shipments.api.test_filing import signed_in
from tests.worlds import made_once

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 2, 9, tzinfo=CHINA)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prc_lists")]


def browser(user: User, language: str = "en") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = language
    return client


def a_file(name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, paper("sample"), "application/pdf")


@pytest.fixture
@made_once
def gone(exporter: User, officer: User) -> Shipment:
    """Released on a Monday, gone on Thursday."""
    with clock.at(MONDAY):
        shipment = release(a_shipment(exporter), by=officer, reason="As declared.")
    with clock.at(MONDAY + timedelta(days=3)):
        departed: dict[str, Any] = {"departed_on": date(2026, 11, 5), "report_no": "MFT1"}
        return close(shipment, by=officer, reason="Left.", **departed)


def arrival(**changes: Any) -> dict[str, Any]:
    told = {"happened_on": "2026-11-20", "place": "Busan", "text": "It is in the warehouse."}
    return {**told, "first": a_file(), "first_kind": "warehouse_record", **changes}


def state(shipment: Shipment, kind: str) -> tuple[Any, bool]:
    duty = shipment.follow_ups.standing().get(kind=kind)
    return duty.due_on, bool(duty.met_at)


def test_a_report_meets_its_duty_and_dates_the_next(gone: Shipment, exporter: User) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        page = browser(exporter).post(f"/follow-up/{gone.reference}/arrival/", arrival())
    assert page.status_code == 302
    assert state(gone, "arrival")[1]
    assert state(gone, "delivery") == (date(2026, 12, 10), False)
    assert FollowUpReport.objects.get().files.get().kind == "warehouse_record"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"first": ""}, "Attach one of these"),
        ({"first_kind": "invoice"}, "Attach one of these"),
        ({"first": SimpleUploadedFile("a.pdf", b"MZ no PDF")}, "a Windows program"),
        ({"happened_on": "2026-11-01"}, "from the release to today"),
        ({"happened_on": "2027-01-01"}, "from the release to today"),
        ({"text": ""}, "required"),
    ],
)
def test_a_report_without_evidence_or_sense_is_told_why(
    gone: Shipment, exporter: User, changed: dict[str, Any], sentence: str
) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        address = f"/follow-up/{gone.reference}/arrival/"
        page = browser(exporter).post(address, arrival(**changed))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not FollowUpReport.objects.exists()


def test_a_second_click_files_nothing_twice(gone: Shipment, exporter: User) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        client, address = browser(exporter), f"/follow-up/{gone.reference}/arrival/"
        codes = [client.post(address, arrival()).status_code for _click in range(2)]
        other = client.post(address, arrival(text="Otherwise.")).status_code
    assert (codes, other) == ([302, 302], 409)
    assert FollowUpReport.objects.count() == 1


def test_a_second_click_on_the_last_report_lands_on_the_first(
    gone: Shipment, exporter: User
) -> None:
    gone.follow_ups.exclude(kind="arrival").delete()
    with clock.at(MONDAY + timedelta(days=20)):
        client, address = browser(exporter), f"/follow-up/{gone.reference}/arrival/"
        codes = [client.post(address, arrival()).status_code for _click in range(2)]
        other = client.post(address, arrival(text="Otherwise.")).status_code
    assert (codes, other) == ([302, 302], 409)
    assert FollowUpReport.objects.count() == 1


def test_strangers_find_nothing_and_customs_owes_its_own_visits(
    gone: Shipment, exporter: User, rival_exporter: User, officer: User
) -> None:
    address = f"/follow-up/{gone.reference}/arrival/"
    assert browser(rival_exporter).get(address).status_code == 404
    assert browser(officer).get(address).status_code == 404
    assert browser(exporter).get(f"/follow-up/{gone.reference}/visit/").status_code == 404


def test_a_questioned_report_is_owed_again_some_working_days_later(
    gone: Shipment, exporter: User, officer: User
) -> None:
    with clock.at(MONDAY + timedelta(days=70)):  # long after the first term: Monday, 11 January
        browser(exporter).post(f"/follow-up/{gone.reference}/arrival/", arrival())
        told: dict[str, Any] = {"reason": "Whose stamp?", "message": "Send the customs stamp."}
        question_report(gone, by=officer, report=FollowUpReport.objects.get().pk, **told)
        assert state(gone, "arrival") == (date(2027, 1, 25), False)
        page = browser(exporter).get(f"/shipments/{gone.reference}/").content.decode()
        assert "Send the customs stamp." in page
        assert "Whose stamp?" not in page
        better = arrival(text="With its stamp.")
        again = browser(exporter).post(f"/follow-up/{gone.reference}/arrival/", better)
    assert again.status_code == 302
    assert state(gone, "arrival")[1]


def test_an_overdue_report_reminds_then_flags_the_next_declaration(
    gone: Shipment, exporter: User
) -> None:
    with clock.at(datetime(2026, 12, 18, 9, tzinfo=CHINA)):
        assert tell_of_follow_ups() == Notice.objects.filter(kind="deadline").count() > 0
        assert tell_of_follow_ups() == 0
    with clock.at(datetime(2026, 12, 22, 9, tzinfo=CHINA)):
        assert "overdue since 2026-12-21" in browser(exporter).get("/").content.decode()
        following = a_shipment(exporter)
        rescreen(following.pk)
        following.refresh_from_db()
        assert "FUP-01" in following.rules
        page = browser(exporter).get(f"/shipments/{following.reference}/").content.decode()
        assert "“Report of arrival” was due on 2026-12-21" in page


def test_an_open_case_is_screened_again_when_a_report_becomes_overdue(
    gone: Shipment, exporter: User
) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        following = a_shipment(exporter)
        rescreen(following.pk)
    facts = following.screenings.latest("number").facts
    assert facts["turns_on"] <= "2026-12-22"


def test_another_user_in_a_report_is_found_and_exporters_do_not_read_of_it(
    gone: Shipment, exporter: User
) -> None:
    told = arrival(user_name="Gulf Metals FZE", user_country="ARE", first_kind="delivery_receipt")
    with clock.at(MONDAY + timedelta(days=20)):
        browser(exporter).post(f"/follow-up/{gone.reference}/delivery/", told)
        assert FollowUpReport.objects.get().changes == ["user"]
        following = a_shipment(exporter)
        rescreen(following.pk)
        following.refresh_from_db()
        assert "FUP-03" in following.rules
        page = browser(exporter).get(f"/shipments/{following.reference}/").content.decode()
    assert "FUP-03" not in page
    assert "Gulf Metals" not in page


def test_the_declared_user_otherwise_spelt_is_no_other(gone: Shipment, exporter: User) -> None:
    name = "HANBIT Display Materials Co Ltd"
    told = arrival(user_name=name, user_country="KOR", first_kind="delivery_receipt")
    with clock.at(MONDAY + timedelta(days=20)):
        browser(exporter).post(f"/follow-up/{gone.reference}/delivery/", told)
    assert FollowUpReport.objects.get().changes == []


TRANSFER = {
    "kind": "transfer",
    "user_name": "Seoul Solder Co.",
    "user_country": "KOR",
    "end_use": "solder",
    "kg": "20",
    "planned_on": "2026-12-01",
    "reason": "Less is needed than was bought.",
}


def test_a_transfer_is_asked_for_and_decided_before_it_happens(
    gone: Shipment, exporter: User, officer: User
) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        page = browser(exporter).post(f"/follow-up/{gone.reference}/change/", TRANSFER)
        assert page.status_code == 302
        asked = browser(officer).get(f"/review/{gone.reference}/grant-change/")
        assert "Seoul Solder Co." in asked.content.decode()
        grant_change(gone, by=officer, reason="Known and sound.")
        told = arrival(
            user_name="Seoul Solder Co.",
            user_country="KOR",
            end_use="solder",
            first_kind="delivery_receipt",
        )
        browser(exporter).post(f"/follow-up/{gone.reference}/delivery/", told)
    assert ChangeRequest.objects.get().is_granted
    assert FollowUpReport.objects.get().changes == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"user_name": ""}, "Say to whom"),
        ({"user_country": ""}, "Say to whom"),
        ({"planned_on": "2026-11-01"}, "a day to come"),
        ({"kg": "0"}, "more than 0"),
        ({"end_use": "jewels"}, "Select a valid choice"),
    ],
)
def test_a_request_that_says_too_little_is_told_why(
    gone: Shipment, exporter: User, changed: dict[str, str], sentence: str
) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        told = {**TRANSFER, **changed}
        page = browser(exporter).post(f"/follow-up/{gone.reference}/change/", told)
    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_goods_are_not_handed_on_into_an_embargo(
    gone: Shipment, exporter: User, officer: User
) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        told = {**TRANSFER, "user_country": "PRK"}
        browser(exporter).post(f"/follow-up/{gone.reference}/change/", told)
        told = {
            "version": Shipment.objects.get(pk=gone.pk).version,
            "reason": "Why not.",
            "message": "",
        }
        doors = ("grant-change", "propose-grant")  # so grave a country takes two; the law bars both
        pages = [browser(officer).post(f"/review/{gone.reference}/{x}/", told) for x in doors]
    assert [page.status_code for page in pages] == [403, 409]
    assert "embargo" in pages[1].content.decode()
    assert ChangeRequest.objects.get().decided_at is None


def test_a_visit_is_a_verdict_on_the_end_user(gone: Shipment, officer: User) -> None:
    with clock.at(MONDAY + timedelta(days=20)):
        told = {"happened_on": date(2026, 11, 20), "outcome": "doubtful", "text": "No furnace."}
        record_visit(gone, by=officer, reason="Sampled.", **told)
    verdict = RegisteredUser.objects.get().verdicts.get()
    assert (verdict.outcome, verdict.text) == ("doubtful", "No furnace.")


def test_the_office_sees_what_is_overdue_and_what_is_to_be_read(
    gone: Shipment, exporter: User, officer: User, other_office_officer: User, auditor: User
) -> None:
    with clock.at(MONDAY + timedelta(days=60)):
        for reader, sees in ((officer, True), (other_office_officer, False), (auditor, True)):
            page = browser(reader).get("/follow-up/office/?list=overdue").content.decode()
            assert (gone.reference in page) is sees
        told = arrival(happened_on="2026-12-30")
        browser(exporter).post(f"/follow-up/{gone.reference}/arrival/", told)
        for name, sees in (("filed", True), ("overdue", False), ("asked", False), ("x", False)):
            page = browser(officer).get(f"/follow-up/office/?list={name}").content.decode()
            assert (gone.reference in page) is sees
        assert gone.reference in browser(exporter).get("/follow-up/").content.decode()


def test_a_program_files_reports_and_requests_too(gone: Shipment, exporter: User) -> None:
    cache.clear()
    api = signed_in("exporter")
    with clock.at(MONDAY + timedelta(days=20)):
        address = f"/api/shipments/{gone.reference}/reports/"
        kinds = {each["kind"]: each["due_on"] for each in api.get(address).json()}
        assert kinds["arrival"] == "2026-12-21"
        bad = api.post(address, {"kind": "postcard"}, format="multipart")
        assert (bad.status_code, set(bad.json())) == (400, {"kind", "happened_on", "text"})
        late = api.post(address, {**arrival(happened_on="2027-02-01"), "kind": "arrival"})
        assert (late.status_code, set(late.json())) == (400, {"happened_on"})
        filed = api.post(address, {**arrival(), "kind": "arrival"}, format="multipart")
        assert filed.status_code == 201
        asked = api.post(f"/api/shipments/{gone.reference}/changes/", TRANSFER, format="json")
        assert asked.status_code == 201
        again = api.post(f"/api/shipments/{gone.reference}/changes/", TRANSFER, format="json")
        assert again.status_code == 409
    assert FollowUp.objects.get(kind="arrival").met_at
