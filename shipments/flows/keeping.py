"""Flows and their sums by month and year, in step with the shipments in each move's transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compliance import clock
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration, EndUseStatement, Party
from shipments.flows.balances.figures import MEASURES
from shipments.flows.contained import contained_in, purity_class
from shipments.flows.outcomes import Outcome, measures_of, outcomes_of
from shipments.models import BalanceEntry, Flow, FlowEntry, Revision, Shipment
from shipments.moves import LET_GO, Status

DIVISIONS = ("status", "exporter_id", "country", "end_user", "end_use", "material", "purity")
STORY = ("purity_percent", "consignee", "consignee_country", "need_kg", "stock_kg", "via", "due_on")
COMPARED = (*DIVISIONS, *STORY, *MEASURES, "line", "declared_on", "basis", "net_kg", "indium_kg")

KEY_NAME = 200

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Sums:
    """A table of sums: what it is divided by, what it adds up, and which flows it counts."""

    model: type[FlowEntry] | type[BalanceEntry]
    dimensions: tuple[str, ...]
    measures: tuple[str, ...]
    key_of: Callable[[Flow], Key]
    counts: Callable[[Flow], bool] = lambda _flow: True


MONTHLY = Sums(
    FlowEntry,
    ("month", *DIVISIONS),
    ("net_kg", "indium_kg"),
    lambda flow: (
        flow.declared_on.replace(day=1),
        *(getattr(flow, name) for name in DIVISIONS),
    ),
)
YEARLY = Sums(
    BalanceEntry,
    ("year", "exporter_id", "country", "end_user", "consignee", "via", "end_use", "purity"),
    ("indium_kg", *MEASURES),
    lambda flow: (
        flow.declared_on.year,
        flow.exporter_id,
        flow.country,
        flow.end_user,
        flow.consignee or flow.end_user,
        flow.via,
        flow.end_use,
        flow.purity,
    ),
    lambda flow: flow.status in LET_GO,
)


def keep_flows(shipment: Shipment) -> bool:
    """Bring the flows of a shipment into step with where it stands; whether anything changed.

    The row must be locked. Doing it again changes nothing.
    """
    kept = list(shipment.flows.all())
    wanted = list(flows_now(shipment))
    if signatures(kept) == signatures(wanted):
        return False
    shipment.flows.all().delete()
    Flow.objects.bulk_create(wanted)
    for sums in (MONTHLY, YEARLY):
        sums.model._default_manager.bulk_create(_changes(sums, kept, wanted))
    return True


def flows_now(shipment: Shipment) -> Iterator[Flow]:
    """What the shipment's flows should be, by its current revision and what became of it as far as
    is known; nothing became of what was not let go."""
    revision = shipment.revisions.filter(number=shipment.revision_no).first()
    is_out = shipment.status in LET_GO
    outcome = outcomes_of([shipment.pk])[shipment.pk] if is_out else Outcome()
    return flows_of(shipment, revision, outcome)


def flows_of(shipment: Shipment, revision: Revision | None, outcome: Outcome) -> Iterator[Flow]:
    """What the shipment's flows are today, unsaved: none for a draft, else one a goods line."""
    if revision is None or shipment.status == Status.DRAFT:
        return
    declaration = from_plain(revision.content, Declaration)
    told = [_told_of(declaration, declaration.statement_of(line)) for line in declaration.lines]
    contents = [contained_in(line) for line in declaration.lines]
    if shipment.status in LET_GO:
        became = _became_of(outcome, [each.kg for each in contents], told)
        told = [{**said, **known} for said, known in zip(told, became, strict=True)]
    for line, contained, said in zip(declaration.lines, contents, told, strict=True):
        yield Flow(
            shipment=shipment,
            line=line.number,
            status=shipment.status,
            declared_on=declaration.declared_on,
            exporter_id=shipment.exporter_id,
            country=declaration.final_destination,
            end_user=user_key(declaration),
            material=line.material,
            purity=purity_class(line.purity_percent),
            basis=contained.basis.value,
            purity_percent=line.purity_percent,
            net_kg=line.net_weight_kg,
            indium_kg=contained.kg,
            **said,
        )


def end_user_key(name: str, country: str) -> str:
    """One spelling for one end user: capitals, single spaces, the country in brackets; as much of
    it as a column holds."""
    return f"{' '.join(name.upper().split())[:KEY_NAME]} ({country})"


def user_key(declaration: Declaration) -> str:
    """The key of whoever uses the metal: the end user, or the consignee where none is named."""
    return _key_of(declaration.party("end_user") or declaration.party("consignee"))


def signatures(flows: Iterable[Flow]) -> list[Key]:
    """The flows as values, for comparison."""
    values = (tuple(getattr(flow, name) for name in COMPARED) for flow in flows)
    return sorted(values, key=lambda each: each[COMPARED.index("line")])


def _told_of(declaration: Declaration, statement: EndUseStatement | None) -> dict[str, Any]:
    """The use by the statement that covers the line, and who buys for whom, with which need."""
    user, consignee = declaration.party("end_user"), declaration.party("consignee")
    is_another = user and consignee and _key_of(user) != _key_of(consignee)
    arrival, final = declaration.destination_country, declaration.final_destination
    return {
        "via": arrival if arrival != final else "",
        "end_use": statement.end_use if statement else "",
        "consignee": _key_of(consignee) if is_another else "",
        "consignee_country": consignee.country if consignee and is_another else "",
        "need_kg": statement.annual_consumption_kg if statement else None,
        "stock_kg": statement.stock_kg if statement else None,
    }


def _became_of(
    outcome: Outcome, lines_kg: list[Decimal], told: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Each line's part of what is known. One report tells of the whole consignment, whose account
    is struck by one use: the last by its code, as the register of end users has it."""
    due_on = outcome.due_on if outcome.used_kg is None else None
    use = max((each["end_use"] for each in told), default="")
    parts = measures_of(outcome, lines_kg, use, clock.today())
    return [{**part, "due_on": due_on} for part in parts]


def _key_of(party: Party | None) -> str:
    return end_user_key(party.name_en or party.name_zh, party.country) if party else ""


def _changes(sums: Sums, before: Iterable[Flow], after: Iterable[Flow]) -> list[Any]:
    """What the sums have to be changed by, as rows to be added."""
    found: dict[Key, list[Any]] = defaultdict(lambda: [Decimal(0)] * len(sums.measures) + [0])
    for sign, flows in ((-1, before), (1, after)):
        for flow in filter(sums.counts, flows):
            values = [*(getattr(flow, name) for name in sums.measures), 1]
            sum_ = found[sums.key_of(flow)]
            sum_[:] = [old + sign * value for old, value in zip(sum_, values, strict=True)]
    names = (*sums.measures, "lines")
    return [
        sums.model(
            **dict(zip(sums.dimensions, key, strict=True)), **dict(zip(names, values, strict=True))
        )
        for key, values in found.items()
        if any(values)
    ]
