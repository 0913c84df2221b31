"""The pages of the lists: who may open them, upload with preview, alarms, search."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.parties import upload_work
from compliance.parties.models import ListAlarm, ListedParty, ListUpload, ListVersion
from compliance.parties.versions import activate_version
from tests.compliance.parties.conftest import an_import, browser, csv_of, entries, kept, text_of

WATCH = "watch_list"


def file_of(text: str, name: str = "list.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def form(text: str, **fields: Any) -> dict[str, Any]:
    return {
        "file_format": "own_csv",
        "list_files": [file_of(text)],
        "as_of": "2026-11-20",
        "source": "https://example.test/list",
        **fields,
    }


@pytest.fixture
def in_force(db: None) -> ListVersion:
    return activate_version(
        WATCH, entries(20), source="test", sha256="a" * 64, as_of=date(2026, 11, 1)
    )


@pytest.fixture
def waiting(in_force: ListVersion, policy_admin: User, tmp_path: Path) -> ListUpload:
    return kept(an_import(tmp_path, csv_of(21)), by=policy_admin)


@pytest.fixture
def shrunken(in_force: ListVersion, policy_admin: User, tmp_path: Path) -> ListAlarm:
    kept(an_import(tmp_path, csv_of(10)), by=policy_admin)
    return ListAlarm.objects.get()


def addresses(upload: ListUpload, alarm: ListAlarm) -> dict[str, str]:
    entry = ListedParty.objects.first()
    assert entry is not None
    return {
        "lists": reverse("parties:lists"),
        "search": reverse("parties:search") + "?q=Sample",
        "list": reverse("parties:list", args=[WATCH]),
        "version": reverse("parties:version", args=[WATCH, 1]),
        "entry": reverse("parties:entry", args=[entry.pk]),
        "upload": reverse("parties:upload", args=[WATCH]),
        "preview": reverse("parties:preview", args=[upload.pk]),
        "progress": reverse("parties:progress", args=[upload.pk]),
        "report_unchanged": reverse("parties:report_unchanged", args=[WATCH]),
        "confirm": reverse("parties:confirm", args=[WATCH]),
        "put_in_force": reverse("parties:put_in_force", args=[upload.pk]),
        "discard": reverse("parties:discard", args=[upload.pk]),
        "clear_alarm": reverse("parties:clear_alarm", args=[alarm.pk]),
        "propose_smaller": reverse("parties:propose_smaller", args=[alarm.pk]),
        "accept_smaller": reverse("parties:accept_smaller", args=[alarm.pk]),
    }


READ = ("lists", "search", "list", "version", "entry")
KEEP = ("upload", "preview", "progress")
POSTS = (
    "report_unchanged",
    "confirm",
    "put_in_force",
    "discard",
    "clear_alarm",
    "propose_smaller",
    "accept_smaller",
)


def test_the_table_of_addresses_has_every_address_of_the_room() -> None:
    from compliance.parties.urls import urlpatterns

    assert {each.name for each in urlpatterns} == {*READ, *KEEP, *POSTS}


@pytest.mark.parametrize(
    ("who", "reads", "keeps"),
    [
        ("exporter", 404, 404),
        ("officer1", 200, 403),
        ("auditor", 200, 403),
        ("policy", 200, 200),
    ],
)
def test_every_role_gets_what_it_may_see(
    shrunken: ListAlarm, people: dict[str, User], who: str, reads: int, keeps: int
) -> None:
    client, pages = browser(people[who]), addresses(ListUpload.objects.get(), shrunken)
    for names, code in ((READ, reads), (KEEP, keeps)):
        codes = {name: client.get(pages[name]).status_code for name in names}
        assert codes == dict.fromkeys(names, code)
    if keeps != 200:
        codes = {name: client.post(pages[name], {"reason": "x"}).status_code for name in POSTS}
        assert codes == dict.fromkeys(POSTS, keeps)
    assert ListVersion.objects.count() == 1


def test_whoever_is_not_signed_in_is_asked_to(in_force: ListVersion, client: Client) -> None:
    assert client.get(reverse("parties:lists")).status_code == 302


@pytest.mark.parametrize("name", POSTS)
def test_changes_are_posts(shrunken: ListAlarm, policy_admin: User, name: str) -> None:
    pages = addresses(ListUpload.objects.get(), shrunken)
    asks = name in {"clear_alarm", "propose_smaller"}
    assert browser(policy_admin).get(pages[name]).status_code == (200 if asks else 405)
    assert ListAlarm.objects.get().proposed_by is None


def test_the_overview_says_how_every_list_stands(in_force: ListVersion, officer: User) -> None:
    page = text_of(browser(officer).get(reverse("parties:lists")))
    assert "PRC watch list Up to date 1 20 2026-11-01" in page
    assert "PRC export control list Missing" in page
    assert "UN Security Council list Not loaded" in page


def test_one_brings_a_list_in_and_another_puts_it_in_force(
    in_force: ListVersion, policy_admin: User, second_policy_admin: User
) -> None:
    client, second = browser(policy_admin), browser(second_policy_admin)
    text = csv_of(19) + ",Brand New Party,2026-11-02\n"
    shown = client.post(reverse("parties:upload", args=[WATCH]), form(text), follow=True)
    assert "Being read" in text_of(shown)
    upload = ListUpload.objects.get()
    upload_work.read_upload(upload.pk)
    page = text_of(client.get(reverse("parties:preview", args=[upload.pk])))
    assert "Brand New Party" in page
    assert "Sample Party 019" in page
    assert ListVersion.objects.get(is_active=True) == in_force
    assert upload.files.get().sha256 in page
    assert "Put this list in force" not in page
    assert client.post(reverse("parties:put_in_force", args=[upload.pk])).status_code == 403
    upload_work.put_in_force(upload.pk)
    assert ListVersion.objects.get(is_active=True) == in_force
    seen = text_of(second.get(reverse("parties:preview", args=[upload.pk])))
    assert "Put this list in force" in seen
    assert "The first entries, as they were read Sample Party 000" in seen
    second.post(reverse("parties:put_in_force", args=[upload.pk]))
    assert ListVersion.objects.get(is_active=True) == in_force
    upload_work.put_in_force(upload.pk)
    version = ListVersion.objects.get(is_active=True)
    assert (version.number, version.imported_by) == (2, second_policy_admin)
    assert version.sha256 == upload.sha256
    verbs = list(Event.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs[-2:] == ["list_uploaded", "list_activated"]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"list_files": []}, "This field is required"),
        ({"list_files": [file_of(csv_of(3), "list.exe")]}, "does not end with .csv"),
        ({"list_files": [SimpleUploadedFile("list.csv", b"\0\1\2")]}, "is not a text file"),
        ({"list_files": [SimpleUploadedFile("list.csv", b"")]}, "empty"),
        ({"as_of": "2199-01-01"}, "still to come"),
        ({"as_of": "2020-01-01"}, "older list cannot replace it"),
        ({"file_format": "exe"}, "Select a valid choice"),
    ],
)
def test_mistakes_in_the_form_raise_no_alarm(
    in_force: ListVersion, policy_admin: User, fields: dict[str, Any], complaint: str
) -> None:
    address = reverse("parties:upload", args=[WATCH])
    page = text_of(browser(policy_admin).post(address, form(csv_of(20), **fields)))
    assert complaint in page
    assert not ListUpload.objects.exists()
    assert not ListAlarm.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    in_force: ListVersion, policy_admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compliance.parties.forms.MOST_BYTES", 10)
    address = reverse("parties:upload", args=[WATCH])
    assert "at most" in text_of(browser(policy_admin).post(address, form(csv_of(20))))


def test_a_bad_file_is_shown_with_its_alarm(in_force: ListVersion, policy_admin: User) -> None:
    client = browser(policy_admin)
    address = reverse("parties:upload", args=[WATCH])
    client.post(address, form("nothing"))
    upload = ListUpload.objects.get()
    upload_work.read_upload(upload.pk)
    page = text_of(client.get(reverse("parties:preview", args=[upload.pk])))
    assert "The old version stays" in page
    assert "lacks the columns" in page
    assert "Bad file: alarm" in text_of(client.get(reverse("parties:list", args=[WATCH])))
    alarm = ListAlarm.objects.get()
    client.post(reverse("parties:clear_alarm", args=[alarm.pk]), {"reason": ""})
    assert ListAlarm.objects.get().cleared_at is None
    client.post(reverse("parties:clear_alarm", args=[alarm.pk]), {"reason": "wrong file"})
    assert ListAlarm.objects.get().cleared_by == policy_admin


def test_two_people_accept_a_smaller_list_on_its_page(
    shrunken: ListAlarm, policy_admin: User, second_policy_admin: User
) -> None:
    first, second = browser(policy_admin), browser(second_policy_admin)
    page = reverse("parties:list", args=[WATCH])
    propose = reverse("parties:propose_smaller", args=[shrunken.pk])
    accept = reverse("parties:accept_smaller", args=[shrunken.pk])
    first.post(propose, {"reason": "removed by notice 9"})
    assert "A second policy administrator has to agree" in text_of(first.get(page))
    assert first.post(accept).status_code == 403
    assert "Accept the smaller list" in text_of(second.get(page))
    assert "Being put in force" in text_of(second.post(accept, follow=True))
    upload_work.put_in_force(ListUpload.objects.get().pk)
    assert ListVersion.objects.get(is_active=True).rows == 10
    assert "Up to date" in text_of(second.get(page))


def test_a_decided_upload_cannot_be_decided_again(waiting: ListUpload, policy_admin: User) -> None:
    client = browser(policy_admin)
    assert client.post(reverse("parties:discard", args=[waiting.pk])).status_code == 302
    assert client.post(reverse("parties:put_in_force", args=[waiting.pk])).status_code == 409


def test_an_entry_page_tells_what_happened_and_other_versions(
    prc_lists: None, auditor: User
) -> None:
    entry = ListedParty.objects.filter(notice="MOFCOM 2025 No.21").first()
    assert entry is not None
    page = text_of(browser(auditor).get(reverse("parties:entry", args=[entry.pk])))
    for text in (entry.name_en, entry.name_zh, "2025-08-12", "Suspended", "To be verified"):
        assert text in page
