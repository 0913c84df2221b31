"""Whose time is up. A moment that has not come yet was written while the clock of this machine was
ahead: it counts as past, else work would lie for as long as the clock was wrong."""

from datetime import datetime, timedelta

from django.db.models import Q

from compliance import clock

AHEAD = timedelta(minutes=5)  # further than the clocks of one installation differ


def before(column: str, moment: datetime) -> Q:
    """Rows whose moment was before that one, or cannot be true."""
    return Q(**{f"{column}__lt": moment}) | Q(**{f"{column}__gt": clock.now() + AHEAD})


def is_before(then: datetime, moment: datetime) -> bool:
    """The same of one moment."""
    return then < moment or is_ahead(then)


def is_ahead(then: datetime) -> bool:
    """Whether that moment cannot be true."""
    return then > clock.now() + AHEAD


def due(column: str, longest: timedelta) -> Q:
    """Rows whose next try has come, or lies further off than the longest pause."""
    now = clock.now()
    return Q(**{f"{column}__lte": now}) | Q(**{f"{column}__gt": now + longest + AHEAD})
