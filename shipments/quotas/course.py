"""What quotas would have let go of past consignments, one after the other. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from compliance.law.quotas import Consignment, Quota, QuotaState
from compliance.law.rule import Effect

NONE = Decimal(0)


@dataclass(frozen=True)
class Past:
    """A consignment of the past by the key of its shipment, and whether it was let go."""

    shipment: int
    consignment: Consignment
    is_let_go: bool


@dataclass
class Use:
    """Of one quota in one period, in kg: what was let go, and what of it fits."""

    let_go: Decimal = NONE
    within: Decimal = NONE

    @property
    def beyond(self) -> Decimal:
        """What the quota withholds, or flags."""
        return self.let_go - self.within


@dataclass
class Course:
    """How the quotas stood before each shipment, and the use of each by its code and first day."""

    states: dict[int, tuple[QuotaState, ...]] = field(default_factory=dict)
    uses: dict[tuple[str, date], Use] = field(default_factory=lambda: defaultdict(Use))


def course_of(past: Iterable[Past], quotas: Sequence[Quota]) -> Course:
    """`past` has to come in order of time.

    What does not fit a quota of grade HOLD or BLOCK uses none, so that a smaller one after it may
    still fit; what is only flagged goes and is counted. What was declared before a quota began
    counts in its period and is not limited.
    """
    course, used = Course(), defaultdict[tuple[str, date], Decimal](Decimal)
    for each in past:
        met = [quota for quota in quotas if quota.counts(each.consignment)]
        states = {quota.code: _state(quota, each.consignment, used) for quota in met}
        standing = [quota for quota in met if quota.stands_on(each.consignment.declared_on)]
        if standing:
            course.states[each.shipment] = tuple(states[quota.code] for quota in standing)
        if each.is_let_go:
            _count(course, used, met, standing, states)
    return course


def _count(
    course: Course,
    used: dict[tuple[str, date], Decimal],
    met: list[Quota],
    standing: list[Quota],
    states: dict[str, QuotaState],
) -> None:
    full = {quota.code for quota in standing if states[quota.code].exceeds(quota.kg)}
    is_withheld = any(
        quota.code in full and Effect[quota.effect] >= Effect.HOLD for quota in standing
    )
    for quota in met:
        state = states[quota.code]
        key = (quota.code, state.begins)
        course.uses[key].let_go += state.declared_kg
        if not is_withheld:
            used[key] += state.declared_kg
        if not is_withheld and quota.code not in full:
            course.uses[key].within += state.declared_kg


def _state(
    quota: Quota, consignment: Consignment, used: dict[tuple[str, date], Decimal]
) -> QuotaState:
    begins, kg = quota.first_day(consignment.declared_on), consignment.kg_for(quota.end_use)
    return QuotaState(quota.code, begins, used[(quota.code, begins)], kg)
