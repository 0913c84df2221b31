"""Drafts and exporters for journeys that need many of them."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.browser import Person
from tests.filing_by_api import file_draft, sign_in
from tests.system import System


@pytest.fixture(scope="module")
def new_draft(system: System) -> Callable[[], str]:
    """A complete draft of the exporter, made by its program."""
    token = sign_in(system.url)
    return lambda: file_draft(system.url, token, 0)


@pytest.fixture(scope="module")
def filer_at(signed_in: Callable[..., Person]) -> Callable[..., Person]:
    """The exporter, signed in once per language, with and without scripts."""

    @cache
    def sign_in_once(language: str, script: bool) -> Person:
        return signed_in("exporter", language, java_script_enabled=script)

    return lambda language="zh-hans", script=True: sign_in_once(language, script)
