"""Programs of the two exporters, signed in by their tokens, none of whose requests count yet."""

from pathlib import Path

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from compliance.accounts.models import User
from tests.long_tests import has_long_tests
from tests.shipments.api.test_filing import signed_in


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Its cases are made while tests are collected, which takes long: only where they will run."""
    is_left_out = not has_long_tests(config)
    return True if is_left_out and collection_path.name == "test_fuzz.py" else None


@pytest.fixture
def api(exporter: User) -> APIClient:
    cache.clear()
    return signed_in("exporter")


@pytest.fixture
def rival(rival_exporter: User) -> APIClient:
    cache.clear()
    return signed_in("rival")
