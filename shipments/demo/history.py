"""Two years of shipments that left, written set by set: what the real actions would have left
behind, screened by the real rules, with an event for each step. Papers are not made for them.

The steps come back as acts with their moment, so that whoever tells the story of the last weeks
can record everything in the order of time.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import F, Model
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import CustomsOffice, User
from compliance.audit.log import record
from compliance.law.declaration import Declaration
from compliance.law.facts import Facts
from compliance.parties.versions import list_states
from compliance.policy.versions import policy_on
from shipments.declare.actions import exporter_of
from shipments.declare.numbers import next_declaration_no
from shipments.demo.papers import attachment_rows
from shipments.demo.past_capacity import capacities
from shipments.demo.past_customers import EXPORTERS
from shipments.demo.past_declarations import declaration_for
from shipments.demo.past_follow_ups import FollowUps
from shipments.demo.past_licences import Licences
from shipments.demo.past_shipment import LEFT, SCREENED, Past
from shipments.demo.people import make_filers
from shipments.demo.story import Act
from shipments.demo.two_years import PastOrder, past_orders
from shipments.end_users.keeping import register_from_flows, register_user
from shipments.flows.keeping import flows_of
from shipments.flows.outcomes import outcomes_of
from shipments.flows.recount import write_sums
from shipments.models import (
    Attachment,
    Decision,
    Departure,
    Flow,
    Revision,
    ScreenedFinding,
    Screening,
    Shipment,
)
from shipments.models.shipment import new_reference
from shipments.moves import Status
from shipments.screening.appearances import appearance_rows, keep_appearances
from shipments.screening.facts import hits_of
from shipments.screening.runs import Run, finding_rows, run_rules
from shipments.standing import found_in

OFFICE = "2248"
YEAR = timedelta(days=365)


def write_history(people: dict[str, User]) -> list[Act]:
    """Everything but the events; those are the acts to record, each at its moment."""
    licences, follow_ups = Licences(), FollowUps()
    pasts = list(_pasts(people, licences, follow_ups))
    _store(pasts)
    licences.store()
    follow_ups.store()
    _keep_flows(pasts)
    own = [act for past in pasts for act in _acts(past)]
    known = capacities(people["officer3"])
    return [*licences.acts, *own, *follow_ups.acts(), *known]


def _pasts(people: dict[str, User], licences: Licences, follow_ups: FollowUps) -> Iterator[Past]:
    chance = random.Random(49)  # noqa: S311 - which clean shipments are drawn as samples
    filers, officers = make_filers(EXPORTERS), (people["officer3"], people["officer4"])
    office = CustomsOffice.objects.get(code=OFFICE)
    lists = list_states(policy_on(clock.today()), clock.today())
    received: dict[str, list[tuple[date, Decimal]]] = {}
    for number, order in enumerate(past_orders()):
        filed_at = _moment(order.days_ago, number)
        day, filer = timezone.localdate(filed_at), filers[order.exporter]
        with clock.at(filed_at):
            shipment = _shipment(filer, office, filed_at, day)
            declaration = _declared(order, shipment, day)
            licence = licences.used_by(declaration, exporter_of(filer), order.product)
            history = received.setdefault(order.buyer.name_en, [])
            if hits_of(declaration, policy_on(day), day):
                raise ValueError(f"{order.buyer.name_en} would have been stopped: a listed name")
            facts = Facts(
                declaration,
                policy_on(day),
                lists=lists,
                licences=(licence,),
                received_kg=sum((kg for on, kg in history if on > day - YEAR), Decimal(0)),
                draw=Decimal(f"{chance.random():.6f}"),
                judged_on=day,
                overdue=follow_ups.overdue(exporter_of(filer), filed_at),
            )
        with clock.at(filed_at + SCREENED):
            run = run_rules(facts)
        history.append((day, order.kg))
        _settle(shipment, declaration, run)
        past = Past(order, filed_at, filer, shipment, declaration, run, officers[number % 2])
        licences.draw(declaration, past.revision, past.released_at)
        follow_ups.follow(past)
        yield past


def _moment(days_ago: int, number: int) -> datetime:
    """Some time in the morning of that day, in China."""
    day = clock.today() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time(9 + number % 3, number % 60)))


def _shipment(filer: User, office: CustomsOffice, moment: datetime, day: date) -> Shipment:
    return Shipment(
        reference=new_reference(),
        declaration_no=next_declaration_no(OFFICE, day),
        exporter=exporter_of(filer),
        created_by=filer,
        filed_by=filer,
        office=office,
        exit_customs=OFFICE,
        status=Status.CLOSED,
        revision_no=1,
        version=3,
        first_submitted_at=moment,
        submitted_at=moment,
        decided_at=moment + LEFT,
    )


def _declared(order: PastOrder, shipment: Shipment, day: date) -> Declaration:
    number, reference = shipment.declaration_no or "", shipment.reference
    declared = declaration_for(order, reference, number, day, shipment.exporter)
    return replace(declared, filed_by=str(shipment.filed_by))


def _settle(shipment: Shipment, declaration: Declaration, run: Run) -> None:
    """What the lists show of it."""
    own = {
        "consignee_name": declaration.parties[0].name_en,
        "end_user_name": declaration.parties[1].name_en,
        "total_net_kg": declaration.net_weight_kg,
        "gravity": run.evaluation.gravity,
        "contract_no": declaration.contract_no,
        "invoice_no": declaration.invoice_no,
        "destination_country": declaration.destination_country,
        "final_destination": declaration.final_destination,
        "net_weight_kg": declaration.net_weight_kg,
        "gross_weight_kg": declaration.gross_weight_kg,
        "declared_total": declaration.declared_total,
    }
    for name, value in {**own, **found_in(run.facts, run.evaluation.findings)}.items():
        setattr(shipment, name, value)


def _store(pasts: list[Past]) -> None:
    Shipment.objects.bulk_create([past.shipment for past in pasts])
    created = F("first_submitted_at") - timedelta(hours=2)
    Shipment.objects.filter(pk__in=[past.shipment.pk for past in pasts]).update(created_at=created)
    Revision.objects.bulk_create([past.revision for past in pasts])
    Screening.objects.bulk_create([past.screening for past in pasts])
    _keep(ScreenedFinding, (finding_rows(past.screening, past.run) for past in pasts))
    Decision.objects.bulk_create([past.release for past in pasts if past.release])
    Decision.objects.bulk_create([past.closing for past in pasts])
    Departure.objects.bulk_create([_departure(past) for past in pasts])
    _keep(Attachment, (attachment_rows(past.shipment, past.filer) for past in pasts))
    keep_appearances(
        [row for past in pasts for row in appearance_rows(past.revision, past.declaration)]
    )
    _register(pasts)


def _keep_flows(pasts: list[Past]) -> None:
    """With what became of the metal, as the reports tell."""
    known = outcomes_of([past.shipment.pk for past in pasts])
    _keep(Flow, (flows_of(each.shipment, each.revision, known[each.shipment.pk]) for each in pasts))
    write_sums()
    register_from_flows()


def _register(pasts: list[Past]) -> None:
    """Each end user in the register, once for each need it declared."""
    told: set[tuple[str, int]] = set()
    for past in pasts:
        said = (past.order.buyer.name_en, past.order.buyer.yearly_kg)
        if said not in told:
            register_user(past.shipment, past.declaration, past.released_at)
            told.add(said)


def _keep(model: type[Model], groups: Iterable[Iterable[Any]]) -> None:
    model._default_manager.bulk_create([row for group in groups for row in group])


def _departure(past: Past) -> Departure:
    return Departure(
        shipment=past.shipment,
        decision=past.closing,
        departed_on=timezone.localdate(past.filed_at + LEFT),
        report_no=f"MFT{past.shipment.pk:08d}",
    )


def _acts(past: Past) -> Iterator[Act]:
    """The events of a shipment, as the door writes them."""
    filed_at, shipment, run = past.filed_at, past.shipment, past.screening
    subject = shipment.subject
    tell = partial(record, subject=subject, revision=1)
    yield (
        filed_at,
        partial(
            tell,
            "submit",
            by=past.filer,
            declaration_no=shipment.declaration_no,
            sha256=past.revision.sha256,
        ),
    )
    found = {
        "screening": 1,
        "lane": run.lane,
        "gravity": run.gravity,
        "sampled": run.sampled,
        "facts_sha256": run.facts_sha256,
        "findings_sha256": run.findings_sha256,
    }
    verb = "clear" if past.is_green else "flag"
    yield filed_at + SCREENED, partial(tell, verb, by=None, **found)
    for decision in filter(None, (past.release, past.closing)):
        told = {"gravity": shipment.gravity, "reason": decision.reason, "message": ""}
        if decision.verb == "close":
            departed_on = timezone.localdate(decision.at).isoformat()
            told |= {"departed_on": departed_on, "report_no": f"MFT{shipment.pk:08d}"}
        yield (
            decision.at,
            partial(tell, decision.verb, by=decision.by, decision=decision.pk, **told),
        )
