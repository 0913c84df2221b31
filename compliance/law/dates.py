"""Which law applies on a date, and terms in working days and months."""

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from compliance.codes import calendar as working_days
from compliance.law.policy import Policy

if TYPE_CHECKING:
    from compliance.law.rule import Instrument


def applies(instrument: "Instrument", on: date, policy: Policy) -> bool:
    """Whether the instrument has begun, has not ended and is not suspended by the policy.

    The gaps between the published periods are suspensions and are the policy's to re-date; an
    end without revival is final.
    """
    first, last = instrument.periods[0][0], instrument.periods[-1][1]
    has_ended = last is not None and last <= on
    return first <= on and not has_ended and not policy.is_suspended(instrument.key, on)


def add_working_days(day: date, count: int, policy: Policy) -> date:
    """The count-th working day after `day` by the policy's calendar; `day` is not counted."""
    return working_days.add_working_days(day, count, policy.calendar)


def months_after(day: date, months: int) -> date:
    """The same day that many months later (or earlier), or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
