"""The one door that refuses what nobody types and PostgreSQL cannot keep: zero characters, halves
of surrogate pairs, other encodings than UTF-8, bodies that fall apart.

Everything behind it may store and compare the texts of a request as they are.
"""

import codecs
from collections.abc import Iterator
from itertools import chain

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, UnreadablePostError
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from compliance.ui.addresses import is_for_programs

READABLE_ENCODINGS = ("utf-8", "ascii")
HEADERS = ("HTTP_", "CONTENT_")


def can_be_kept(text: str) -> bool:
    """Whether PostgreSQL takes the text: no zero character, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= each <= "\udfff" for each in text)


class UnreadableMiddleware(MiddlewareMixin):
    """404 for an address, 400 for the rest of a request, that cannot be read."""

    def process_request(self, request: HttpRequest) -> None:
        """Look at everything before anything else does."""
        if not request.path.startswith("/") or not can_be_kept(request.path):
            _choose_language(request)
            raise Http404
        if not _is_readable(request):
            _choose_language(request)
            raise BadRequest


def _choose_language(request: HttpRequest) -> None:
    """Languages are chosen behind this door; until then the last reader's is still set."""
    if not is_for_programs(request.path):
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
    translation.activate(translation.get_language_from_request(request))


def _is_readable(request: HttpRequest) -> bool:
    if not _is_utf8(request) or not request.META.get("HTTP_AUTHORIZATION", "").isascii():
        return False
    try:
        return all(map(can_be_kept, _texts(request)))
    except SuspiciousOperation:
        raise
    except (LookupError, ValueError, UnreadablePostError):
        return False


def _is_utf8(request: HttpRequest) -> bool:
    named = (request.content_params or {}).get("charset", "utf-8")
    try:
        return codecs.lookup(named).name in READABLE_ENCODINGS
    except LookupError:
        return False


def _texts(request: HttpRequest) -> Iterator[str]:
    yield from (text for name, text in request.META.items() if name.startswith(HEADERS))
    yield from chain(*request.COOKIES.items())
    for fields in (request.GET, request.POST):
        for name, values in fields.lists():
            yield from (name, *values)
    for name, files in request.FILES.lists():
        yield name
        yield from (file.name or "" for file in files)
