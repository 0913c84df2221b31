"""What the head of an office reads about it, and nobody else."""

from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from shipments.review import actions, claims
from tests.builders import a_finding, a_shipment, store_screening
from tests.shipments.review.posts import page, signed_in

OFFICE = "/review/office/"
LOOK = {"reason": "Look.", "message": "Look."}
pytestmark = pytest.mark.usefixtures("prc_lists")


@pytest.fixture
def head(people: dict[str, User]) -> User:
    return people["head1"]


def table(by: User, name: str) -> list[tuple[object, ...]]:
    return next(each.rows for each in page(by, OFFICE).context["tables"] if each.name == name)


def test_false_alerts_are_findings_that_ended_in_plain_release(
    exporter: User, officer: User, head: User
) -> None:
    found = [a_finding("QTY-01")]
    plain, held, refused = (a_shipment(exporter, findings=found) for _case in range(3))
    actions.release(plain, by=officer, reason="Papers agree.")
    until = clock.today() + timedelta(days=7)
    actions.hold(held, by=officer, ground="sample_pending", until=until, **LOOK)
    actions.refuse(refused, by=officer, ground="no_licence", reason="No.", message="No.")
    assert [(row[0], *row[2:]) for row in table(head, "rules")] == [("QTY-01", 2, 1, 50)]


def test_a_match_dismissed_on_the_way_is_a_false_alert_and_a_confirmed_one_is_none(
    exporter: User, officer: User, head: User
) -> None:
    found = [a_finding("PTY-01", effect=2, disclosed=False, params={"entry_key": "E-1"})]
    for verdict in ("dismissed", "confirmed"):
        case = a_shipment(exporter, findings=found)
        told = {"list_code": "watch_list", "entry_key": "E-1", "text": "Compared.", "by": officer}
        case.hit_decisions.create(verdict=verdict, at=clock.now(), **told)
        store_screening(case.revisions.get(), 0, ())
        actions.release(case, by=officer, reason="Papers agree.")
    assert [(row[0], *row[2:]) for row in table(head, "rules")] == [("PTY-01", 2, 1, 50)]


def test_the_page_counts_work_ages_deadlines_and_decisions(
    exporter: User, officer: User, head: User
) -> None:
    with clock.at(clock.now() - timedelta(days=20)):
        a_shipment(exporter)
    mine = a_shipment(exporter)
    claims.claim(mine, by=officer)
    held, until = a_shipment(exporter), clock.today()
    actions.hold(held, by=officer, ground="sample_pending", until=until, **LOOK)
    assert (officer.display_name, 2, 1) in table(head, "workload")
    ages = dict(table(head, "ages"))
    assert (ages["0–1"], ages["15+"]) == (2, 1)
    assert dict(table(head, "deadlines"))["Today"] == 1
    assert [row[1] for row in table(head, "decisions")] == [1]


def test_each_table_is_a_plot_too_that_needs_no_script(
    exporter: User, officer: User, head: User
) -> None:
    for days_ago in (0, 0, 20, 20, 20, 20):
        with clock.at(clock.now() - timedelta(days=days_ago)):
            a_shipment(exporter)
    drawn = html.fromstring(signed_in(head).get(OFFICE).content)
    ages = drawn.xpath("//section[@aria-labelledby='ages']//tbody/tr")
    told = [(row.xpath("td[2]")[0].text_content(), row.xpath(".//rect/@width")) for row in ages]
    lengths = {number: float(width) for number, [width] in told}
    assert (lengths["4"], lengths["2"]) == (100, 50)
    for row in drawn.xpath("//tbody/tr"):
        assert len(row.xpath(".//svg/rect")) == 1
    assert not drawn.xpath("//main//script")


def test_a_table_is_a_file_without_formulas(exporter: User, officer: User, head: User) -> None:
    User.objects.filter(pk=officer.pk).update(display_name="=cmd()")
    answer = signed_in(head).get(OFFICE, {"table": "workload"})
    assert "'=cmd()" in answer.content.decode()
    assert answer["Content-Disposition"].endswith('"workload.csv"')
    book = signed_in(head).get(OFFICE, {"xlsx": "1"})
    with ZipFile(BytesIO(book.content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 5
        assert "=cmd()" in parts.read("xl/sharedStrings.xml").decode()
        assert not any(b"<f>" in parts.read(name) for name in sheets)
    assert signed_in(head).get(OFFICE, {"table": "nothing"}).status_code == HTTPStatus.NOT_FOUND


def test_only_the_head_reads_it(exporter: User, officer: User, auditor: User) -> None:
    answers = [signed_in(each).get(OFFICE).status_code for each in (officer, auditor, exporter)]
    assert answers == [403, 403, 404]
