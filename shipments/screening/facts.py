"""facts_of: everything the rules may read about one revision, gathered into one frozen value.

Law is asked for the days from declaration to departure; policy, lists and register are those of
the day the facts are gathered, so that what begins while a case waits still reaches it.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models.functions import TruncDate

from compliance import clock
from compliance.law.canonical import from_plain
from compliance.law.dates import turning_days
from compliance.law.declaration import Declaration
from compliance.law.facts import (
    Facts,
    LicenceState,
    PartyHit,
    PastShipment,
    export_days,
)
from compliance.law.history import shortened
from compliance.law.instruments import INSTRUMENTS
from compliance.law.parts import by_statement
from compliance.law.policy import Policy
from compliance.law.screened import screened_parties
from compliance.parties.restricted import restricted_parties
from compliance.parties.screening import hits_for, next_turn_of
from compliance.parties.versions import active_versions, list_states
from compliance.policy.versions import policy_on
from shipments.advisories.knowledge import tips_for
from shipments.declare.freezing import declaration_of
from shipments.flows.stories import signs_against
from shipments.follow_up.knowledge import changes_known, next_due
from shipments.licences.balance import cited_by, kg_by_licence, states_of
from shipments.licences.editions import good_until, register_state
from shipments.models import Revision, Shipment
from shipments.moves import LET_GO
from shipments.quotas.balance import states_of as quotas_of
from shipments.screening.around import around, earlier
from shipments.screening.dismissals import lay_dismissals, relied_on
from shipments.screening.precedents import precedents_for
from shipments.screening.standing_verdicts import first_end
from shipments.screening.statement_use import uses_elsewhere

HISTORY_LIMIT = 1000
REHEARSABLE_DAYS = 31
DRAW_STEPS = 1_000_000
ONE_DAY = timedelta(days=1)
PAST_COLUMNS = (
    "reference",
    "day",
    "consignee_name",
    "end_user_name",
    "contract_no",
    "total_net_kg",
    "status",
)
LICENCE_TURNS = ((1, 1), (4, 1))
"""When the years of licence numbers end (LIC-19)."""


def facts_of(revision: Revision) -> Facts:
    """The facts of a submitted revision as they stand now: lists, hits, history, a fresh draw."""
    declaration, today = from_plain(revision.content, Declaration), clock.today()
    shipment, policy, kept = revision.shipment, policy_on(today), cited_by(declaration)
    licences = states_of(kept)
    register = register_state(kg_by_licence(declaration), kept, policy, today)
    hits = lay_dismissals(shipment, declaration, hits_of(declaration, policy, today))
    relied = first_end(relied_on(shipment, declaration, hits))
    found = around(shipment, declaration, today, revision.number)
    facts = Facts(
        declaration=declaration,
        policy=policy,
        lists=list_states(policy, today),
        hits=hits,
        licences=licences,
        history=_history(shipment, declaration, policy),
        tips=tips_for(shipment),
        precedents=precedents_for(shipment, declaration),
        draw=Decimal(secrets.randbelow(DRAW_STEPS)) / DRAW_STEPS,
        judged_on=today,
        turns_on=_next_turn(
            shipment, declaration, policy, licences, [relied, good_until(register, policy)]
        ),
        restricted=restricted_parties(policy, declaration),
        statement_uses=uses_elsewhere(shipment, declaration, revision.number),
        diversion=signs_against(declaration),
        changes=changes_known(shipment),
        quotas=quotas_of(shipment, declaration, policy),
        register=register,
        received_kg=found.received_kg,
        statement_used_kg=found.statement_used_kg,
        standing=found.standing,
        overdue=found.overdue,
    )
    return _with_short_history(facts)


def precheck_facts(shipment: Shipment) -> Facts:
    """The facts of a draft for the exporter's own check: no party lists, no draw, today's law,
    and of the licence register only the exporter's own."""
    today = clock.today()
    declaration = declaration_of(shipment, shipment.revision_no + 1, today)
    policy, found = policy_on(today), around(shipment, declaration, today)
    facts = Facts(
        declaration=declaration,
        policy=policy,
        licences=states_of(cited_by(declaration, told_to=shipment.exporter.uscc)),
        history=_history(shipment, declaration, policy),
        draw=Decimal(1),
        judged_on=today,
        statement_uses=uses_elsewhere(shipment, declaration),
        received_kg=found.received_kg,
        statement_used_kg=found.statement_used_kg,
        standing=found.standing,
        overdue=found.overdue,
    )
    return _with_short_history(facts)


def hits_of(declaration: Declaration, policy: Policy, today: date) -> tuple[PartyHit, ...]:
    """Its parties against the lists in force, on all days it may leave."""
    days = export_days(declaration, today)
    parties, on = screened_parties(declaration), declaration.declared_on
    return hits_for(parties, on, also_on=days, floor=policy.match_floor)


def _with_short_history(facts: Facts) -> Facts:
    return replace(facts, earlier=shortened(facts), history=())


def _next_turn(
    shipment: Shipment,
    declaration: Declaration,
    policy: Policy,
    licences: tuple[LicenceState, ...],
    also: Iterable[date | None],
) -> date | None:
    """Law, restrictions, listings, licences, statement and reports run by dates; `also` are the
    last days of what else the facts rely on."""
    today = clock.today()
    known = Facts(declaration, policy, licences=licences)
    ends = [part.statement_valid_until for part in by_statement(known)]
    ends += [licence.valid_until for licence in licences]
    ends += [*also, next_due(shipment.exporter_id, today)]
    listing = next_turn_of(active_versions().values(), today)
    days = [
        *turning_days(policy, INSTRUMENTS),
        *_number_turns(declaration, licences, today),
        *(day + ONE_DAY for day in ends if day),
        *([listing] if listing else []),
    ]
    return min((day for day in days if day > today), default=None)


def _number_turns(
    declaration: Declaration, licences: tuple[LicenceState, ...], today: date
) -> Iterator[date]:
    """Days on which a licence number that the register does not hold may be of a past year."""
    known = {licence.number for licence in licences}
    if any(line.licence_no and line.licence_no not in known for line in declaration.lines):
        for year in (today.year, today.year + 1):
            yield from (date(year, *day) for day in LICENCE_TURNS)


def _history(
    shipment: Shipment, declaration: Declaration, policy: Policy
) -> tuple[PastShipment, ...]:
    """The exporter's own of the last days that a policy watches for split consignments, newest
    first: a month at least, so that a longer watch can be rehearsed."""
    watched = (policy.structuring_days, policy.follow_up_limit_days, REHEARSABLE_DAYS)
    days = timedelta(days=max(watched))
    rows = (
        earlier(shipment, declaration.declared_on - days, declaration.declared_on)
        .filter(exporter_id=shipment.exporter_id)
        .order_by("-submitted_at", "-id")
        .annotate(day=TruncDate("submitted_at"))
        .values_list(*PAST_COLUMNS)[:HISTORY_LIMIT]
    )
    return tuple(_past(shipment.exporter.uscc, *row) for row in rows)


def _past(uscc: str, *row: Any) -> PastShipment:
    """PAST_COLUMNS of a row; models of a thousand rows would cost more than all the rules, and so
    would a thousand times turned into days here."""
    reference, day, consignee, end_user, contract_no, net_weight_kg, status = row
    return PastShipment(
        reference=reference,
        declared_on=day,
        exporter_uscc=uscc,
        consignee=consignee,
        end_user=end_user,
        contract_no=contract_no,
        net_weight_kg=net_weight_kg,
        released=status in LET_GO,
    )
