"""Refusals of a period for the report to the ministry: how many, on what grounds, after which
findings."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.law.rule import Effect
from compliance.law.rules import CATALOGUE
from shipments.flows.figures import Period, shift
from shipments.flows.reports.content import Cell, Said, Table, figures, headed, said, worded
from shipments.models import DecisionState

IN_FORCE = (DecisionState.EFFECTIVE, DecisionState.COUNTERSIGNED)
NONE = Decimal(0)
BY_GROUND_AND_RULE = """
WITH refused AS MATERIALIZED (
    SELECT decision.id, revision_id, ground, (
        SELECT sum(indium_kg) FROM shipments_flow AS flow
        WHERE flow.shipment_id = decision.shipment_id
    ) AS kg
    FROM shipments_decision AS decision
    WHERE verb = 'refuse' AND state = ANY(%(in_force)s) AND at >= %(since)s AND at < %(until)s
), grave AS (
    SELECT DISTINCT refused.id, kg, finding.rule
    FROM refused JOIN shipments_screening AS screening USING (revision_id)
    JOIN shipments_screenedfinding AS finding ON finding.screening_id = screening.id
    WHERE finding.effect >= %(grave)s
)
SELECT ground ->> 'text_zh', ground ->> 'text_en', NULL, count(*), coalesce(sum(kg), 0)
FROM refused GROUP BY 1, 2
UNION ALL
SELECT NULL, NULL, rule, count(*), coalesce(sum(kg), 0) FROM grave GROUP BY rule
"""
Counted = tuple[Said, int, Decimal]
"""A ground or a finding, refusals and their contained indium (kg)."""


def refusals(period: Period) -> Iterator[Table]:
    """Refused in the period, whenever it was declared."""
    grounds, rules = _counted(period)
    columns = (_("Shipments"), capfirst(_("contained indium (kg)")))
    count = sum(count for _ground, count, _kg in grounds)
    kg = sum((kg for _ground, _count, kg in grounds), NONE)
    yield Table(
        said(_("Refusals")),
        headed(_("In the period"), *columns),
        ((worded(_("Refused")), *figures(count, kg)),),
    )
    yield Table(
        said(_("Grounds of the refusals")),
        headed(capfirst(_("ground")), *columns),
        tuple(_rows(grounds)),
    )
    yield Table(
        said(_("Findings of the refusals")),
        headed(capfirst(_("finding")), *columns),
        tuple(_rows(rules)),
        said(_("A refusal with several grave findings counts under each of them.")),
    )


def _counted(period: Period) -> tuple[list[Counted], list[Counted]]:
    """By the policy's grounds in the words they had then (those of before have none), and by the
    grave findings of the revision that was refused."""
    asked: dict[str, Any] = {
        "in_force": [state.value for state in IN_FORCE],
        "since": clock.midnight(period.since),
        "until": clock.midnight(shift(period.until, 1)),
        "grave": int(Effect.HOLD),
    }
    grounds, rules = [], []
    with connection.cursor() as cursor:
        cursor.execute(BY_GROUND_AND_RULE, asked)
        for zh, en, rule, count, kg in cursor:
            if rule:
                rules.append((_named(rule), count, kg))
            else:
                grounds.append((Said(zh, en) if en else said(_("No ground named")), count, kg))
    return grounds, rules


def _rows(counted: Iterable[Counted]) -> Iterator[tuple[Any, ...]]:
    """The most frequent first."""
    for name, count, kg in sorted(counted, key=lambda row: (-row[1], row[0].en)):
        yield (Cell(name), *figures(count, kg))


def _named(code: str) -> Said:
    rule = CATALOGUE.get(code)
    return said(lambda: f"{code} {rule.title}") if rule else Said(code, code)
