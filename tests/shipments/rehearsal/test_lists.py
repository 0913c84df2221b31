"""Lists tried before they are in force: uploads that wait, compared with what happens for real."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import to_plain
from compliance.parties import upload_actions, upload_work
from compliance.parties.importers import SourceFile
from compliance.parties.incoming_files import Import
from compliance.parties.models import ListUpload, ListVersion, UploadState
from compliance.policy.versions import policy_on
from shipments.models import RehearsalRun, Shipment
from shipments.rehearsal.trial import Trial
from shipments.screening.actions import rescreen
from tests.shipments.rehearsal.conftest import Rehearsed

Past = dict[str, Shipment]


@pytest.fixture
def upload(past: Past, policy_admin: User, tmp_path: Path) -> ListUpload:
    """A foreign list that names the Korean buyer and a firm nobody buys from."""
    name = past["korea"].end_user_name
    rows = [
        "name_zh,name_en,listed_on,address",
        f',"{name}",2025-01-01,Gumi',
        ",Entirely Different Holdings,2025-01-01,Nowhere",
        f',"{past["netherlands"].end_user_name}",2999-01-01,Rotterdam',
    ]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(rows))
    files = (SourceFile(path.name, path),)
    wanted = Import("un", "own_csv", files, clock.today(), "Trial")
    kept = upload_actions.keep_upload(wanted, by=policy_admin)
    upload_work.read_upload(kept.pk)
    kept.refresh_from_db()
    assert kept.state == UploadState.WAITING
    return kept


def test_an_upload_that_waits_is_tried_and_not_put_in_force(
    past: Past, upload: ListUpload, rehearsed: Rehearsed
) -> None:
    run = rehearsed(policy=policy_on(clock.today()), upload=upload)
    changed = dict(run.cases.values_list("shipment__reference", "change"))
    assert changed == {past["korea"].reference: "to_review"}
    assert not run.is_attached
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING


def test_what_was_rehearsed_is_what_then_happens(
    past: Past,
    upload: ListUpload,
    rehearsed: Rehearsed,
    policy_admin: User,
    second_policy_admin: User,
) -> None:
    run = rehearsed(policy=policy_on(clock.today()), upload=upload)
    (case,) = run.cases.all()
    upload_actions.approve(upload, by=second_policy_admin)
    version = upload_work.put_in_force(upload.pk)
    tried = rehearsed(policy=policy_on(clock.today()), candidate=version)
    assert list(tried.cases.values_list("appeared", "gravity_after")) == [
        (case.appeared, case.gravity_after)
    ]
    Shipment.objects.filter(pk=past["korea"].pk).update(status="in_review")
    screening = rescreen(past["korea"].pk)
    assert screening is not None
    assert (screening.lane, screening.gravity) == (case.lane_after, case.gravity_after)
    assert set(case.appeared) <= set(screening.findings.values_list("rule", flat=True))


def test_a_waiting_upload_is_chosen_on_the_page_but_not_beside_a_version(
    upload: ListUpload, policy_admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shipments.rehearsal.tasks.send_after_commit", lambda *args: None)
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(policy_admin)
    days = {"since": clock.today().isoformat(), "until": clock.today().isoformat()}
    client.post("/rehearsals/new/", {**days, "upload": str(upload.pk)})
    assert RehearsalRun.objects.get().upload == upload
    both = {**days, "upload": str(upload.pk), "candidate": str(_some_version())}
    page = client.post("/rehearsals/new/", both)
    assert "upload" in page.context["form"].errors


def test_the_uploaded_index_is_built_once(upload: ListUpload) -> None:
    run = RehearsalRun(body=_body(), upload=upload, since=clock.today(), until=clock.today())
    assert Trial(run).candidate is Trial(run).candidate


def _body() -> object:
    return to_plain(policy_on(clock.today()))


def _some_version() -> int:
    return ListVersion.objects.values_list("pk", flat=True)[0]
