"""A batch of rows is judged without a lock and written at once; one bad row stops no other."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from compliance import limits
from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.bulk import actions, checking, tasks, work
from shipments.models import BulkFile, BulkState, Shipment
from tests.shipments.bulk.test_tables import as_csv, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "send", lambda _file: None)


def read(exporter: User, rows: list[dict[str, Any]]) -> BulkFile:
    file = actions.bring_in(as_csv(rows), by=exporter)
    work.read(file.pk)
    return file


def contracts() -> set[str]:
    return set(Shipment.objects.values_list("contract_no", flat=True))


def statements_written(exporter: User, first: int, count: int) -> int:
    """How many statements change the database while so many rows become drafts."""
    file = read(exporter, [row(1, contract_no=f"C-{first + place}") for place in range(count)])
    with CaptureQueriesContext(connection) as asked:
        checking.check_some(file.pk)
    return sum(each["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for each in asked)


def test_many_rows_are_written_by_as_few_statements_as_one(exporter: User) -> None:
    assert statements_written(exporter, 0, 12) == statements_written(exporter, 100, 1)
    assert Shipment.objects.count() == 13


def questions_asked(exporter: User, first: int, count: int) -> int:
    """How often the database is asked while so many rows become drafts."""
    file = read(exporter, [row(1, contract_no=f"Q-{first + place}") for place in range(count)])
    with CaptureQueriesContext(connection) as asked:
        checking.check_some(file.pk)
    assert Shipment.objects.filter(office__code="2233", contract_no=f"Q-{first}").exists()
    return sum(each["sql"].startswith("SELECT") for each in asked)


def test_many_rows_ask_the_database_no_more_than_one(exporter: User) -> None:
    """Offices, too, are looked up once."""
    assert questions_asked(exporter, 0, 12) == questions_asked(exporter, 100, 1)


def test_each_draft_of_a_table_has_its_event(exporter: User) -> None:
    file = read(exporter, [row(1), row(2)])
    checking.check_some(file.pk)
    told = Event.objects.filter(verb="create").values_list("subject", "actor", "detail")
    assert sorted(told) == sorted(
        (draft.subject, exporter.pk, {"section": "all"}) for draft in Shipment.objects.all()
    )


def test_a_row_that_the_database_refuses_stops_no_other(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours, which no form found: here a net weight above the gross weight."""
    honest = checking.Judge.draft_of

    def careless(self: Any, key: Any, content: Any) -> Any:
        draft = honest(self, key, content)
        if draft.shipment.contract_no == "BENCH-2":
            draft.lines[0].net_weight_kg = draft.lines[0].gross_weight_kg + 1
        return draft

    monkeypatch.setattr(checking.Judge, "draft_of", careless)
    file = read(exporter, [row(1), row(2), row(3)])
    checking.check_some(file.pk)
    file.refresh_from_db()
    assert (file.state, file.good, file.bad) == (BulkState.DONE, 2, 1)
    assert contracts() == {"BENCH-1", "BENCH-3"}
    assert set(file.declared_rows.get(number=3).errors) == {"declaration"}


def test_rows_beyond_the_drafts_an_exporter_may_have_say_so(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPEN_DRAFTS", 2)
    file = read(exporter, [row(1), row(2), row(3)])
    checking.check_some(file.pk)
    file.refresh_from_db()
    assert (file.good, file.bad) == (2, 1)
    assert "2" in file.declared_rows.get(number=4).errors["declaration"]


def test_a_second_worker_on_the_same_rows_changes_nothing(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have judged the rows before either writes."""
    file = read(exporter, [row(1), row(2, transport_mode="by balloon")])
    honest = checking._settle

    def twice(file: BulkFile, verdicts: Any) -> None:
        honest(file, verdicts)
        honest(file, verdicts)

    monkeypatch.setattr(checking, "_settle", twice)
    checking.check_some(file.pk)
    file.refresh_from_db()
    assert (file.checked, file.good, file.bad) == (2, 1, 1)
    assert Shipment.objects.count() == 1


def test_a_row_brought_in_before_is_not_judged_by_what_holds_today(exporter: User) -> None:
    """Its draft is there, however it reads now."""
    first = read(exporter, [row(1)])
    checking.check_some(first.pk)
    Shipment.objects.update(contract_no="CORRECTED")
    again = read(exporter, [row(2), row(1)])
    checking.check_some(again.pk)
    again.refresh_from_db()
    assert (again.good, again.bad) == (2, 0)
    assert contracts() == {"CORRECTED", "BENCH-2"}


def test_reasons_are_in_the_language_of_the_page_where_the_table_was_brought_in(
    exporter: User,
) -> None:
    for language, word in (("en", "valid choice"), ("zh-hans", "选择")):
        with translation.override(language):
            file = read(exporter, [row(1, contract_no=language, office="9999")])
        checking.check_some(file.pk)
        assert word in file.declared_rows.get().errors["office"]


def test_so_is_why_it_could_not_be_read(exporter: User) -> None:
    for language, word in (("en", "are not known"), ("zh-hans", "无法识别")):
        with translation.override(language):
            file = actions.bring_in(f"nonsense\n{language}\n".encode(), by=exporter)
        work.read(file.pk)
        file.refresh_from_db()
        assert word in file.trouble
        with translation.override("en" if language != "en" else "zh-hans"):
            assert actions.bring_in(f"nonsense\n{language}\n".encode(), by=exporter) == file
        work.read(file.pk)
        file.refresh_from_db()
        assert word not in file.trouble


def test_so_is_that_it_was_given_up(exporter: User) -> None:
    with translation.override("en"):
        file = actions.bring_in(b"contract_no\n1\n", by=exporter)
    work.give_up(file.pk)
    file.refresh_from_db()
    assert file.trouble == "The file could not be read. This was reported."
