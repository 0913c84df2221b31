"""facts_of: everything the rules may read about one revision, gathered into one frozen value."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q
from django.db.models.functions import Upper

from compliance import clock
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import Facts, PartyHit, PastShipment, Standing
from compliance.law.policy import Policy
from compliance.law.screened import screened_parties
from compliance.parties.screening import hits_for
from compliance.parties.versions import list_states
from compliance.policy.versions import policy_on
from shipments.declare.content import declaration_of
from shipments.licences.balance import states_of
from shipments.lifecycle import Status
from shipments.models import HoldKind, Revision, Shipment
from shipments.screening.dismissals import lay_dismissals

HISTORY_DAYS = 365
HISTORY_LIMIT = 1000
DRAW_STEPS = 1_000_000


def facts_of(revision: Revision) -> Facts:
    """The facts of a submitted revision as they stand now: lists, hits, history, a fresh draw."""
    declaration = from_plain(revision.content, Declaration)
    shipment, policy = revision.shipment, policy_on(declaration.declared_on)
    return Facts(
        declaration=declaration,
        policy=policy,
        lists=list_states(policy, clock.today()),
        hits=lay_dismissals(shipment, declaration, _hits(declaration)),
        licences=states_of(declaration),
        history=_history(shipment, declaration, policy),
        standing=_standing(shipment, policy),
        draw=Decimal(secrets.randbelow(DRAW_STEPS)) / DRAW_STEPS,
    )


def precheck_facts(shipment: Shipment) -> Facts:
    """The facts of a draft for the exporter's own check: no hits, no draw, today's law."""
    today = clock.today()
    declaration = declaration_of(shipment, shipment.revision_no + 1, today)
    policy = policy_on(today)
    return Facts(
        declaration=declaration,
        policy=policy,
        lists=list_states(policy, today),
        licences=states_of(declaration),
        history=_history(shipment, declaration, policy),
        standing=_standing(shipment, policy),
        draw=Decimal(1),
    )


def _hits(declaration: Declaration) -> tuple[PartyHit, ...]:
    return hits_for(screened_parties(declaration), declaration.declared_on)


def _history(
    shipment: Shipment, declaration: Declaration, policy: Policy
) -> tuple[PastShipment, ...]:
    """A year of shipments to the same end user, and the exporter's own of the last days that the
    policy watches for split consignments; newest first."""
    names = {name.upper() for party in _end_users(declaration) for name in party if name}
    year = declaration.declared_on - timedelta(days=HISTORY_DAYS)
    days = declaration.declared_on - timedelta(days=policy.structuring_days)
    same_end_user = Q(end_user_key__in=names, submitted_at__date__gte=year)
    same_exporter = Q(exporter_id=shipment.exporter_id, submitted_at__date__gte=days)
    rows = (
        Shipment.objects.alias(end_user_key=Upper("end_user_name"))
        .filter(same_end_user | same_exporter)
        .exclude(pk=shipment.pk)
        .exclude(status__in=(Status.DRAFT, Status.WITHDRAWN))
        .select_related("exporter")
        .order_by("-submitted_at", "-id")[:HISTORY_LIMIT]
    )
    return tuple(_past(row) for row in rows)


def _end_users(declaration: Declaration) -> Iterator[tuple[str, ...]]:
    party, statement = declaration.party("end_user"), declaration.statement
    if party:
        yield party.names
    if statement:
        yield (statement.end_user_name_en, statement.end_user_name_zh)


def _past(row: Shipment) -> PastShipment:
    return PastShipment(
        reference=row.reference,
        declared_on=row.declared_on,
        exporter_uscc=row.exporter.uscc,
        consignee=row.consignee_name,
        end_user=row.end_user_name,
        contract_no=row.contract_no,
        net_weight_kg=row.total_net_kg,
        released=row.status in (Status.RELEASED, Status.CLOSED),
    )


def _standing(shipment: Shipment, policy: Policy) -> Standing:
    questions = Shipment.objects.filter(
        exporter_id=shipment.exporter_id,
        holds__kind=HoldKind.CTRL_DOUBT,
        holds__lifted_at__isnull=True,
    ).exclude(pk=shipment.pk)
    return Standing(penalised_on=shipment.exporter.penalised_on, open_questions=questions.count())
