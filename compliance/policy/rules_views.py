"""The catalogue of rules as a page, generated from the cards."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CUSTOMS, for_everybody
from compliance.codes.row import in_language
from compliance.law.dates import standing_of
from compliance.law.policy import Policy
from compliance.law.provisions import Basis
from compliance.law.rule import Rule
from compliance.law.rules import CATALOGUE
from compliance.law.ruleset import ruleset_version
from compliance.policy.versions import policy_on

FAMILIES: dict[str, Any] = {
    "LST": _("Lists"),
    "PTY": _("Parties"),
    "DST": _("Destination and route"),
    "LIC": _("Licences"),
    "CLS": _("Classification"),
    "EUS": _("End user and end use"),
    "QTY": _("Quantity and price"),
    "DOC": _("Documents"),
    "EXP": capfirst(_("exporter")),
    "FUP": _("After the gate"),
}


STANDINGS: dict[str, Any] = {
    "not_yet": _("not yet in force"),
    "ended": _("no longer in force"),
    "suspended": _("suspended by an instrument"),
    "by_statement": _("in force by text / suspended by statement"),
}


@dataclass(frozen=True)
class Ground:
    """One provision a rule rests on, in the reader's language."""

    name: str
    article: str
    gloss: str
    source: str
    periods: tuple[tuple[Any, Any], ...]
    to_be_verified: bool
    standing: str


@dataclass(frozen=True)
class Card:
    """A rule as the page shows it."""

    rule: Rule
    in_force: bool
    grounds: tuple[Ground, ...]

    @property
    def message(self) -> str:
        """The sentence of a finding, with a gap for each value it fills in."""
        return str(self.rule.message) % _Gaps()


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@require_safe
@for_everybody
def rules(request: PersonRequest) -> HttpResponse:
    """By family, each under its code as anchor; exporters read of the disclosed ones alone."""
    is_customs, policy = request.user.role in CUSTOMS, policy_on(clock.today())
    readable = [rule for rule in CATALOGUE.values() if rule.disclosed or is_customs]
    ordered = sorted(readable, key=lambda rule: (list(FAMILIES).index(rule.code[:3]), rule.code))
    families = [
        (key, FAMILIES[key], [_card(rule, policy) for rule in group])
        for key, group in groupby(ordered, key=lambda rule: rule.code[:3])
    ]
    context = {"families": families, "count": len(readable), "version": ruleset_version()}
    return render(request, "policy/rules.html", context)


def _card(rule: Rule, policy: Policy) -> Card:
    grounds = tuple(_ground(each, policy) for each in rule.basis)
    return Card(rule, rule.in_force(clock.today()), grounds)


def _ground(basis: Basis, policy: Policy) -> Ground:
    instrument = basis.instrument
    return Ground(
        name=in_language(instrument.name_zh, instrument.name_en),
        article=in_language(basis.article.replace(", ", "、"), basis.article),
        gloss=in_language(basis.gloss_zh, basis.gloss_en),
        source=instrument.source,
        periods=instrument.periods,
        to_be_verified=instrument.confidence != "V2",
        standing=str(STANDINGS.get(standing_of(instrument, clock.today(), policy), "")),
    )
