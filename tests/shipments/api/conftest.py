"""Programs of the two exporters, signed in by their tokens, none of whose requests count yet."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from compliance.accounts.models import User
from tests.shipments.api.test_filing import signed_in


@pytest.fixture
def api(exporter: User) -> APIClient:
    cache.clear()
    return signed_in("exporter")


@pytest.fixture
def rival(rival_exporter: User) -> APIClient:
    cache.clear()
    return signed_in("rival")
