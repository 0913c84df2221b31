"""Addresses of the running installation, and which of them are pages for whom."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.long_tests import has_long_tests
from tests.system import System, furnish

Addresses = dict[str, str]
NOWHERE = "/nowhere/"


@pytest.fixture(scope="session")
def addresses(system: System, pytestconfig: pytest.Config) -> Addresses:
    """Every address with sample arguments, by name."""
    return {**furnish(system, in_full=has_long_tests(pytestconfig)), "an error page": NOWHERE}


@pytest.fixture(scope="session")
def pages_for(system: System, addresses: Addresses) -> Callable[[str, BrowserContext], Addresses]:
    """The addresses that answer with a page of ours to a role, which owns the window; those with
    most on them first."""

    def size(context: BrowserContext, path: str) -> int:
        """Bytes of a page, 0 where there is none of ours."""
        answer = context.request.get(f"{system.url}{path}", max_redirects=0)
        is_html = answer.headers.get("content-type", "").startswith("text/html")
        is_found = answer.status == 200 or path == NOWHERE
        body = answer.body() if is_found and is_html else b""
        return len(body) * (b"<main" in body)

    found: dict[str, Addresses] = {}

    def find(role: str, context: BrowserContext) -> Addresses:
        if role not in found:
            sizes = {name: size(context, path) for name, path in addresses.items()}
            pages = sorted(filter(sizes.get, sizes), key=sizes.__getitem__, reverse=True)
            found[role] = {name: addresses[name] for name in pages}
        return found[role]

    return find
