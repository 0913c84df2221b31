"""Logs are JSON lines with ids; a fault's page and its line have the same reference."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from celery import shared_task
from django.test import Client, override_settings
from django.urls import include, path

from compliance import logs
from compliance.accounts import api_tokens
from compliance.accounts.models import User

pytestmark = pytest.mark.django_db


def broken(_request: object) -> None:
    raise RuntimeError("an unforeseen thing 铟")


urlpatterns = [
    path("api/broken/", broken),
    path("broken/", broken),
    path("", include("compliance.urls")),
]
handler500 = "compliance.ui.error_pages.server_error"


@pytest.fixture
def lines() -> Iterator[list[dict[str, str]]]:
    """What is logged, as a watchman's program reads it."""
    plan = logs.configuration("INFO")
    stream, found = io.StringIO(), []
    handler = logging.StreamHandler(stream)
    formatter = dict(plan["formatters"]["json"])
    factory = logging.config.DictConfigurator({}).resolve(formatter.pop("()"))
    handler.setFormatter(factory(**formatter))
    handler.addFilter(logs.Ids())
    logging.getLogger().addHandler(handler)

    class Read(list[dict[str, str]]):
        def __iter__(self) -> Iterator[dict[str, str]]:
            return iter([json.loads(line) for line in stream.getvalue().splitlines()])

    yield Read(found)
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("address", ["/broken/", "/api/broken/"])
@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_shows_the_reference_of_its_line(
    address: str, exporter: User, lines: list[dict[str, str]]
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(exporter)
    answer = client.get(address)
    assert answer.status_code == 500
    line = next(each for each in lines if "an unforeseen thing 铟" in each.get("exc_info", ""))
    assert len(line["request"]) == 32
    assert line["level"] == "ERROR"
    assert line["request"] in answer.content.decode()
    assert answer[logs.HEADER] == line["request"]
    assert "unforeseen" not in answer.content.decode()


def test_each_request_has_an_id_of_its_own_that_no_client_chooses() -> None:
    answers = [Client().get("/healthz", headers={logs.HEADER: "mine"}) for _each in range(2)]
    ids = {answer[logs.HEADER] for answer in answers}
    assert len(ids) == 2
    assert "mine" not in ids
    assert logs.reference() == ""


@shared_task(name="tests.says_something")
def says_something() -> None:
    logging.getLogger("tests").warning("said")


def test_what_a_task_says_carries_its_id(lines: list[dict[str, str]]) -> None:
    says_something.apply(task_id="task-7")
    line = next(each for each in lines if each["message"] == "said")
    assert (line["task"], line["request"]) == ("task-7", "")
    logging.getLogger("tests").warning("outside")
    assert next(each for each in lines if each["message"] == "outside")["task"] == ""


def test_the_time_of_a_line_says_its_zone(lines: list[dict[str, str]]) -> None:
    before = datetime.now(UTC)
    logging.getLogger("gate49").error("one line")
    line = next(each for each in lines if each["message"] == "one line")
    told = datetime.fromisoformat(line["time"])
    assert told.utcoffset() == timedelta()
    assert before <= told <= datetime.now(UTC)


@pytest.mark.parametrize("address", ["/review/", "/api/end-users/"])
def test_a_refusal_is_told_with_whom_it_met(
    address: str, exporter: User, lines: list[dict[str, str]]
) -> None:
    client, told = Client(), {}
    client.force_login(exporter)
    if address.startswith("/api/"):
        told = {"Authorization": f"Token {api_tokens.make(exporter)[1]}"}
    answer = client.get(address, headers=told)
    assert answer.status_code in (403, 404)
    (line,) = [line for line in lines if line["logger"] == "django.request"]
    assert (line["person"], address in line["message"]) == (exporter.pk, True)


def test_a_stranger_s_line_names_nobody(lines: list[dict[str, str]], db: None) -> None:
    assert Client().get("/nowhere/").status_code in (302, 404)
    assert {line["person"] for line in lines} <= {""}
