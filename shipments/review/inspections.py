"""The bodies of the officers' verbs on an inspection (查验). What each may stands in MOVES."""

from datetime import date
from typing import Any

from compliance.accounts.models import User
from shipments.door import Passage, move
from shipments.models import HoldKind, Inspection, Shipment


def inspect(
    shipment: Shipment,
    *,
    by: User,
    method: str,
    extent: str,
    planned_on: date,
    place: str,
    reason: str,
    message: str,
    version: int | None = None,
) -> Shipment:
    """查验: the goods stay until two officers have looked at them."""
    with move("inspect", shipment, by=by, version=version) as case:
        decision = case.decide(reason=reason, message=message)
        hold = case.hold(decision, HoldKind.INSPECTION, planned_on)
        Inspection.objects.create(
            hold=hold, method=method, extent=extent, planned_on=planned_on, place=place
        )
        told = {"method": method, "extent": extent, "until": planned_on.isoformat()}
        case.tell(kind=hold.kind, place=place, **told)
        case.print_on_papers(place=place, **told)
    return case.row


def record_inspection(
    shipment: Shipment,
    *,
    by: User,
    inspected_on: date,
    findings: str,
    agrees: bool,
    reason: str,
    samples: str = "",
    seals: str = "",
    laboratory: str = "",
    version: int | None = None,
) -> Shipment:
    """Keep what was found; the other officer who was there has to sign it."""
    found = {"samples": samples, "seals": seals, "laboratory": laboratory, "findings": findings}
    with move("record_inspection", shipment, by=by, version=version) as case:
        case.decide(reason=reason)
        _keep(case, inspected_on=inspected_on, agrees=agrees, recorded_by=by, **found)
        case.tell(inspected_on=inspected_on.isoformat(), agrees=agrees, **found)
    return case.row


def sign_inspection(
    shipment: Shipment, *, by: User, reason: str, version: int | None = None
) -> Shipment:
    """The second officer's signature: the record becomes a paper."""
    with move("sign_inspection", shipment, by=by, version=version) as case:
        case.decide(reason=reason)
        row = _keep(case, signed_by=by, signed_at=case.at)
        case.print_on_papers(
            inspected_on=str(row.inspected_on),
            method=row.method,
            extent=row.extent,
            place=row.place,
            findings=row.findings,
            agrees="yes" if row.agrees else "no",
            samples=row.samples,
            seals=row.seals,
            laboratory=row.laboratory,
        )
    return case.row


def record_laboratory(
    shipment: Shipment,
    *,
    by: User,
    report_no: str,
    report: str,
    reason: str,
    version: int | None = None,
) -> Shipment:
    """Keep what the laboratory reports on the sample."""
    with move("record_laboratory", shipment, by=by, version=version) as case:
        case.decide(reason=reason)
        _keep(case, report_no=report_no, report=report, reported_at=case.at)
        case.tell(report_no=report_no, report=report)
    return case.row


def _keep(case: Passage, **columns: Any) -> Inspection:
    row = Inspection.objects.get(hold__shipment=case.row, hold__lifted_at__isnull=True)
    if "recorded_by" in columns:
        columns["recorded_at"] = case.at
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    return row
