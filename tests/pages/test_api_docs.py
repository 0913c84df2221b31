"""The description of the API is drawn by a script that the content policy must let through."""

from collections.abc import Callable

import pytest

from tests.browser import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_the_browser_shows_every_operation(person: Callable[..., Person]) -> None:
    exporter = person("exporter", language="en")
    exporter.press("footer a[href='/api/docs/']")
    exporter.page.locator("[data-path='/api/shipments/{reference}/submit/']").wait_for()
