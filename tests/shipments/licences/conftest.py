"""A registered licence of the exporter, as the demo's goods cite it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from shipments.demo.licences import licence_number
from shipments.licences.actions import register
from shipments.models import Licence

Registered = Callable[..., Licence]


@pytest.fixture
def registered(exporter: User) -> Registered:
    """Registers the licence the exporter's ingots cite; every box can be given."""

    def make(**boxes: Any) -> Licence:
        standard = {
            "number": licence_number(exporter.exporter, "4"),
            "kind": "4",
            "holder_uscc": exporter.exporter.uscc,
            "valid_from": clock.today() - timedelta(days=30),
            "valid_until": clock.today() + timedelta(days=90),
            "quantity_kg": Decimal(1000),
            "uses": 12,
        }
        return register(by=None, **{**standard, **boxes})

    return make
