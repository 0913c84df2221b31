"""What the law makes of a draft: classification of its lines, and the rules it would break."""

from dataclasses import dataclass
from typing import Any

from compliance import clock
from compliance.law.classify import Classification, classify
from compliance.law.declaration import Declaration
from compliance.law.elements import remark_wording
from compliance.law.evaluate import evaluate
from compliance.law.rule import CATALOGUE, Finding
from compliance.policy.versions import policy_on
from shipments.declare.content import declaration_of
from shipments.models import PartyRole, ScreenedFinding, Shipment
from shipments.screening.facts import precheck_facts


@dataclass(frozen=True)
class Advice:
    """A disclosed finding in words; gravity stays with customs."""

    rule: str
    title: Any
    message: str
    cure: Any
    line: int | None


def content_page(declaration: Declaration) -> dict[str, Any]:
    """The context of templates/declare/_content.html."""
    return {
        "declaration": declaration,
        "parties": [(PartyRole(party.role).label, party) for party in declaration.parties],
        "currency": declaration.lines[0].currency if declaration.lines else "",
    }


def suggested_remark(shipment: Shipment) -> str:
    """The control statement that fits the stored lines; empty without lines."""
    today = clock.today()
    declaration = declaration_of(shipment, shipment.revision_no + 1, today)
    return remark_wording(declaration.lines, today, policy_on(today))


def classifications(shipment: Shipment) -> dict[int, Classification]:
    """The stored lines' classification under today's law, by line number."""
    today = clock.today()
    policy = policy_on(today)
    declaration = declaration_of(shipment, shipment.revision_no + 1, today)
    return {
        line.number: classify(line, today, policy, declaration.customs_regime)
        for line in declaration.lines
    }


def precheck(shipment: Shipment) -> list[Advice]:
    """The disclosed findings the draft would meet today; party lists are not asked."""
    findings = evaluate(precheck_facts(shipment)).findings
    return [in_words(finding) for finding in findings if finding.disclosed]


def in_words(finding: Finding | ScreenedFinding) -> Advice:
    """The finding in the reader's language."""
    rule = CATALOGUE[finding.rule]
    return Advice(rule.code, rule.title, str(rule.message) % finding.params, rule.cure, finding.line)
