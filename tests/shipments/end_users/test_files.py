"""Files behind figures of end users: checked by content, shut until scanned, open to customs."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.quarantine.models import FileScan, ScanState
from shipments.demo.papers import paper
from shipments.end_users.keeping import register_from_flows
from shipments.models import RegisteredUser, UserFigure
from tests.shipments.api.test_filing import signed_in
from tests.shipments.end_users.test_register import HANBIT_KEY, browser, released

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prc_lists")]
PERMIT = paper("permit 12")


@pytest.fixture
def hanbit(exporter: User) -> RegisteredUser:
    released(exporter)
    register_from_flows()
    return RegisteredUser.objects.get(key=HANBIT_KEY)


def enter(user: User, row: RegisteredUser, content: bytes = PERMIT, name: str = "p.pdf") -> Any:
    told = {"kind": "capacity", "kg": "5000", "as_of": "2026-01-05", "evidence": "Permit 12"}
    file = SimpleUploadedFile(name, content, "application/pdf")
    return browser(user).post(f"/end-users/{row.pk}/figure/", {**told, "file": file})


def read(client: Client, figure: UserFigure) -> Any:
    return client.get(f"/end-users/figures/{figure.pk}/file/")


def test_a_file_stands_behind_the_figure_and_customs_opens_it(
    hanbit: RegisteredUser, officer: User, auditor: User, exporter: User
) -> None:
    assert enter(officer, hanbit).status_code == 302
    figure = UserFigure.objects.get(kind="capacity")
    page = browser(auditor).get("/end-users/user/", {"end_user": HANBIT_KEY}).content.decode()
    assert f"/end-users/figures/{figure.pk}/file/" in page
    for person in (officer, auditor):
        answer = read(browser(person), figure)
        assert BytesIO(b"".join(answer.streaming_content)).getvalue() == PERMIT
    assert Event.objects.filter(verb="download_figure_file").count() == 2
    assert Event.objects.get(verb="end_user_figure").detail["sha256"] == figure.file_sha256
    assert read(browser(exporter), figure).status_code == 404


@pytest.mark.parametrize("content", [b"MZ no paper", b"%PDF-1.7 cut off", b""])
def test_what_is_no_paper_is_refused_and_nothing_kept(
    hanbit: RegisteredUser, officer: User, content: bytes
) -> None:
    assert enter(officer, hanbit, content).status_code == 200
    assert not UserFigure.objects.filter(kind="capacity").exists()


def test_a_figure_without_a_file_has_none_to_open(hanbit: RegisteredUser, officer: User) -> None:
    figure = UserFigure.objects.create(
        user=hanbit, kind="need", kg=9, as_of=clock.today(), evidence="A visit", at=clock.now()
    )
    assert read(browser(officer), figure).status_code == 404


def test_it_is_shut_until_the_scanner_found_nothing(
    hanbit: RegisteredUser, officer: User, settings: Any
) -> None:
    settings.CLAMD = "tcp://127.0.0.1:1"
    enter(officer, hanbit)
    figure = UserFigure.objects.get(kind="capacity")
    scan = FileScan.objects.get(sha256=figure.file_sha256)
    assert scan.state == ScanState.WAITING
    assert read(browser(officer), figure).status_code == 409
    FileScan.objects.update(state=ScanState.CLEAN)
    answer = read(browser(officer), figure)
    assert b"".join(answer.streaming_content) == PERMIT


def test_a_file_that_is_not_what_was_uploaded_or_is_gone_is_not_handed_out(
    hanbit: RegisteredUser, officer: User
) -> None:
    enter(officer, hanbit)
    figure = UserFigure.objects.get(kind="capacity")
    storage, name = figure.file.storage, figure.file.name
    storage.delete(name)
    assert read(browser(officer), figure).status_code == 404
    assert Event.objects.filter(verb="figure_file_missing").count() == 1
    storage.save(name, BytesIO(b"%PDF-1.7 other"))
    assert read(browser(officer), figure).status_code == 409


def test_programs_of_customs_read_the_register_and_no_exporters(
    hanbit: RegisteredUser, officer: User
) -> None:
    enter(officer, hanbit)
    api = signed_in("officer1")
    listed = api.get("/api/end-users/", {"q": "hanbit", "country": "KOR"}).json()["results"]
    assert [row["key"] for row in listed] == [HANBIT_KEY]
    assert api.get("/api/end-users/", {"country": "NLD"}).json()["results"] == []
    assert api.get("/api/end-users/", {"colour": "red"}).status_code == 400
    one = api.get(f"/api/end-users/{hanbit.pk}/").json()
    (capacity,) = [each for each in one["figures"] if each["kind"] == "capacity"]
    assert (capacity["kg"], capacity["as_of"]) == ("5000.00000", "2026-01-05")
    assert capacity["file_sha256"] == UserFigure.objects.get(kind="capacity").file_sha256
    assert one["merged_into"] is None
    assert api.get("/api/end-users/999999/").status_code == 404
    for path in ("/api/end-users/", f"/api/end-users/{hanbit.pk}/"):
        assert signed_in("exporter").get(path).status_code == 404
        assert Client().get(path).status_code == 401
