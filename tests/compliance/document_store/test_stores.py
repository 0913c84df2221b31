"""A folder and a bucket keep the same promises."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from compliance import checks
from compliance.document_store import buckets, copying
from compliance.document_store.address import storages_at
from compliance.document_store.away import StoreAway
from compliance.document_store.copying import copy_all, folder_store, names_in, store_at
from compliance.document_store.standing import fault_of_store
from compliance.paper_files import sha256_of
from tests.buckets import S3Server

LARGE = bytes(range(256)) * 12_000  # more than a reader keeps in memory


@pytest.fixture(params=["folder", "bucket"])
def place(request: Any, settings: Any, tmp_path: Path) -> str:
    """The address of an empty store of either kind, which is the installation's."""
    if request.param == "bucket":
        address: str = request.getfixturevalue("in_bucket")
        return address
    settings.DOCUMENTS = str(tmp_path / "documents")
    settings.STORAGES = {**settings.STORAGES, **storages_at(settings.DOCUMENTS)}
    return settings.DOCUMENTS  # type: ignore[no-any-return]


def read(store: Any, name: str) -> bytes:
    with store.open(name) as file:
        return bytes(file.read())


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 a paper", LARGE])
def test_what_is_kept_comes_out_again_until_it_is_deleted(content: bytes) -> None:
    for name in ("default", "papers"):
        store = storages[name]
        kept = store.save(f"{name}/2026/11/a.pdf", ContentFile(content))
        assert (kept, store.exists(kept)) == (f"{name}/2026/11/a.pdf", True)
        assert (read(store, kept), store.size(kept)) == (content, len(content))
        store.delete(kept)
        store.delete(kept)
        assert not store.exists(kept)
        with pytest.raises(FileNotFoundError):
            store.open(kept)


@pytest.mark.usefixtures("place")
def test_an_upload_never_replaces_another_and_a_paper_its_own_bytes_alone() -> None:
    uploads, papers = storages["default"], storages["papers"]
    first = uploads.save("attachments/a.pdf", ContentFile(b"first"))
    second = uploads.save("attachments/a.pdf", ContentFile(b"second"))
    assert first != second
    assert (read(uploads, first), read(uploads, second)) == (b"first", b"second")
    assert papers.save("documents/a.pdf", ContentFile(b"changed")) == "documents/a.pdf"
    assert papers.save("documents/a.pdf", ContentFile(b"paper")) == "documents/a.pdf"
    assert read(uploads, "documents/a.pdf") == b"paper", "both look at the same place"


@pytest.mark.usefixtures("place")
def test_every_document_is_found_and_nothing_half_written() -> None:
    assert list(names_in(storages["papers"])) == []
    for name in ("b/2.pdf", "a.pdf", "b/c/3.pdf", "packs/x.zip", "b/4.part", "d/packs/y.zip"):
        storages["papers"].save(name, ContentFile(b"x"))
    assert list(names_in(storages["papers"])) == ["a.pdf", "b/2.pdf", "b/c/3.pdf"]


@pytest.mark.usefixtures("place")
def test_a_name_that_leads_out_of_the_store_is_refused() -> None:
    for name in ("../x", "a/../../x", "/etc/passwd"):
        with pytest.raises(SuspiciousOperation):
            storages["papers"].save(name, ContentFile(b"x"))


def test_a_bucket_s_address_is_never_handed_out(in_bucket: str) -> None:
    for name in ("default", "papers"):
        with pytest.raises(ValueError, match="no address"):
            storages[name].url("attachments/a.pdf")


def test_documents_lie_under_their_prefix_and_are_nobody_else_s(
    in_bucket: str, s3: S3Server
) -> None:
    storages["default"].save("attachments/a.pdf", ContentFile(b"a"))
    bucket = in_bucket.split("/")[2]
    [found] = s3.client().list_objects_v2(Bucket=bucket)["Contents"]
    assert found["Key"] == "customs/attachments/a.pdf"
    grants = s3.client().get_object_acl(Bucket=bucket, Key=found["Key"])["Grants"]
    assert [each["Grantee"].get("URI") for each in grants] == [None]


def test_a_store_that_is_away_is_told_from_a_file_that_is_missing(
    in_bucket: str, s3: S3Server
) -> None:
    store = storages["papers"]
    store.save("a", ContentFile(b"a"))
    assert (fault_of_store(), checks.folders()) == ("", [])
    s3.stop()
    asked: tuple[Callable[[], Any], ...] = (
        lambda: store.open("a"),
        lambda: store.save("b", ContentFile(b"b")),
        lambda: store.delete("a"),
        lambda: store.exists("a"),
        lambda: store.size("a"),
        lambda: list(names_in(store)),
    )
    for ask in asked:
        with pytest.raises(StoreAway):
            ask()
    assert "127.0.0.1" in fault_of_store()
    assert [each.id for each in checks.folders()] == ["gate49.E003"]
    s3.start()
    assert (read(store, "a"), fault_of_store()) == (b"a", "")


def test_a_bucket_that_takes_the_call_and_says_nothing_keeps_nobody_waiting(
    s3: S3Server, settings: Any
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"s3://customs?endpoint=http://127.0.0.1:{mute.getsockname()[1]}"
        settings.STORAGES = {**settings.STORAGES, **storages_at(address)}
        began = time.monotonic()
        assert "timeout" in fault_of_store().lower()
        assert fault_of_store(), "the second time it is known"
        assert time.monotonic() - began < 2 * (buckets.HURRY["read_timeout"] + 1)


def test_a_bucket_that_is_gone_is_no_missing_file(in_bucket: str, s3: S3Server) -> None:
    """Else a wrong name of a bucket would tell that every upload was lost."""
    s3.client().delete_bucket(Bucket=in_bucket.split("/")[2])
    with pytest.raises(StoreAway, match="NoSuchBucket"):
        storages["papers"].open("a")
    with pytest.raises(StoreAway):
        storages["papers"].save("a", ContentFile(b"a"))
    assert "is missing" in fault_of_store()


def test_a_folder_that_takes_nothing_is_away(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    settings.STORAGES = {**settings.STORAGES, **storages_at(str(tmp_path / "file" / "media"))}
    for name in ("default", "papers"):
        with pytest.raises(OSError, match="a\\.pdf"):
            storages[name].save("a.pdf", ContentFile(b"a"))


def test_documents_move_from_a_folder_to_a_bucket_and_back(
    new_bucket: Callable[[], str], settings: Any, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", new_bucket()
    files = {"attachments/a.pdf": b"one", "documents/ab/b.pdf": LARGE, "lists/c.csv": b""}
    for name, content in files.items():
        folder_store(old).save(name, ContentFile(content))
    settings.STORAGES = {**settings.STORAGES, **storages_at(new)}
    for told in ("3 documents copied, 0 were there", "0 documents copied, 3 were there"):
        assert told in said(str(old))
    storages["papers"].save("attachments/a.pdf", ContentFile(b"damaged"))
    assert "1 documents copied, 2 were there" in said(str(old))
    back = folder_store(tmp_path / "back")
    assert copy_all(store_at(new), back) == (3, 0)
    assert {name: read(back, name) for name in names_in(back)} == files


@pytest.mark.parametrize("source", ["", "media", "s3://No"])
def test_documents_of_no_place_are_not_copied(source: str) -> None:
    with pytest.raises(CommandError):
        call_command("copy_documents", source)


def said(source: str) -> str:
    from io import StringIO

    output = StringIO()
    call_command("copy_documents", source, stdout=output)
    return output.getvalue()


def test_a_copy_reads_its_source_once_and_compares_only_where_there_is_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = folder_store(tmp_path / "old"), folder_store(tmp_path / "new")
    source.save("a.pdf", ContentFile(b"%PDF"))
    hashed: list[str] = []

    def counted(stream: Any) -> str:
        hashed.append(str(stream.name))
        return sha256_of(stream)

    monkeypatch.setattr(copying, "sha256_of", counted)
    assert copy_all(source, target) == (1, 0)
    assert hashed == []
    assert copy_all(source, target) == (0, 1)
    assert len(hashed) == 2
