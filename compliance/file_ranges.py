"""A file as a download that goes on where it broke off (RFC 9110, section 14).

For files that never change under their tag. One range at a time: who asks for several gets the
whole, as the RFC allows.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse

ONE_RANGE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)
AT_ONCE = 1 << 16


def send_file(
    request: HttpRequest,
    path: Path,
    *,
    tag: str,
    filename: str,
    content_type: str,
    is_new: bool = False,
) -> HttpResponseBase:
    """The file, or the part that was asked for; 416 for one that it has not. `tag` names its
    content; of what `is_new` nobody has the beginning unless If-Range says so. Raises
    FileNotFoundError."""
    size = path.stat().st_size
    asked = part_of(request.headers.get("Range", ""), size)
    is_unknown = is_new and "If-Range" not in request.headers
    if asked is None or is_unknown or not is_still_meant(request, tag):
        return _sent(path, range(size), 200, tag, filename, content_type)
    if not asked:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return _told(refused, tag)
    part = _sent(path, asked, 206, tag, filename, content_type)
    part["Content-Range"] = f"bytes {asked.start}-{asked.stop - 1}/{size}"
    return part


def part_of(header: str, size: int) -> range | None:
    """The places that a Range header asks for: none of them where the file ends before, None where
    the header says nothing that counts."""
    asked = ONE_RANGE.fullmatch(header)
    if asked is None or not (asked[1] or asked[2]):
        return None
    if not asked[1]:
        return range(max(size - int(asked[2]), 0), size)
    first, last = int(asked[1]), int(asked[2]) if asked[2] else size - 1
    if asked[2] and last < first:
        return None
    return range(first, min(last + 1, size))


def is_still_meant(request: HttpRequest, tag: str) -> bool:
    """Whether the range is of the file with that tag, or of whatever file there is."""
    return request.headers.get("If-Range", _quoted(tag)).strip() == _quoted(tag)


def _sent(
    path: Path, part: range, status: int, tag: str, filename: str, content_type: str
) -> HttpResponseBase:
    content = _read(path, part)
    response = StreamingHttpResponse(content, status=status, content_type=content_type)
    response["Content-Length"] = str(len(part))
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return _told(response, tag)


def _told(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = _quoted(tag)
    return response


def _quoted(tag: str) -> str:
    return f'"{tag}"'


def _read(path: Path, part: range) -> Iterator[bytes]:
    left = len(part)
    with path.open("rb") as file:
        file.seek(part.start)
        while left and (read := file.read(min(left, AT_ONCE))):
            left -= len(read)
            yield read
