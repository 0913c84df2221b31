"""A registered licence of the exporter, as the demo's goods cite it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from compliance import clock
from compliance.accounts.models import User
from compliance.policy.versions import policy_on
from shipments.demo.licences import licence_number
from shipments.licences import edition_actions
from shipments.licences.actions import register
from shipments.licences.edition_work import read_edition
from shipments.models import Licence, RegisterEdition
from tests.shipments.licences.registers import HEAD, a_file

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


Prepared = Callable[..., RegisterEdition]


def as_read(edition: RegisterEdition) -> RegisterEdition:
    """What the worker makes of it."""
    read_edition(edition.pk)
    edition.refresh_from_db()
    return edition


@pytest.fixture(autouse=True)
def kept_apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def holder(exporter: User) -> str:
    return str(exporter.exporter.uscc)


@pytest.fixture
def prepared(officer: User) -> Prepared:
    def prepare(
        *rows: str, as_of: date | None = None, by: User = officer, head: str = HEAD
    ) -> RegisterEdition:
        brought_in = edition_actions.bring_in(
            a_file(*rows, head=head),
            by=by,
            filename="register.csv",
            as_of=as_of or clock.today(),
            source="Letter 12",
        )
        return as_read(brought_in)

    return prepare


@pytest.fixture
def in_force(prepared: Prepared, second_officer: User) -> Prepared:
    def put(*rows: str, **how: Any) -> RegisterEdition:
        return edition_actions.put_in_force(prepared(*rows, **how), by=second_officer)

    return put


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy relies on a register of the last thirty days."""

    def on(day: date) -> Any:
        return replace(policy_on(day), licence_register_connected=True, licence_register_days=30)

    for room in ("screening.facts", "alarms", "numbers_for_watchmen", "licences.views"):
        monkeypatch.setattr(f"shipments.{room}.policy_on", on)
