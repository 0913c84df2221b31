"""Logs as one JSON object a line, with the id of the request or task they belong to."""

import logging
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject

HEADER = "X-Request-ID"
FIELDS = "%(levelname)s %(name)s %(message)s %(request)s %(person)s %(task)s"
NAMES = {"levelname": "level", "name": "logger"}

_request: ContextVar[str] = ContextVar("request", default="")


def reference() -> str:
    """The id of the request that is being answered; "" outside of one."""
    return _request.get()


class RequestIdMiddleware:
    """Gives each request an id of our own making, told in the answer and in every line logged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark = _request.set(uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response[HEADER] = reference()
            return response
        finally:
            _request.reset(mark)


class Ids(logging.Filter):
    """Adds the ids to each record, and whose request it was where that is known already; a record
    of Django's has the whole request under that name."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        from celery import current_task

        task = current_task.request.id if current_task else None
        if not hasattr(record, "person"):  # another handler's filter may have been here
            record.person = _person_of(getattr(record, "request", None))
        record.request = reference()
        record.task = task or ""
        return True


def _person_of(request: object) -> int | str:
    """The key of who asked; "" for a stranger. Asks no database."""
    if not isinstance(request, HttpRequest):
        return ""
    user = getattr(request, "_cached_user", None) or vars(request).get("user")
    return "" if isinstance(user, LazyObject) else getattr(user, "pk", None) or ""


def configuration(level: str) -> dict[str, Any]:
    """For logging.config.dictConfig: everything to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"ids": {"()": "compliance.logs.Ids"}},
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": FIELDS,
                "rename_fields": NAMES,
                "timestamp": "time",  # with its zone, which changes as a process starts
                "json_ensure_ascii": False,
            }
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["ids"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
    }
