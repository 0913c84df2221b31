"""What is uploaded beside the cases is looked at by night as well, and told once."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from enduse.models import EndUseStatement
from shipments.alarms import alarms
from shipments.models import RegisteredUser, UserFigure
from shipments.paperwork import files, repair, uploads_elsewhere
from shipments.paperwork.tasks import check_files
from tests.builders import a_draft

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF what was signed"


@pytest.fixture
def scan(exporter: User, settings: Any, tmp_path: Path) -> EndUseStatement:
    """A statement with its signed scan."""
    settings.MEDIA_ROOT, settings.KEYS = tmp_path, tmp_path / "keys"
    statement = a_draft(exporter).statement
    statement.scan = ContentFile(CONTENT, "scan.pdf")
    statement.scan_sha256 = sha256(CONTENT).hexdigest()
    statement.save()
    return statement


@pytest.fixture
def figure(scan: EndUseStatement) -> UserFigure:
    """A figure with the file that bears it out."""
    user = RegisteredUser.objects.create(
        key="hanbit", name_en="Hanbit", country="KOR", since=clock.now(), told_on=clock.today()
    )
    return UserFigure.objects.create(
        user=user, kind="capacity", kg=9, as_of=clock.today(), evidence="A permit", at=clock.now(),
        file=ContentFile(CONTENT, "permit.pdf"), file_sha256=sha256(CONTENT).hexdigest(),
    )  # fmt: skip


def subjects_told() -> list[str]:
    return [event.subject for event in Event.objects.filter(verb="attachment_corrupt")]


def names_of_alarms() -> set[str]:
    return {alarm.name for alarm in alarms()}


def test_whole_uploads_are_no_news(scan: EndUseStatement, figure: UserFigure) -> None:
    check_files()
    assert (subjects_told(), "files" in names_of_alarms()) == ([], False)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"%PDF another")])
def test_a_damaged_scan_and_figure_are_told_once_and_until_they_are_whole_again(
    scan: EndUseStatement, figure: UserFigure, damage: Any
) -> None:
    paths = [Path(scan.scan.path), Path(figure.file.path)]
    for path in paths:
        damage(path)
    check_files()
    subjects = [f"endusestatement:{scan.pk}", f"end_user:{figure.user_id}"]
    assert sorted(subjects_told()) == sorted(subjects)
    assert "files" in names_of_alarms()
    assert uploads_elsewhere.check(0) == 2, "what was found damaged is looked at each night"
    assert len(subjects_told()) == 2, "and told once"
    for path in paths:
        path.write_bytes(CONTENT)
    assert uploads_elsewhere.check(0) == 0
    assert "files" not in names_of_alarms()


def test_a_damaged_scan_that_was_replaced_is_forgotten(scan: EndUseStatement) -> None:
    Path(scan.scan.path).unlink()
    assert uploads_elsewhere.check() == 1
    scan.scan = ContentFile(CONTENT, "another.pdf")
    scan.save()
    assert uploads_elsewhere.check(0) == 0
    assert "files" not in names_of_alarms()


def test_no_more_of_a_kind_are_looked_at_than_the_sample_has(
    scan: EndUseStatement, figure: UserFigure
) -> None:
    cache.clear()
    more = [f"more-{number}.pdf" for number in range(3)]
    for name in more:
        UserFigure.objects.create(
            user=figure.user, kind="capacity", kg=9, as_of=clock.today(), evidence="A permit",
            at=clock.now(), file=name, file_sha256="a" * 64,
        )  # fmt: skip
    looked_at = []
    with patch.object(files, "is_kept", lambda name, _sha256: bool(looked_at.append(name)) or True):
        assert uploads_elsewhere.check(0) == 0
        assert looked_at == []
        for _night in range(2):
            uploads_elsewhere.check(2)
    assert sorted(name for name in looked_at if name != str(scan.scan)) == sorted(
        [str(figure.file), *more]
    ), "two a night, each in its turn"


def test_a_night_reads_no_more_rows_where_more_is_kept(scan: EndUseStatement) -> None:
    with CaptureQueriesContext(connection) as asked:
        uploads_elsewhere.check(1)
        repair.check_uploads(1)
        repair.repair_papers(1)
    unbounded = [
        each["sql"]
        for each in asked.captured_queries
        if each["sql"].startswith("SELECT")
        and not re.search(r"LIMIT| IN \(|_at\" IS NOT NULL", each["sql"])
    ]
    assert [sql for sql in unbounded if "damagedupload" not in sql] == []
