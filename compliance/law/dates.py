"""Which law applies on a date, when that next changes, and terms in months."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from compliance.law.policy import Policy
from compliance.law.provisions import Instrument


def applies(instrument: Instrument, on: date, policy: Policy) -> bool:
    """Whether the instrument has begun, has not ended and is not suspended by the policy.

    The gaps between the published periods are suspensions and are the policy's to re-date; an
    end without revival is final.
    """
    first, last = instrument.periods[0][0], instrument.periods[-1][1]
    has_ended = last is not None and last <= on
    return first <= on and not has_ended and not policy.is_suspended(instrument.key, on)


def applies_on_any(instrument: Instrument, days: Iterable[date], policy: Policy) -> bool:
    """Whether the instrument applies on one of the days."""
    return any(applies(instrument, day, policy) for day in days)


def standing_of(instrument: Instrument, on: date, policy: Policy) -> str:
    """How it stands that day: in_force, suspended, by_statement (in force by its text, suspended
    by what was only said), not_yet or ended."""
    if on < instrument.periods[0][0]:
        return "not_yet"
    if not instrument.stands_on(on):
        return "ended"
    if not policy.is_suspended(instrument.key, on):
        return "in_force"
    return "by_statement" if instrument.in_force_by_text(on) else "suspended"


def turning_days(policy: Policy, instruments: Iterable[Instrument]) -> Iterator[date]:
    """Days on which an instrument begins, ends or revives, or a restriction begins or ends."""
    for instrument in instruments:
        yield from (day for period in instrument.periods for day in period if day)
    spans = [(each.since, each.until) for each in policy.suspensions]
    spans += [(each.since, each.until) for each in policy.restrictions]
    yield from (day for span in spans for day in span if day)


def months_after(day: date, months: int) -> date:
    """The same day that many months later (or earlier), or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
