"""Changes to a draft, one section at a time, each through the shipment's door."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import limits
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.paper_files import CONTENT_TYPES, Upload
from compliance.quarantine.arrivals import quarantine
from compliance.refusals import Conflict
from compliance.ui.row_forms import EditForm
from enduse.models import EndUseStatement
from shipments.access import require
from shipments.declare.covering import covering
from shipments.door import Passage, move
from shipments.models import Attachment, GoodsLine, PartyRole, Shipment, ShipmentParty
from shipments.paperwork.doomed import doom

SINGLE_ROLES = (PartyRole.CONSIGNEE, PartyRole.END_USER)


@dataclass(frozen=True)
class Intake:
    """The bound forms of one declaration: header forms, then one form a party and a line."""

    header: tuple[EditForm, ...] = ()
    parties: tuple[EditForm, ...] = ()
    lines: tuple[EditForm, ...] = ()


def save_section(form: EditForm, shipment: Shipment, *, by: User, section: str) -> Any:
    """Save a valid form of one section. Raises ChangedMeanwhile when another tab saved first."""
    with _editing(shipment, by, section):
        form.check_unchanged()
        return form.save()


def add_party(form: EditForm, shipment: Shipment, *, by: User) -> ShipmentParty:
    """Add the party of a valid form at the next place of its role; a double click adds one."""
    with _editing(shipment, by, "parties") as case:
        return _added(form, case, _put_party)


def add_line(form: EditForm, shipment: Shipment, *, by: User) -> GoodsLine:
    """Add the goods line of a valid form at the end; a double click adds one."""
    with _editing(shipment, by, "goods") as case:
        return _added(form, case, _put_line)


def remove_party(party: ShipmentParty, *, by: User) -> None:
    """Take a party out of the draft; one removed already is no mistake."""
    with _editing(party.shipment, by, "parties") as case:
        case.row.parties.filter(pk=party.pk).delete()


def remove_line(line: GoodsLine, *, by: User) -> None:
    """Take a line out of the draft and close the gap in the numbers."""
    with _editing(line.shipment, by, "goods") as case:
        case.row.lines.filter(pk=line.pk).delete()
        for number, later in enumerate(case.row.lines.order_by("number"), start=1):
            if later.number != number:
                later.number = number
                later.save(update_fields=["number"])


def replace_content(
    shipment: Shipment, intake: Intake, *, by: User, version: int | None = None
) -> None:
    """Put the valid forms' content in place of the draft's: header columns, parties and lines.

    One event tells of it, however much it is.
    """
    with _editing(shipment, by, "all", version) as case:
        for form in intake.header:
            form.save()
        case.row.parties.all().delete()
        case.row.lines.all().delete()
        case.set(half_filled={})
        for form in intake.parties:
            _put_party(form, case.row)
        for form in intake.lines:
            _put_line(form, case.row)


def put_what_fits(shipment: Shipment, intake: Intake, *, by: User) -> None:
    """Fill an empty draft from forms that were judged, with what is right in each of them.

    One event tells of it. Lines whose numbers the database could not hold are left out.
    """
    with _editing(shipment, by, "all") as case:
        for form in intake.header:
            _save_what_fits(form)
        for form in intake.parties:
            _put_party(form, case.row)
        for form in intake.lines:
            if _can_be_kept(form.instance):
                _put_line(form, case.row)


def add_attachment(
    shipment: Shipment, upload: Upload, *, kind: str, number: str, by: User
) -> Attachment:
    """Store an upload that PaperField has checked; the same paper again is there already."""
    with _editing(shipment, by, "attachments") as case:
        same = {"kind": kind, "number": number, "sha256": upload.paper.sha256, "removed_at": None}
        there = case.row.attachments.filter(**same).first()
        if there:
            case.leave()
            return there
        return attach(case.row, upload, kind=kind, number=number, by=by)


def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Take a file out of the draft. The file itself stays: an earlier revision may name it."""
    with _editing(attachment.shipment, by, "attachments") as case:
        kept = case.row.attachments.filter(pk=attachment.pk, removed_at=None)
        kept.update(removed_at=case.at)


def delete_draft(shipment: Shipment, *, by: User) -> None:
    """Delete a draft that was never submitted, with its rows and files; the event stays.

    One deleted already is no mistake. Raises Conflict once anything was submitted.
    """
    with transaction.atomic():
        row = Shipment.objects.select_for_update().filter(pk=shipment.pk).first()
        if row is None:
            return
        require(by, "edit", row)
        if not row.was_never_submitted:
            raise Conflict(_("What customs has seen cannot be deleted. Withdraw it instead."))
        if row.templates.exists():
            raise Conflict(_("This draft is kept as a template: remove the template first."))
        files = [(each.file, each.sha256) for each in row.attachments.all()]
        record("delete_draft", by=by, subject=row.subject, contract_no=row.contract_no)
        row.delete()
        doom(files)


def attach(shipment: Shipment, upload: Upload, *, kind: str, number: str, by: User) -> Attachment:
    """One attachment row with its bytes under a random name. The caller holds the lock.

    Raises Conflict when the declaration has all the papers it may have.
    """
    there_now = shipment.attachments.filter(removed_at=None).count()
    limits.papers_left(there_now, shipment.attachments.count())
    paper = upload.paper
    attachment = Attachment(
        shipment=shipment,
        kind=kind,
        number=number,
        filename=paper.filename,
        content_type=paper.content_type,
        size=paper.size,
        sha256=paper.sha256,
        uploaded_by=by,
    )
    attachment.file.save(paper.stored_name, upload.file, save=True)
    quarantine(paper.sha256, str(attachment.file))
    record(
        "attach",
        by=by,
        subject=shipment.subject,
        kind=kind,
        name=paper.filename,
        sha256=paper.sha256,
    )
    return attachment


def attach_scans(shipment: Shipment, *, by: User) -> None:
    """Let the signed scans of the end-use statements travel with the declaration."""
    for statement in covering(shipment, list(shipment.lines.all())).statements:
        scan = {"sha256": statement.scan_sha256, "removed_at": None}
        if statement.scan and not shipment.attachments.filter(**scan).exists():
            _attach_scan(shipment, statement, by)


def _attach_scan(shipment: Shipment, statement: EndUseStatement, by: User) -> None:
    Attachment.objects.create(
        shipment=shipment,
        kind="end_use_certificate",
        number=statement.number,
        filename=statement.scan_name,
        file=statement.scan.name,
        content_type=CONTENT_TYPES[statement.scan_name.rpartition(".")[2]],
        size=statement.scan_size,
        sha256=statement.scan_sha256,
        uploaded_by=by,
    )


def _added(form: EditForm, case: Passage, put: Callable[[EditForm, Shipment], Any]) -> Any:
    """The new row, or the one that this page made before: by an earlier click, or before its
    typist went back and corrected it."""
    added = form.made_before()
    if added:
        case.leave()
        return added
    if form.instance.pk:
        form.check_unchanged()
        return form.save()
    row = put(form, case.row)
    form.remember(row)
    return row


def _put_party(form: EditForm, row: Shipment) -> ShipmentParty:
    """The caller holds the shipment's lock."""
    limits.parties_left(row.parties.count())
    party: ShipmentParty = _row_of(form)
    places = row.parties.filter(role=party.role).values_list("position", flat=True)
    if places and party.role in SINGLE_ROLES:
        raise Conflict(_("There is one already: change that one."))
    party.shipment, party.position = row, max(places, default=0) + 1
    party.save()
    return party


def _put_line(form: EditForm, row: Shipment) -> GoodsLine:
    """The caller holds the shipment's lock."""
    number = row.lines.count()
    limits.lines_left(number)
    line: GoodsLine = _row_of(form)
    line.shipment, line.number = row, number + 1
    line.save()
    return line


def _row_of(form: EditForm) -> Any:
    """The form's row with what is right in it."""
    return form.instance if form.errors else form.save(commit=False)


def _save_what_fits(form: EditForm) -> None:
    """What was refused is empty, not what the draft began with."""
    row, columns = form.instance, form.columns()
    for name in columns:
        if name in form.errors:
            setattr(row, name, row._meta.get_field(name).get_default())
    row.save(update_fields=columns)


def _can_be_kept(line: GoodsLine) -> bool:
    """Whether the line has the numbers its constraints ask for."""
    numbers = (line.quantity, line.net_weight_kg, line.gross_weight_kg, line.unit_price)
    if None in (*numbers, line.total_price):
        return False
    return line.net_weight_kg <= line.gross_weight_kg


@contextmanager
def _editing(
    shipment: Shipment, by: User, section: str, version: int | None = None
) -> Iterator[Passage]:
    with move("edit", shipment, by=by, version=version) as case:
        case.tell(section=section)
        yield case
