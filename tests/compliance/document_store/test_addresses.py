"""One setting says where documents lie; what it does not say plainly is refused."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import override_settings

from compliance import checks
from compliance.document_store.address import (
    BadAddress,
    BucketAddress,
    read_address,
    storages_at,
)
from compliance.document_store.away import StoreAway
from compliance.document_store.standing import fault_of_store


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("", None),
        ("/srv/gate49/documents", Path("/srv/gate49/documents")),
        ("s3://customs", BucketAddress("customs")),
        ("s3://customs/", BucketAddress("customs")),
        ("s3://customs/gate-49/a_b", BucketAddress("customs", "gate-49/a_b")),
        (
            "s3://customs.docs/x?endpoint=https://store.example:9000&region=cn-east-1",
            BucketAddress("customs.docs", "x", "https://store.example:9000", "cn-east-1"),
        ),
        (
            "s3://customs?endpoint=https%3A%2F%2Foss.example&addressing=virtual",
            BucketAddress("customs", "", "https://oss.example", None, "virtual"),
        ),
    ],
)
def test_a_folder_or_a_bucket_is_understood(
    address: str, meant: Path | BucketAddress | None
) -> None:
    assert read_address(address) == meant
    with override_settings(DOCUMENTS=address):
        assert checks.documents() == []


@pytest.mark.parametrize(
    "address",
    [
        "media",
        "./media",
        "file:///srv/media",
        "https://bucket.s3.example/",
        "S4://customs",
        "s3:customs",
        "s3://",
        "s3:///prefix",
        "s3://Customs",
        "s3://no",
        "s3://key:secret@customs",
        "s3://customs:9000/x",
        "s3://customs/../other",
        "s3://customs/a//b",
        "s3://customs/a b",
        "s3://customs#x",
        "s3://customs?endpoint",
        "s3://customs?endpoint=",
        "s3://customs?endpoint=store.example",
        "s3://customs?endpoint=ftp://store.example",
        "s3://customs?endpoint=https://",
        "s3://customs?endpoint=https://store.example:port",
        "s3://customs?endpoint=https://store.example/path",
        "s3://customs?endpoint=https://me:secret@store.example",
        "s3://customs?region=",
        "s3://customs?addressing=other",
        "s3://customs?acl=public-read",
        "s3://customs?region=a&region=b",
        "s3://[customs",
    ],
)
def test_anything_else_is_refused_with_a_sentence_and_keeps_nothing(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(BadAddress):
        read_address(address)
    entries = {**storages_at(address), "staticfiles": {"BACKEND": "x"}}
    with override_settings(DOCUMENTS=address, MEDIA_ROOT=tmp_path, STORAGES=entries):
        [refused] = checks.documents()
        assert (refused.id, refused.msg[:15]) == ("gate49.E007", "GATE49_DOCUMENT")
        for name in ("default", "papers"):
            with pytest.raises(StoreAway):
                storages[name].save("a", ContentFile(b"a"))
            with pytest.raises(StoreAway):
                storages[name].open("a")
        assert "GATE49_DOCUMENTS" in fault_of_store()
    assert list(tmp_path.iterdir()) == []
