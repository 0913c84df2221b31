"""A worker reads a register whole, or says of every row what is wrong with it."""

from datetime import date, timedelta
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.licences import edition_actions
from shipments.licences.edition_work import left_behind, read_edition
from shipments.licences.register_file import read_register
from shipments.models import EditionEntry, RegisterEdition
from tests.shipments.licences.conftest import Prepared, as_read
from tests.shipments.licences.registers import HEAD, a_file, a_row
from tests.shipments.licences.test_pages import as_person

NEW = "/licences/editions/new/"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEAD.encode(),
        a_file("1,2", head="许可证号,神秘的列"),
        a_file("1", head="许可证号"),
        a_file("1,2", head="许可证号,Licence number"),
        b"PK\x03\x04 no workbook",
        b"\xff\xfe\xff",
    ],
    ids=["nothing", "only headings", "strange", "too few", "twice", "no workbook", "no text"],
)
def test_what_is_no_register_is_refused_with_a_sentence(
    officer: User, second_officer: User, data: bytes
) -> None:
    file = SimpleUploadedFile("register.csv", data)
    told = {"file": file, "as_of": clock.today().isoformat(), "source": "Letter 12"}
    client = as_person(officer)
    answer = client.post(NEW, told)
    if not data:
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert answer.context["form"].errors
        return
    edition = as_read(RegisterEdition.objects.get())
    shown = client.get(answer.url).content.decode()
    assert "Nothing was taken" in shown
    assert edition.mistakes[0] in unescape(shown)
    assert (edition.state, edition.rows, edition.difference) == ("refused", 0, {})
    assert not EditionEntry.objects.exists()
    with pytest.raises(Conflict):
        edition_actions.put_in_force(edition, by=second_officer)


def test_mistakes_are_told_by_row_in_the_language_of_who_brought_the_file_in(
    officer: User, holder: str
) -> None:
    with override("zh-hans"):
        mine = edition_actions.bring_in(
            a_file(a_row(holder), a_row(holder, "26-53-000902", until="2020-01-01")),
            by=officer,
            filename="register.csv",
            as_of=clock.today(),
            source="第12号函",
        )
    with override("en"):
        (mistake,) = as_read(mine).mistakes
    assert mistake.startswith("第 3 行")


def test_two_workers_at_once_or_one_after_the_other_read_a_file_once(
    officer: User, prepared: Prepared, holder: str
) -> None:
    edition = prepared(a_row(holder))
    read_edition(edition.pk)
    assert EditionEntry.objects.count() == 1
    verbs = Event.objects.filter(subject=edition.subject, verb="register_prepared")
    assert verbs.count() == 1


def test_a_file_given_up_while_it_is_read_stays_given_up(
    officer: User, holder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = brought_in_by(officer, holder)

    def given_up_meanwhile(data: bytes, note: Any) -> Any:
        edition_actions.discard(edition, by=officer)
        return read_register(data, note)

    monkeypatch.setattr("shipments.licences.edition_work.read_register", given_up_meanwhile)
    assert as_read(edition).state == "discarded"
    assert not EditionEntry.objects.exists()


def test_a_file_that_kills_its_worker_is_refused_and_one_left_behind_is_sent_again(
    officer: User, second_officer: User, holder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_told: Any) -> Any:
        raise MemoryError

    with override("en"):
        edition = brought_in_by(officer, holder)
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr("shipments.licences.edition_work.read_register", killed)
    for _try in range(3):
        assert left_behind(later) == [edition.pk]
        with pytest.raises(MemoryError):
            read_edition(edition.pk)
    assert as_read(edition).state == "refused"
    assert "three times" in edition.mistakes[0]
    assert left_behind(later) == []


def test_a_register_that_came_into_force_meanwhile_refuses_an_older_file(
    officer: User, in_force: Prepared, holder: str
) -> None:
    older = brought_in_by(officer, holder, clock.today() - timedelta(days=1))
    in_force(a_row(holder))
    assert as_read(older).state == "refused"


def test_the_page_says_how_far_reading_is_and_reloads_once_it_is_done(
    officer: User, holder: str
) -> None:
    edition, client = brought_in_by(officer, holder), as_person(officer)
    RegisterEdition.objects.filter(pk=edition.pk).update(rows=1234)
    progress = client.get(f"/licences/editions/{edition.pk}/progress/")
    assert "1,234" in progress.content.decode()
    assert "HX-Refresh" not in progress
    as_read(edition)
    assert client.get(f"/licences/editions/{edition.pk}/progress/")["HX-Refresh"] == "true"


def brought_in_by(officer: User, holder: str, as_of: date | None = None) -> RegisterEdition:
    return edition_actions.bring_in(
        a_file(a_row(holder)),
        by=officer,
        filename="register.csv",
        as_of=as_of or clock.today(),
        source="Letter 12",
    )


def test_a_register_is_read_and_judged_in_bounded_time_and_queries(
    holder: str,
    prepared: Prepared,
    django_assert_max_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("compliance.turns.NOTE_SECONDS", 3600)
    rows = [a_row(holder, f"26-53-{place:06d}") for place in range(300)]
    with django_assert_max_num_queries(32):
        prepared(*rows)
    assert EditionEntry.objects.count() == 300
