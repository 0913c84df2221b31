"""From a stored finding (rule code and parameters) to sentences in the reader's language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.accounts.models import User
from compliance.codes.row import in_language
from compliance.codes.tables import COUNTRIES, EXIT_PORTS, PORTS_ABROAD, TABLES
from compliance.law.dates import standing_of
from compliance.law.default_policy import default_policy
from compliance.law.follow_up import REPORTS
from compliance.law.policy import Policy
from compliance.law.provisions import Basis
from compliance.law.rule import Finding, Rule
from compliance.law.rules import CATALOGUE
from compliance.listed import labelled, listed, listed_apart, stored_list
from shipments.labels import end_use_name, label_of, list_name
from shipments.models import ScreenedFinding

DECIMAL = re.compile(r"\d+\.\d+")
LISTS = {"basis", "codes", "currencies", "elements", "lines", "through", "use"}
PLACES = {"country", "hub", "one", "other", "through", "what"}
CODED = {
    "form": "goods_forms",
    "kind": "attachment_kinds",
    "material": "materials",
    "means": "transport_modes",
    "mode": "transport_modes",
    "office": "customs_offices",
    "regime": "customs_regimes",
    "terms": "incoterms",
    "unit": "units",
}
FIELDS = {"field", "fee"}
WORDS: dict[str, Mapping[str, Any]] = {
    "report": REPORTS,
    "name": {"-": gettext_lazy("somebody without a name")},
    "sign": {"-": gettext_lazy("no name is given")},
}


@dataclass(frozen=True)
class BasisView:
    """One provision a rule rests on, as shown: instrument, article, gloss, source address, and how
    it stands where a suspension touches it."""

    instrument: str
    article: str
    gloss: str
    source: str
    standing: str = ""


@dataclass(frozen=True)
class FindingView:
    """A finding as a person reads it. `effect` is a compliance.law.rule.Effect as number."""

    rule: str
    title: str
    message: str
    cure: str
    basis: tuple[BasisView, ...]
    effect: int
    disclosed: bool
    line: int | None
    party_ref: str
    field_name: str
    rule_url: str
    address: str = ""


def render_finding(
    finding: ScreenedFinding | Finding,
    user: User,
    policy: Policy | None = None,
    on: date | None = None,
) -> FindingView:
    """The finding in the active language. Raises ValueError when the reader may not see it.

    `policy` names end uses, without it the first policy does; `on` is the day whose provisions are
    shown, without it all the rule rests on.
    """
    if user.is_exporter and not finding.disclosed:
        raise ValueError(f"{finding.rule} is not for exporters")
    rule = CATALOGUE.get(finding.rule)
    return FindingView(
        rule=finding.rule,
        title=str(rule.title) if rule else finding.rule,
        message=_message(rule, finding.params, policy or default_policy()),
        cure=str(rule.cure_for(finding.params)) if rule else "",
        basis=_grounds(rule, policy or default_policy(), on) if rule else (),
        effect=int(finding.effect),
        disclosed=finding.disclosed,
        line=finding.line,
        party_ref=finding.party_ref,
        field_name=finding.field_name,
        rule_url=f"{reverse('policy:rules')}#{finding.rule}",
    )


def render_findings(
    findings: Iterable[ScreenedFinding | Finding],
    user: User,
    policy: Policy | None = None,
    on: date | None = None,
) -> list[FindingView]:
    """What the reader may see of them, gravest first, else in their order."""
    visible = [each for each in findings if each.disclosed or not user.is_exporter]
    views = [render_finding(each, user, policy, on) for each in visible]
    return sorted(views, key=lambda view: -view.effect)


def _message(rule: Rule | None, params: Mapping[str, Any], policy: Policy) -> str:
    """Parameters a later rule version no longer knows are shown as they were stored."""
    plain = listed_apart(labelled(key, value) for key, value in params.items())
    if rule is None:
        return plain
    shown = {key: _param(key, str(value), policy) for key, value in params.items()}
    try:
        return str(rule.message_for(params)) % shown
    except KeyError:
        return plain


def _param(key: str, value: str, policy: Policy) -> str:
    if key in LISTS:
        return listed(_one(key, each, policy) for each in stored_list(value))
    return _one(key, value, policy)


def _one(key: str, value: str, policy: Policy) -> str:
    if key in FIELDS:
        return label_of(value)
    if value in WORDS.get(key, ()):
        return str(WORDS[key][value])
    if key == "use":
        return end_use_name(value, policy)
    if key == "list":
        return list_name(value)
    if key == "state":
        return _state(value)
    if key in PLACES:
        return _place(value)
    found = TABLES[CODED[key]].get(value) if key in CODED else None
    if found:
        return found.name
    return value.rstrip("0").rstrip(".") if DECIMAL.fullmatch(value) else value


def _place(value: str) -> str:
    found = COUNTRIES.get(value) or PORTS_ABROAD.get(value) or EXIT_PORTS.get(value)
    return found.label if found else value


def _state(value: str) -> str:
    return {
        "missing": _("missing"),
        "stale": _("too old"),
        "shrunken": _("shorter than it may be"),
        "bad": _("in doubt after a file that could not be read"),
        "+": _("given"),
        "-": _("not given"),
    }.get(value, value)


def _grounds(rule: Rule, policy: Policy, on: date | None) -> tuple[BasisView, ...]:
    if on is None:
        return tuple(_basis(each, "") for each in rule.basis)
    standings = ((each, standing_of(each.instrument, on, policy)) for each in rule.basis_on(on))
    return tuple(_basis(each, standing_word(standing)) for each, standing in standings)


def standing_word(standing: str) -> str:
    """How a provision stands, where that is worth saying."""
    return {
        "suspended": _("suspended by an instrument"),
        "by_statement": _("in force by text / suspended by statement"),
    }.get(standing, "")


def _basis(basis: Basis, standing: str) -> BasisView:
    instrument = basis.instrument
    return BasisView(
        instrument=in_language(instrument.name_zh, instrument.name_en),
        article=basis.article,
        gloss=in_language(basis.gloss_zh, basis.gloss_en),
        source=instrument.source,
        standing=standing,
    )
