"""Changing the language in the middle of a form, with and without a script."""

from collections.abc import Callable

import pytest

from tests.browser import Person
from tests.pages.conftest import Addresses

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.mark.long
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_typed_values_stay_and_enter_saves(
    person: Callable[..., Person], addresses: Addresses, script: bool
) -> None:
    filer = person("exporter", java_script_enabled=script)
    filer.go(addresses["declare:section"])
    filer.fill({"transport_name": "TYPED BEFORE", "destination_port": "nowhere at all"})
    filer.press("button[name=language][value=en]")
    assert filer.path == addresses["declare:section"]
    assert filer.page.locator("html").get_attribute("lang") == "en"
    assert filer.page.locator("[name=transport_name]").input_value() == "TYPED BEFORE"
    assert not filer.errors()
    filer.answer_to(lambda: filer.page.locator("[name=transport_name]").press("Enter"))
    assert set(filer.errors()) == {"destination_port"}
    filer.press("button[name=language][value=zh-hans]")
    assert filer.page.locator("[name=destination_port]").input_value() == "nowhere at all"
    assert set(filer.errors()) == {"destination_port"}
