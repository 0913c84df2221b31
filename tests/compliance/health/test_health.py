"""What proxies, watchmen and graphs are told, and what strangers are not."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from celery.worker import state
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from compliance.accounts.models import User
from compliance.celery import tell_while_busy
from compliance.health import checks, tasks
from shipments.models import Document
from shipments.moves import Status
from shipments.paperwork.render_work import DISK_FAILED
from shipments.screening.actions import screen
from tests.builders import a_draft, a_shipment, freeze

pytestmark = pytest.mark.django_db
TOKEN = "a-token-for-watchmen"


@pytest.fixture(autouse=True)
def watchman(settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    cache.clear()


def ask(path: str, token: str = TOKEN) -> tuple[int, str]:
    answer = Client().get(path, HTTP_AUTHORIZATION=f"Bearer {token}")
    return answer.status_code, answer.content.decode()


def told(token: str = TOKEN) -> tuple[int, dict]:
    answer = Client().get("/readyz", HTTP_AUTHORIZATION=f"Bearer {token}")
    return answer.status_code, answer.json()


@contextmanager
def no_database() -> Iterator[None]:
    def refuse(*_args: object) -> None:
        raise OperationalError("no database")

    with patch.object(connection, "cursor", refuse):
        yield


def test_alive_asks_nothing() -> None:
    with no_database():
        assert ask("/healthz") == (200, "ok")


def test_without_a_database_it_is_not_ready() -> None:
    with no_database():
        status, found = told()
    assert (status, found["ready"]) == (503, False)
    assert "no database" in found["checks"]["database"]


def test_it_is_ready_and_healthy_while_all_is_well(prc_lists: None) -> None:
    for queue in checks.QUEUES:
        tasks.heartbeat(queue)
    status, found = told()
    assert (status, found["ready"], found["healthy"]) == (200, True, True), found
    assert set(found["checks"]) >= {
        "database",
        "migrations",
        "signing_key",
        "broker",
        "workers",
        "lists",
        "alarms",
    }


def test_silent_workers_and_old_lists_are_told_and_take_no_traffic_away() -> None:
    status, found = told()
    assert (status, found["ready"], found["healthy"]) == (200, True, False)
    assert "screening" in found["checks"]["workers"]
    assert "missing" in found["checks"]["lists"]


def test_a_worker_with_a_long_task_in_hand_is_not_silent() -> None:
    queues = ("paperwork", "rehearsal", "lists")
    tell_while_busy(queues)
    assert "lists" in told()[1]["checks"]["workers"], "it has nothing in hand: its heartbeats do"
    with patch.object(state, "active_requests", {object()}):
        tell_while_busy(queues)
    assert told()[1]["checks"]["workers"] == "nothing heard of: screening"


def test_papers_that_cannot_be_stored_are_told(officer: User, exporter: User) -> None:
    shipment = a_shipment(exporter, Status.REFUSED)
    Document.objects.create(
        shipment=shipment,
        revision=shipment.revisions.get(),
        kind="refusal_notice",
        issued_at=shipment.submitted_at,
        error=DISK_FAILED,
    )
    assert told()[1]["checks"]["alarms"]


@pytest.mark.parametrize("token", ["", "wrong"])
def test_strangers_learn_no_details(token: str) -> None:
    assert set(told(token)[1]) == {"ready", "healthy"}
    assert ask("/metrics", token)[0] == 404


def test_without_a_token_configured_nobody_reads_metrics(settings) -> None:
    settings.METRICS_TOKEN = ""
    assert ask("/metrics", "")[0] == 404


def test_metrics_count_what_waits_and_what_was_done(prc_lists: None, exporter: User) -> None:
    freeze(a_draft(exporter), exporter)
    screened = freeze(a_draft(exporter), exporter)
    screen(screened.shipment_id)
    status, text = ask("/metrics")
    assert status == 200
    lines = text.splitlines()
    assert 'gate49_queue_depth{queue="screening"} 1.0' in lines
    for name in ("queue_age_seconds", "screening_seconds", "rendering_seconds", "lane"):
        assert f"gate49_{name}" in text
    assert [line for line in lines if line.startswith('gate49_list_age_days{list="watch_list"}')]
    assert [line for line in lines if line.startswith("gate49_rule_hits{")]
