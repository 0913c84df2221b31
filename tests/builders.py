"""Plain builders: complete drafts and shipments in any status, made of the demo's goods."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import F

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import sha256_of, to_plain
from compliance.law.rule import Finding
from compliance.parties.models import ListedParty
from compliance.parties.versions import active_versions
from compliance.policy.models import PolicyVersion
from shipments.declare.freezing import declaration_of
from shipments.demo.buyers import HANBIT, Buyer
from shipments.demo.goods import INGOT, Product
from shipments.demo.licences import REGISTERED_DAYS_AGO, enter_licences
from shipments.demo.orders import Order, draft_of
from shipments.door import move
from shipments.models import Hold, Revision, ScreenedFinding, Screening, Shipment
from shipments.moves import Status
from shipments.review.dispositions import Disposed, grave_findings
from shipments.screening.actions import screen

UNREACHED = (Status.DRAFT, Status.SCREENING)


def a_draft(
    by: User,
    goods: Iterable[tuple[Product, str]] = ((INGOT, "500"),),
    buyer: Buyer = HANBIT,
    **order: Any,
) -> Shipment:
    """A complete draft that could be submitted as it is."""
    return draft_of(Order(buyer=buyer, goods=tuple(goods), **order), by)


def a_listed_case(by: User) -> Shipment:
    """Really screened, with a consignee that bears the name of a control-list party."""
    rows = ListedParty.objects.filter(version__list_code="export_control_list")
    entry = rows.exclude(name_en="").order_by("id").first()
    draft = a_draft(by)
    draft.parties.filter(role="consignee").update(name_en=entry.name_en, name_zh="")
    freeze(draft, by)
    screen(draft.pk)
    return Shipment.objects.get(pk=draft.pk)


def a_finding(rule: str = "QTY-01", **fields: Any) -> Finding:
    """A finding of that rule: a disclosed flag unless told otherwise."""
    plain: Mapping[str, Any] = {"rule_version": 1, "effect": 1, "disclosed": True, "params": {}}
    return Finding(rule=rule, **{**plain, **fields})


def a_shipment(
    by: User,
    status: Status = Status.IN_REVIEW,
    gravity: int = 1,
    findings: Iterable[Finding] = (),
    **draft: Any,
) -> Shipment:
    """A shipment in that status with its frozen revision and, once screened, one stored run."""
    shipment, findings = a_draft(by, **draft), tuple(findings)
    if status == Status.DRAFT:
        return shipment
    if status not in UNREACHED:
        shipment.gravity = gravity
        shipment.rules = sorted({finding.rule for finding in findings})
    revision = freeze(shipment, by, status)
    if status not in UNREACHED:
        store_screening(revision, gravity, findings)
    return shipment


def disposed(shipment: Shipment) -> dict[int, Disposed]:
    """Every grave finding overridden, as a release of the case needs it."""
    ground = "The head of the section was asked and agrees."
    return {
        finding.position: Disposed("overridden", ground) for finding in grave_findings(shipment)
    }


def hold_of_kind(
    shipment: Shipment, *, by: User, kind: str, until: date, reason: str, message: str
) -> Shipment:
    """Held as could be before holds needed a ground: of any kind."""
    with move("hold", shipment, by=by) as case:
        decision = case.decide(reason=reason, message=message)
        Hold.objects.create(
            shipment=case.row, decision=decision, kind=kind, since=case.at, until=until
        )
        case.tell(kind=str(kind), until=until.isoformat())
    return case.row


def freeze(shipment: Shipment, by: User, status: Status = Status.SCREENING) -> Revision:
    """Submit by hand: the next revision, without screening, of a shipment in that status."""
    moment = clock.now()
    shipment.revision_no += 1
    shipment.filed_by = by
    shipment.declaration_no = shipment.declaration_no or f"2233{moment:%Y}09{shipment.pk:08d}"
    declaration = declaration_of(shipment, shipment.revision_no, clock.today())
    consignee, end_user = declaration.party("consignee"), declaration.party("end_user")
    shipment.consignee_name = consignee.name_en if consignee else ""
    shipment.end_user_name = end_user.name_en if end_user else ""
    shipment.total_net_kg = declaration.net_weight_kg
    shipment.first_submitted_at = shipment.first_submitted_at or moment
    shipment.submitted_at = moment
    shipment.status = status
    shipment.version += 1
    shipment.save()
    return Revision.objects.create(
        shipment=shipment,
        number=shipment.revision_no,
        content=to_plain(declaration),
        sha256=sha256_of(declaration),
        submitted_by=by,
        submitted_at=moment,
    )


def store_screening(
    revision: Revision,
    gravity: int,
    findings: tuple[Finding, ...],
    facts: Mapping[str, Any] = MappingProxyType({}),
) -> Screening:
    """A stored run with those findings; its facts are a stub, not for replay."""
    signed = PolicyVersion.objects.values("number", sha256=F("body_sha256")).get(number=1)
    stored = {"policy": signed, **facts}
    screening = Screening.objects.create(
        shipment=revision.shipment,
        revision=revision,
        number=revision.shipment.screenings.count() + 1,
        facts=stored,
        facts_sha256=sha256_of(stored),
        findings_sha256=sha256_of(findings),
        ruleset_version="test",
        matcher_version="test",
        policy_number=1,
        list_versions={code: each.number for code, each in active_versions().items()},
        lane="review" if gravity else "green",
        gravity=gravity,
        started_at=clock.now(),
        finished_at=clock.now(),
    )
    ScreenedFinding.objects.bulk_create(
        ScreenedFinding(screening=screening, position=position, **to_plain(finding))
        for position, finding in enumerate(findings, start=1)
    )
    return screening


def register_licences() -> None:
    """Enter the demo licences as they stood before the first demo shipment."""
    with clock.at(clock.now() - timedelta(days=REGISTERED_DAYS_AGO)):
        enter_licences()
