"""The report to the ministry: its figures equal a recount from the revisions, its papers come out
the same, and only readers of flows get them."""

import io
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.canonical import from_plain
from compliance.refusals import Conflict, NotAllowed
from shipments.demo.buyers import AOBA, DEKKER, LINDNER
from shipments.demo.goods import FOIL, INGOT, INP
from shipments.end_users.keeping import register_from_flows
from shipments.flows.keeping import keep_flows
from shipments.flows.reports import work
from shipments.flows.reports.actions import ask, hand_over
from shipments.flows.reports.content import Content, Table
from shipments.flows.reports.ministry import ministry_report, period_of
from shipments.grounds import grounds_on
from shipments.models import (
    FollowUp,
    PapersState,
    RegisteredUser,
    Report,
    ReportKind,
    Revision,
    Shipment,
)
from shipments.moves import LET_GO, Status
from shipments.review import actions as review
from tests.builders import a_finding, a_shipment
from tests.shipments.paperwork.signed import judged
from tests.worlds import made_once

IN_INP = Decimal("114.82") / (Decimal("114.82") + Decimal("30.974"))


@pytest.fixture
@made_once
def year(exporter: User, rival_exporter: User, officer: User) -> dict[str, Shipment]:
    """This month: ingots to Korea and the Netherlands, InP to Germany, a refusal. A year ago foil
    to Japan."""
    made = {
        "korea": a_shipment(exporter, Status.RELEASED, goods=((INGOT, "500"),)),
        "dutch": a_shipment(rival_exporter, Status.CLOSED, buyer=DEKKER, goods=((INGOT, "300"),)),
        "german": a_shipment(exporter, Status.RELEASED, buyer=LINDNER, goods=((INP, "20"),)),
    }
    found = [a_finding("QTY-10", effect=2), a_finding("EUS-20", effect=2), a_finding("QTY-01")]
    made["refused"] = a_shipment(exporter, goods=((INGOT, "70"),), findings=found)
    with clock.at(timezone.now() - timedelta(days=366)):
        made["old"] = a_shipment(exporter, Status.RELEASED, buyer=AOBA, goods=((FOIL, "90"),))
    for shipment in made.values():
        keep_flows(shipment)
    (ground,) = grounds_on("refuse", clock.today())[:1]
    review.refuse(
        made["refused"], by=officer, reason="No proof.", message="Refused.", ground=ground.code
    )
    return made


def table(content: Content, heading: str) -> dict[str, list[Decimal | None]]:
    """Figures by the English name of their row."""
    (found,) = [each for each in content.tables if each.heading.en == heading]
    return {
        row[0].text.en if row[0].text else "": [c.figure for c in row[1:]] for row in found.rows
    }


def this_month() -> str:
    return f"{clock.today():%Y-%m}"


def month_report() -> Content:
    return ministry_report(ReportKind.MONTH, this_month())


@pytest.mark.usefixtures("year")
def test_entries_that_are_one_end_user_are_one_row() -> None:
    before = table(month_report(), "End user")
    register_from_flows()
    kept, other = (RegisteredUser.objects.get(key=key) for key in sorted(before)[:2])
    RegisteredUser.objects.filter(pk=other.pk).update(merged_into=kept)
    now = table(month_report(), "End user")
    assert set(now) == set(before) - {other.key}
    assert now[kept.key][1] == before[kept.key][1] + before[other.key][1]  # type: ignore[operator]


@pytest.mark.usefixtures("year")
def test_the_figures_equal_a_recount_from_the_revisions() -> None:
    by_country: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for revision in Revision.objects.filter(shipment__status__in=LET_GO):
        content = revision.content
        if not content["declared_on"].startswith(this_month()):
            continue
        for line in content["lines"]:
            net = Decimal(line["net_weight_kg"])
            part = IN_INP if line["material"] == "inp" else Decimal("0.99995")
            sums = by_country[content["final_destination"]]
            sums[0] += net
            sums[1] += (net * part).quantize(Decimal("0.00001"))
    told = table(month_report(), "Country")
    assert {"Republic of Korea", "Netherlands", "Germany"} <= set(told)
    names = {"KOR": "Republic of Korea", "NLD": "Netherlands", "DEU": "Germany"}
    assert set(by_country) == set(names)
    for country, sums in by_country.items():
        assert told[names[country]][:2] == sums
    for heading in ("Goods", "End use", "End user", "Exporter"):
        rows = table(month_report(), heading).values()
        whole = sum((row[1] for row in rows if row[1]), Decimal(0))
        assert whole == sum(sums[1] for sums in by_country.values()), heading


@pytest.mark.usefixtures("year")
def test_a_refusal_counts_under_each_grave_finding_and_in_no_export() -> None:
    content = month_report()
    assert table(content, "Refusals")["Refused"] == [1, Decimal("69.9965")]
    findings = table(content, "Findings of the refusals")
    assert {name.split()[0]: row[0] for name, row in findings.items()} == {"QTY-10": 1, "EUS-20": 1}
    (ground,) = grounds_on("refuse", clock.today())[:1]
    assert table(content, "Grounds of the refusals") == {ground.text_en: [1, Decimal("69.9965")]}
    assert "569" not in str(table(content, "Country"))
    assert table(content, "Declared in the period, by status")["Refused"][2] == 1


def test_what_was_released_and_has_not_left_in_time_is_overdue(
    exporter: User, officer: User
) -> None:
    shipment = a_shipment(exporter, Status.RELEASED, goods=((INGOT, "100"),))
    keep_flows(shipment)
    for days, count in ((13, 0), (16, 1)):
        decided = timezone.now() - timedelta(days=days)
        Shipment.objects.filter(pk=shipment.pk).update(decided_at=decided)
        rows = list(table(month_report(), "Overdue today").values())
        assert [row[0] for row in rows] == [1] * count


def test_reports_after_a_release_that_are_due_are_named_by_their_kind(exporter: User) -> None:
    shipment = a_shipment(exporter, Status.RELEASED, goods=((INGOT, "100"),))
    keep_flows(shipment)
    today = clock.today()
    for kind, due in (("arrival", today - timedelta(days=1)), ("delivery", today)):
        FollowUp.objects.create(
            shipment=shipment,
            exporter=shipment.exporter,
            kind=kind,
            after="release",
            days=30,
            policy_number=1,
            released_at=clock.now(),
            due_on=due,
        )
    rows = list(table(month_report(), "Overdue today").values())
    assert rows == [[1, Decimal("99.995")]]  # the one due today is not late yet


@pytest.mark.usefixtures("year")
def test_a_year_is_compared_with_the_year_before() -> None:
    year = f"{(timezone.now() - timedelta(days=366)).year}"
    content = ministry_report(ReportKind.YEAR, year)
    assert table(content, "Country")["Japan"][0] == 90
    after = ministry_report(ReportKind.YEAR, f"{int(year) + 1}")
    japan = table(after, "Country")["Japan"]
    assert (japan[1], japan[3]) == (0, Decimal("89.991"))


@pytest.mark.parametrize("subject", ["2026-13", "soon", "", "-2026", "99999"])
def test_nonsense_is_no_period(subject: str) -> None:
    kind = ReportKind.MONTH if "-" in subject else ReportKind.YEAR
    with pytest.raises((ValueError, OverflowError)):
        period_of(kind, subject)


@pytest.fixture
@made_once
def made(media: None, year: dict[str, Shipment], auditor: User, tmp_path: Path) -> Report:
    report = ask(ReportKind.MONTH, this_month(), month_report(), by=auditor)
    work.make(report.pk)
    report.refresh_from_db()
    return report


def test_the_papers_speak_both_languages_and_come_out_the_same(made: Report, auditor: User) -> None:
    assert made.state == PapersState.READY
    papers = {each: hand_over(made, "pdf", each, by=auditor) for each in ("zh", "en")}
    assert papers == work.papers_of(made)
    texts = {
        each: "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
        for each, paper in papers.items()
    }
    assert "Republic of Korea" in texts["en"]
    assert "韩国" in texts["zh"]
    assert "Refusals" not in texts["zh"]
    for text in texts.values():
        assert "499.975" in text
        assert made.sha256[:20] in text.replace("\n", "")


@pytest.mark.usefixtures("year", "signing")
def test_a_report_is_signed_like_other_papers(auditor: User) -> None:
    report = ask(ReportKind.MONTH, this_month(), month_report(), by=auditor)
    work.make(report.pk)
    report.refresh_from_db()
    paper = hand_over(report, "pdf", "zh", by=auditor)
    assert paper.startswith(work.papers_of(report)["zh"])
    verdict = judged(paper)
    assert verdict.intact
    assert verdict.trusted


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_has_the_same_figures_and_bytes(
    made: Report, auditor: User, language: str
) -> None:
    first, second = (hand_over(made, "xlsx", language, by=auditor) for _n in range(2))
    assert first == second
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert len(book.sheetnames) == len(from_plain(made.content, Content).tables) + 1
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 499.975 in cells


def test_the_same_figures_are_the_same_report_and_other_figures_another(
    made: Report, auditor: User, exporter: User
) -> None:
    assert ask(made.kind, made.subject, month_report(), by=auditor) == made
    keep_flows(a_shipment(exporter, Status.RELEASED))
    assert ask(made.kind, made.subject, month_report(), by=auditor) != made


def test_each_step_is_in_the_log(made: Report, auditor: User) -> None:
    hand_over(made, "pdf", "en", by=auditor)
    events = Event.objects.filter(subject=made.event_subject).order_by("seq")
    assert [each.verb for each in events] == ["report_asked", "report_ready", "report_downloaded"]
    assert events[0].detail["sha256"] == made.sha256
    assert events[1].detail["en_sha256"] == made.en_sha256


def test_a_paper_that_was_changed_is_not_handed_over(made: Report, auditor: User) -> None:
    (Path(settings.MEDIA_ROOT) / made.en_name).write_bytes(b"%PDF-1.7 forged")
    with pytest.raises(Conflict):
        hand_over(made, "pdf", "en", by=auditor)


@pytest.mark.usefixtures("year")
def test_the_api_tells_the_same_figures(auditor: User) -> None:
    client = Client()
    token = client.post("/api/token/", {"username": "auditor", "password": "indium-49-demo"})
    headers = {"Authorization": f"Token {token.json()['token']}"}
    told = client.get(f"/api/flows/report/?subject={this_month()}", headers=headers).json()
    assert from_plain(told, Content) == month_report()
    assert client.get("/api/flows/report/?subject=x", headers=headers).status_code == 400


def test_no_exporter_asks_for_a_report(exporter: User) -> None:
    empty = Content(title=Table, facts=(), tables=())  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        ask(ReportKind.MONTH, "2026-10", empty, by=exporter)


@pytest.mark.parametrize(
    ("who", "status"), [("exporter", 404), ("officer1", 403), ("head1", 200), ("policy", 200)]
)
def test_the_pages_are_for_readers_of_flows(
    made: Report, people: dict[str, User], who: str, status: int
) -> None:
    client = Client()
    client.force_login(people[who])
    pages = ("", f"{made.pk}/", f"{made.pk}/en.pdf", f"{made.pk}/zh.xlsx")
    assert [client.get(f"/flows/reports/{page}").status_code for page in pages] == [status] * 4


def test_a_report_is_asked_for_on_its_page(made: Report, auditor: User) -> None:
    client = Client()
    client.force_login(auditor)
    client.cookies["django_language"] = "en"
    for wrong in ("2026-13", "1999", "2999", "x"):
        page = client.post("/flows/reports/", {"subject": wrong})
        assert page.status_code == 200
        assert "error" in page.content.decode()
    asked = client.post("/flows/reports/", {"subject": this_month()}, follow=True)
    assert asked.redirect_chain == [(f"/flows/reports/{made.pk}/", 302)]
    assert "499.975" in asked.content.decode()
