"""The one clock: actions ask it for the time, so that demo data can be filed in the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The aware current time, or the moment set by `at`."""
    return _moment.get() or timezone.now()


def chosen() -> datetime | None:
    """The moment set by `at`; None while the clock runs."""
    return _moment.get()


def today() -> date:
    """The current date in China."""
    return timezone.localtime(now(), timezone.get_default_timezone()).date()


def midnight(day: date) -> datetime:
    """When the day begins in China."""
    return timezone.make_aware(datetime.combine(day, time.min))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at an aware moment inside the block."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
