"""Whatever the OpenAPI schema allows, and much that it does not, sent with every role's token:
never a fault, and every refusal is JSON. Runs with script/test --all."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from hypothesis import HealthCheck, settings
from rest_framework.throttling import ScopedRateThrottle
from schemathesis.generation import GenerationMode

from compliance.accounts.api_tokens import make
from compliance.accounts.models import User
from compliance.wsgi import application
from shipments.api.rates import TokenRate
from tests.builders import a_draft, a_shipment

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800), pytest.mark.django_db]

ROLES = ("exporter", "rival", "officer1", "head1", "auditor", "policy")
EXAMPLES = 8
# The schema of a declaration alone has thousands of single values at the edge of what it allows.
MOST_CASES = int(os.environ.get("GATE49_FUZZ_CASES", "80"))  # of one operation
IN_ORDER, EVERY = 30, 9  # from there on one of so many is sent, so that all parts are reached
EACH_ROLE = 4  # so many cases apart, a case is sent by everybody and not only by the exporter


@pytest.fixture
def in_one_connection(db: None) -> Iterator[None]:
    """A server closes its connection after a request; here all belong to the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def unlimited(in_one_connection: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for rate in (ScopedRateThrottle, TokenRate):
        monkeypatch.setattr(rate, "allow_request", lambda *_: True)


@pytest.fixture
def tokens(people: dict[str, User]) -> dict[str, str]:
    """Authorization headers by role; nobody's is empty."""
    made = {role: f"Token {make(people[role])[1]}" for role in ROLES}
    return {"nobody": "", **made}


@pytest.fixture
def references(exporter: User) -> list[str]:
    """A draft and an open case of the exporter."""
    return [a_draft(exporter).reference, a_shipment(exporter).reference]


schema = schemathesis.openapi.from_dict(
    json.loads(OpenApiJsonRenderer().render(SchemaGenerator().get_schema(public=True)))
)
schema.app = application
_seen: Counter[str] = Counter()
_sent: Counter[str] = Counter()
schema.config.generation.update(modes=list(GenerationMode))


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_no_answer_is_a_fault(case: Any, tokens: dict[str, str], references: list[str]) -> None:
    sent = _turn(f"{case.method} {case.path}")
    if sent is None:
        return
    given = dict(case.path_parameters or {})
    places = [given, *({**given, "reference": each} for each in references if "reference" in given)]
    roles = tokens if sent % EACH_ROLE == 0 else {"exporter": tokens["exporter"]}
    for role, token in roles.items():
        for place in places if role == "exporter" else places[:1]:
            case.path_parameters = place
            answer = case.call(headers={"Authorization": token} if token else {})
            note = f"{case.method} {case.path} {place} as {role}: {answer.status_code}"
            assert answer.status_code < 500, note
            if answer.status_code >= 400 and case.method.upper() != "HEAD":
                assert answer.headers["content-type"][0].startswith("application/json"), note


def _turn(operation: str) -> int | None:
    """Which case of the operation this is among those sent; None for one that is left out."""
    _seen[operation] += 1
    is_due = _seen[operation] <= IN_ORDER or _seen[operation] % EVERY == 0
    if not is_due or _sent[operation] >= MOST_CASES:
        return None
    _sent[operation] += 1
    return _sent[operation] - 1
