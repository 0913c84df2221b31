"""Files of a list that lie in a bucket are read as copies, each checked against its own hash."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance import turns
from compliance.accounts.models import User
from compliance.document_store.away import StoreAway
from compliance.parties import upload_actions, upload_work
from compliance.parties.incoming_files import import_of
from compliance.parties.models import ListUpload, ListVersion, UploadState
from tests.buckets import S3Server
from tests.compliance.parties.conftest import an_import, csv_of, kept, put_in_force

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_bucket")]
Sent = Callable[[], ListUpload]


@pytest.fixture
def sent(policy_admin: User, tmp_path: Path) -> Sent:
    """Brings a list of 21 names in."""
    return lambda: upload_actions.keep_upload(an_import(tmp_path, csv_of(21)), by=policy_admin)


def test_a_list_is_read_and_put_in_force_and_no_copy_stays(
    sent: Sent, second_policy_admin: User, settings: Any
) -> None:
    upload = sent()
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.preview["rows"]) == (UploadState.WAITING, 21)
    version = put_in_force(upload, by=second_policy_admin)
    assert version is not None
    assert version.rows == 21
    with import_of(upload) as wanted:
        [copy] = [file.path for file in wanted.files]
        assert copy.read_text() == csv_of(21)
    assert not copy.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("content", [csv_of(22).encode(), None])
def test_a_file_that_was_changed_or_lost_is_never_put_in_force(
    content: bytes | None, in_bucket: str, s3: S3Server, policy_admin: User,
    second_policy_admin: User, tmp_path: Path,
) -> None:  # fmt: skip
    upload = kept(an_import(tmp_path, csv_of(21)), by=policy_admin)
    where = {"Bucket": in_bucket.split("/")[2], "Key": f"customs/{upload.files.get().file.name}"}
    if content is None:
        s3.client().delete_object(**where)
    else:
        s3.client().put_object(**where, Body=content)
    assert put_in_force(upload, by=second_policy_admin) is None
    assert upload.state == UploadState.REFUSED
    assert "not what was uploaded" in str(upload.problems[0])
    assert not ListVersion.objects.exists()


def test_an_outage_is_no_try_however_long_it_lasts(sent: Sent, s3: S3Server) -> None:
    upload = sent()
    s3.stop()
    for _try in range(turns.MOST_TRIES + 1):
        with pytest.raises(StoreAway):
            upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.tries) == (UploadState.READING, 0)
    s3.start()
    upload_work.read_upload(upload.pk)
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING
