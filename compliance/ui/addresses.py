"""Where the reader is, as an address that can be opened again, and which addresses are whose."""

from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

API_ROOT = "/api/"
API_PAGE = "/api/docs/"


def is_for_programs(path: str) -> bool:
    """Whether the address is the API's, which answers programs in JSON."""
    return path.startswith(API_ROOT) and path != API_PAGE


def page_of(request: HttpRequest) -> str:
    """Path and query of the page: the request's own for a GET, else of the page with the form.

    A form may post to an address that cannot be read, so its page is taken from the referrer,
    and only when that is this site.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referrer = request.headers.get("Referer", "")
    if not _is_ours(request, referrer):
        return request.get_full_path()
    parts = urlsplit(referrer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says the form stood on a page of this site."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _is_ours(request: HttpRequest, address: str) -> bool:
    try:
        return bool(urlsplit(address).netloc) and url_has_allowed_host_and_scheme(
            address, {request.get_host()}, require_https=request.is_secure()
        )
    except (ValueError, DisallowedHost):
        return False
