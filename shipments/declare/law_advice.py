"""What the law makes of a draft: classification of its lines, and the rules it would break."""

from collections.abc import Iterable
from datetime import date

from compliance import clock
from compliance.accounts.models import User
from compliance.law.classify import Classification, classify
from compliance.law.elements import remark_wording
from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts
from compliance.law.policy import Policy
from compliance.law.rule import Finding
from compliance.policy.versions import policy_on
from shipments.declare.freezing import declaration_of
from shipments.licences.disclosure import tell
from shipments.models import ScreenedFinding, Shipment
from shipments.screening.wording import FindingView, render_finding


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


def precheck(facts: Facts, reader: User) -> list[FindingView]:
    """The disclosed findings a draft would meet today; party lists are not asked."""
    return disclosed(evaluate(facts).findings, reader, facts.policy, facts.declared_on)


def disclosed(
    findings: Iterable[Finding | ScreenedFinding], reader: User, policy: Policy, on: date
) -> list[FindingView]:
    """What the exporter may read, in catalogue order: gravity stays with customs."""
    open_ones = [each for each in findings if each.disclosed]
    return [render_finding(each, reader, policy, on) for each in tell(open_ones, reader, policy)]
