"""Refusals of a period for the report to the ministry: how many, on what grounds, after which
findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.law.rule import Effect
from compliance.law.rules import CATALOGUE
from shipments.flows.figures import Period, shift
from shipments.flows.reports.content import Cell, Said, Table, figures, headed, said, worded
from shipments.models import Decision, DecisionState, Flow, ScreenedFinding

IN_FORCE = (DecisionState.EFFECTIVE, DecisionState.COUNTERSIGNED)
NONE = Decimal(0)


def refusals(period: Period) -> Iterator[Table]:
    """Refused in the period, whenever it was declared."""
    since, until = moment_of(period.since), moment_of(shift(period.until, 1))
    decisions = Decision.objects.filter(verb="refuse", state__in=IN_FORCE)
    refused = list(decisions.filter(at__gte=since, at__lt=until).order_by("at", "pk"))
    kg = kilograms_of([each.shipment_id for each in refused])
    columns = (_("Shipments"), capfirst(_("contained indium (kg)")))
    yield Table(
        said(_("Refusals")),
        headed(_("In the period"), *columns),
        ((worded(_("Refused")), *figures(len(refused), sum(kg.values(), NONE))),),
    )
    yield Table(
        said(_("Grounds of the refusals")),
        headed(capfirst(_("ground")), *columns),
        tuple(_counted(_by_ground(refused), kg)),
    )
    yield Table(
        said(_("Findings of the refusals")),
        headed(capfirst(_("finding")), *columns),
        tuple(_counted(_by_rule(refused), kg)),
        said(_("A refusal with several grave findings counts under each of them.")),
    )


def kilograms_of(shipments: list[int]) -> dict[int, Decimal]:
    """Contained indium of each."""
    rows = Flow.objects.filter(shipment__in=shipments).order_by()
    return dict(rows.values_list("shipment").annotate(Sum("indium_kg")))


def moment_of(day: date) -> datetime:
    """When a day begins in China."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _counted(
    groups: Mapping[Said, Iterable[int]], kg: Mapping[int, Decimal]
) -> Iterator[tuple[Cell, ...]]:
    """The most frequent first."""
    rows = [(name, list(shipments)) for name, shipments in groups.items()]
    for name, shipments in sorted(rows, key=lambda row: (-len(row[1]), row[0].en)):
        whole = sum((kg.get(each, NONE) for each in shipments), NONE)
        yield (Cell(name), *figures(len(shipments), whole))


def _by_ground(refused: list[Decision]) -> dict[Said, list[int]]:
    """By the policy's grounds in the words they had then; those of before have none."""
    found: dict[Said, list[int]] = defaultdict(list)
    for each in refused:
        ground = each.ground
        name = Said(ground["text_zh"], ground["text_en"]) if ground else said(_("No ground named"))
        found[name].append(each.shipment_id)
    return found


def _by_rule(refused: list[Decision]) -> dict[Said, list[int]]:
    """By the grave findings of the revision that was refused."""
    shipment_of = {each.revision_id: each.shipment_id for each in refused}
    findings = ScreenedFinding.objects.filter(
        screening__revision__in=shipment_of, effect__gte=Effect.HOLD
    )
    pairs = set(findings.values_list("screening__revision_id", "rule"))
    found: dict[Said, list[int]] = defaultdict(list)
    for revision, rule in sorted(pairs):
        found[_named(rule)].append(shipment_of[revision])
    return found


def _named(code: str) -> Said:
    rule = CATALOGUE.get(code)
    return said(lambda: f"{code} {rule.title}") if rule else Said(code, code)
