"""Parts of a file as RFC 9110 has them, against a table written by hand."""

from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from compliance.file_ranges import send_file

CONTENT = bytes(range(10))
TAG = "abc"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(CONTENT)
    return path


def sent(file: Path, **headers: str) -> tuple[HttpResponseBase, bytes]:
    request = RequestFactory().get("/", headers=headers)
    response = send_file(request, file, tag=TAG, filename="a.zip", content_type="application/zip")
    body = response.streaming_content if response.streaming else [response.content]  # type: ignore[attr-defined]
    return response, b"".join(body)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-4", 0, 4),
        ("bytes=3-", 3, 9),
        ("bytes=9-", 9, 9),
        ("bytes=3-99999999", 3, 9),
        ("bytes=-4", 6, 9),
        ("bytes=-400", 0, 9),
        ("Bytes=1-2", 1, 2),
    ],
)
def test_a_part_is_sent_with_its_place(file: Path, asked: str, first: int, last: int) -> None:
    response, body = sent(file, range=asked)
    assert response.status_code == 206
    assert body == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/10"
    assert response["Content-Length"] == str(len(body))
    assert (response["ETag"], response["Accept-Ranges"]) == ('"abc"', "bytes")


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_what_the_file_has_not_is_refused_with_its_size(file: Path, asked: str) -> None:
    response, body = sent(file, range=asked)
    assert (response.status_code, response["Content-Range"], body) == (416, "bytes */10", b"")


@pytest.mark.parametrize(
    "asked",
    [
        *("", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "pages=1-2", "bytes=a-b"),
        *("bytes=٣-", f"bytes={'9' * 5000}-"),
    ],
)
def test_what_says_nothing_gets_the_whole(file: Path, asked: str) -> None:
    response, body = sent(file, range=asked)
    assert (response.status_code, body) == (200, CONTENT)
    assert response["Content-Length"] == "10"


@pytest.mark.parametrize(
    ("tag", "status"),
    [('"abc"', 206), ('"other"', 200), ('W/"abc"', 200), ("Thu, 26 Nov 2026 00:00:00 GMT", 200)],
)
def test_a_part_is_of_the_file_that_was_begun(file: Path, tag: str, status: int) -> None:
    response, body = sent(file, range="bytes=2-3", if_range=tag)
    assert (response.status_code, body) == (status, CONTENT[2:4] if status == 206 else CONTENT)
