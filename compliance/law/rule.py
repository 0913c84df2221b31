"""How a rule is written: a card (what the officer reads) and a predicate (what it checks)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import cached_property
from typing import Any

from compliance.law.facts import Facts
from compliance.law.provisions import Basis


class Effect(IntEnum):
    """What a finding does to the shipment, ordered by gravity."""

    FLAG = 1
    HOLD = 2
    BLOCK = 3


@dataclass(frozen=True)
class Hit:
    """One offending fact: where it is and the parameters of the message. Values are JSON scalars.

    A predicate may raise or lower the rule's effect for this fact.
    """

    params: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    party_ref: str = ""
    field_name: str = ""
    effect: Effect | None = None


Predicate = Callable[[Facts], Iterable[Hit]]
Parts = Callable[[Facts], tuple[Facts, ...]]


def the_whole(facts: Facts) -> tuple[Facts, ...]:
    """Most rules judge the declaration as one."""
    return (facts,)


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue. Title, message and cure are lazy translatable strings;
    `message` is a %-format over the finding's parameters. `other_cures` are what helps instead
    where a finding's parameter `case` names one of them; `other_messages` what is said instead.
    `over` gives the parts that are judged one by one."""

    code: str
    regulation: str
    title: Any
    message: Any
    basis: tuple[Basis, ...]
    effect: Effect
    disclosed: bool
    cure: Any
    predicate: Predicate
    version: int = 1
    since: date | None = None
    other_cures: Mapping[str, Any] = field(default_factory=dict)
    other_messages: Mapping[str, Any] = field(default_factory=dict)
    over: Parts = the_whole

    def cure_for(self, params: Mapping[str, Any]) -> Any:
        """What helps against that finding."""
        return self.other_cures.get(str(params.get("case", "")), self.cure)

    def message_for(self, params: Mapping[str, Any]) -> Any:
        """What that finding says, before its parameters are put in."""
        return self.other_messages.get(str(params.get("case", "")), self.message)

    def basis_on(self, day: date) -> tuple[Basis, ...]:
        """The provisions whose edition had begun and was not over that day; all, if none was."""
        held = tuple(each for each in self.basis if each.instrument.stands_on(day))
        return held or self.basis

    @cached_property
    def begins(self) -> date:
        """Its first day: never before the oldest provision it rests on."""
        oldest = min((each.instrument.periods[0][0] for each in self.basis), default=date.max)
        return max(oldest, self.since or oldest)

    def in_force(self, on: date) -> bool:
        """Whether the rule itself is applied on the date."""
        return self.begins <= on


@dataclass(frozen=True)
class Finding:
    """A rule's verdict on one fact, without wording. All values are JSON scalars."""

    rule: str
    rule_version: int
    effect: int
    disclosed: bool
    params: dict[str, str]
    line: int | None = None
    party_ref: str = ""
    field_name: str = ""


CATALOGUE: dict[str, Rule] = {}


def rule(code: str, **card: Any) -> Callable[[Predicate], Rule]:
    """Register a predicate with its card under a code that is never reused.

    Raises ValueError if the code is taken.
    """

    def register(predicate: Predicate) -> Rule:
        if code in CATALOGUE:
            raise ValueError(f"rule code {code} is already used")
        CATALOGUE[code] = Rule(code=code, predicate=predicate, **card)
        return CATALOGUE[code]

    return register


def findings_of(facts: Facts, rules: Sequence[Rule] | None = None) -> tuple[Finding, ...]:
    """All findings of the rules in force on the declaration date, in catalogue order.

    Pure and deterministic: the same facts give the same tuple.
    """
    chosen, on = CATALOGUE.values() if rules is None else rules, facts.declared_on
    return tuple(
        Finding(
            rule=each.code,
            rule_version=each.version,
            effect=int(hit.effect or each.effect),
            disclosed=each.disclosed,
            params={key: _plain(value) for key, value in hit.params.items()},
            line=hit.line,
            party_ref=hit.party_ref,
            field_name=hit.field_name,
        )
        for each in chosen
        if each.in_force(on)
        for hit in _hits(each, facts)
    )


def _hits(rule: Rule, facts: Facts) -> list[Hit]:
    """What several parts have in common is found once."""
    found: list[Hit] = []
    for part in rule.over(facts):
        found += [hit for hit in rule.predicate(part) if hit not in found]
    return found


def _plain(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
