"""Answers that a browser keeps as files."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_answer(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """A file to be kept under that name."""
    return HttpResponse(content, content_type=kind, headers=_kept_as(name))


def streamed_file(content: Iterable[bytes], kind: str, name: str) -> StreamingHttpResponse:
    """The same, sent while it is made."""
    return StreamingHttpResponse(content, content_type=kind, headers=_kept_as(name))


def _kept_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
