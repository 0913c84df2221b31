"""What an exporter does with a shipment as a whole: create, submit, withdraw, answer a hold.

The bodies of the exporter's verbs; what each may and brings about stands in MOVES. Filling in the
sections is draft_changes.py's affair.
"""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from compliance import clock, limits
from compliance.accounts.models import Exporter, User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.law.canonical import sha256_of, to_plain
from compliance.law.declaration import LEAST_HEADER_KG, Declaration
from compliance.paper_files import Upload
from compliance.refusals import Conflict, NotAllowed
from shipments.declare.copying import copy_rows, habits_of, header_of_copy, key_of_copy
from shipments.declare.draft_changes import attach, attach_scans
from shipments.declare.freezing import declaration_of
from shipments.declare.numbers import next_declaration_no
from shipments.declare.readiness import Problem, draft_of, missing
from shipments.declare.statements import draw_statements
from shipments.door import Passage, move
from shipments.grounds import chosen_ground
from shipments.models import (
    AmendmentRequest,
    Hold,
    Question,
    Revision,
    Shipment,
    StepKind,
    WithdrawalRequest,
)
from shipments.moves import Status
from shipments.screening.tasks import screen


class Incomplete(Exception):
    """A draft that cannot be submitted yet; `problems` says why, each with its page."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.sentence for problem in problems))
        self.problems = problems


def create_draft(*, by: User, creation_key: UUID, source: Shipment | None = None) -> Shipment:
    """A new draft of the person's exporter; the same key again gives the same draft.

    With a `source`, an earlier declaration of that exporter, it begins as a copy of that one.
    Raises NotAllowed for anyone but an exporter's filer, Conflict for somebody else's key.
    """
    exporter = exporter_of(by)
    first = _first_values(by, exporter) | header_of_copy(source) if source else beginning_of(by)
    with transaction.atomic():
        shipment, is_new = Shipment.objects.get_or_create(creation_key=creation_key, defaults=first)
        if is_new:
            Exporter.objects.select_for_update(no_key=True).get(pk=exporter.pk)
            require_room(exporter.pk, 0)
            if source:
                copy_rows(source, shipment)
            told = {"copied_from": source.reference} if source else {}
            record("create", by=by, subject=shipment.subject, **told)
    if shipment.exporter_id != by.exporter_id:
        raise Conflict(_("This form was used already."))
    return shipment


def beginning_of(by: User) -> dict[str, object]:
    """The columns of a new draft of the person: its exporter's particulars, the person's habits.

    Raises NotAllowed for anyone but an exporter's filer.
    """
    return _first_values(by, exporter_of(by)) | habits_of(by)


def exporter_of(by: User) -> Exporter:
    """Whom the person files for. Raises NotAllowed for anyone but an exporter's filer."""
    if by.exporter is None:
        raise NotAllowed(_("Your role does not allow this."))
    return by.exporter


def require_room(exporter: int, more: int) -> None:
    """Raise Conflict when the exporter has too many open drafts with so many more. Call with its
    row locked: two at once would both find a place."""
    drafts = Shipment.objects.filter(exporter_id=exporter, status=Status.DRAFT, revision_no=0)
    limits.drafts_left(drafts.count() + more - 1)


def copy_draft(source: Shipment, *, by: User, creation_key: UUID) -> Shipment:
    """A new draft with the content of an earlier declaration of one's own, in any status.

    The same key again gives the same draft. Raises NotAllowed for a declaration of others.
    """
    if source.exporter_id != by.exporter_id:
        raise NotAllowed(_("This shipment is not yours."))
    return create_draft(by=by, creation_key=key_of_copy(source, creation_key), source=source)


def submit(
    shipment: Shipment, *, by: User, expected_revision: int, expected_version: int | None = None
) -> Shipment:
    """Freeze the draft as the next revision and send it to screening.

    `expected_revision` is the revision_no the person saw; when that very submission has been made
    already (a double click) the shipment is returned as it is. Raises Conflict when the draft is
    no longer the one the person checked, Incomplete when something is missing.
    """
    try:
        return _submit(shipment, by, expected_revision, expected_version)
    except Conflict:
        row = Shipment.objects.get(pk=shipment.pk)
        if _was_submitted(row, by, expected_revision):
            return row
        raise


def withdraw(shipment: Shipment, *, by: User, reason: str) -> Shipment:
    """Take the declaration back; a release that waits for a second officer is overtaken."""
    with move("withdraw", shipment, by=by) as case:
        case.tell(reason=reason)
    return case.row


def request_withdrawal(shipment: Shipment, *, by: User, ground: str, reason: str) -> Shipment:
    """Ask customs to let a declaration be withdrawn that it has held or released. Raises Conflict
    for a ground that is not in force."""
    chosen_ground("withdraw", ground)
    with move("request_withdrawal", shipment, by=by) as case:
        WithdrawalRequest.objects.create(
            shipment=case.row, ground=ground, reason=reason, by=by, at=case.at
        )
        case.tell(ground=str(ground), reason=reason)
    return case.row


def request_amendment(shipment: Shipment, *, by: User, ground: str, reason: str) -> Shipment:
    """Ask customs to let a released declaration be corrected. The grounds are those of a
    withdrawal: the measures name one list for both. Raises Conflict for one not in force."""
    chosen_ground("withdraw", ground)
    with move("request_amendment", shipment, by=by) as case:
        AmendmentRequest.objects.create(
            shipment=case.row, ground=ground, reason=reason, by=by, at=case.at
        )
        case.tell(ground=str(ground), reason=reason)
    return case.row


def answer_hold(
    shipment: Shipment,
    *,
    by: User,
    text: str,
    files: Iterable[Upload] = (),
    kinds: Iterable[str] = (),
) -> Shipment:
    """Answer the open hold, with papers; the same answer again is there already.

    `kinds` say what each file is, in the order of the files; "other" where they say nothing.
    Raises Conflict when there is no open hold, or it has another answer.
    """
    with move("answer", shipment, by=by) as case:
        hold = case.row.holds.select_for_update().filter(lifted_at__isnull=True).first()
        if hold is None:
            raise Conflict(_("No hold is open."))
        if hold.answered_at and hold.answer != text:
            raise Conflict(_("This hold has been answered already."))
        if hold.answered_at:
            case.leave()
            return case.row
        hold.answer, hold.answered_at = text, case.at
        hold.save(update_fields=["answer", "answered_at"])
        _attach_to(hold, files, kinds, by)
        case.tell(hold=hold.pk, **({"late": True} if hold.is_answered_late else {}))
    return case.row


def supplement_answer(
    shipment: Shipment,
    *,
    by: User,
    text: str,
    files: Iterable[Upload] = (),
    kinds: Iterable[str] = (),
) -> Shipment:
    """Add to the answer of a question that has no result yet; the same words again are there
    already. Raises Conflict when this was done too often."""
    with move("supplement", shipment, by=by) as case:
        rows = Question.objects.select_related("hold").filter(hold__lifted_at__isnull=True)
        found = rows.select_for_update(of=("self",)).get(hold__shipment=case.row)
        last = found.last(StepKind.SUPPLEMENTED)
        if last and last.text == text:
            case.leave()
            return case.row
        given = [step for step in found.told if step.kind == StepKind.SUPPLEMENTED]
        limits.supplements_left(len(given))
        found.steps.create(kind=StepKind.SUPPLEMENTED, at=case.at, by=by, text=text)
        _attach_to(found.hold, files, kinds, by)
        case.tell(hold=found.hold_id)
    return case.row


def _attach_to(hold: Hold, files: Iterable[Upload], kinds: Iterable[str], by: User) -> None:
    """Keep the files of an answer, each by its kind."""
    named = iter(kinds)
    for upload in files:
        paper = attach(hold.shipment, upload, kind=next(named, "") or "other", number="", by=by)
        hold.answer_files.add(paper)


def _submit(
    shipment: Shipment, by: User, expected_revision: int, expected_version: int | None
) -> Shipment:
    with move("submit", shipment, by=by) as case:
        _check_expected(case.row, expected_revision, expected_version)
        prefetch_related_objects([case.row], "lines", "parties")
        attach_scans(case.row, by=by)
        prefetch_related_objects([case.row], "attachments")
        problems = missing(draft_of(case.row))
        if problems:
            raise Incomplete(problems)
        revision = _freeze(case, by)
        case.tell(
            revision=revision.number,
            declaration_no=case.row.declaration_no,
            sha256=revision.sha256,
        )
        send_after_commit(screen, case.row.pk)
    return case.row


def _first_values(by: User, exporter: Exporter) -> dict[str, object]:
    own = {
        "name_zh": exporter.name_zh,
        "uscc": exporter.uscc,
        "customs_code": exporter.customs_code,
    }
    return {
        "exporter": exporter,
        "created_by": by,
        **{f"producer_{name}": value for name, value in own.items()},
        **{f"declarant_{name}": value for name, value in own.items()},
        "declarant_person": by.display_name[:50],
        "declarant_phone": exporter.phone,
    }


def _was_submitted(row: Shipment, by: User, expected_revision: int) -> bool:
    """Whether exactly this submission was made before; others' shipments are never answered."""
    is_next = row.revision_no == expected_revision + 1
    return is_next and row.status != Status.DRAFT and by.exporter_id == row.exporter_id


def _check_expected(row: Shipment, revision: int, version: int | None) -> None:
    if row.revision_no != revision or version not in (None, row.version):
        raise Conflict(_("The declaration was changed meanwhile. Check it again, then submit."))


def _freeze(case: Passage, by: User) -> Revision:
    row, today = case.row, clock.today()
    if row.office and not row.declaration_no:
        case.set(declaration_no=next_declaration_no(row.office.code, today))
    case.set(filed_by=by, revision_no=row.revision_no + 1)
    declaration = declaration_of(row, row.revision_no, today)
    case.set(
        first_submitted_at=row.first_submitted_at or case.at,
        submitted_at=case.at,
        is_stale=False,
        gravity=0,
        **_summary(declaration),
    )
    revision = Revision.objects.create(
        shipment=row,
        number=row.revision_no,
        content=to_plain(declaration),
        sha256=sha256_of(declaration),
        submitted_by=by,
        submitted_at=case.at,
    )
    draw_statements(case, revision, declaration)
    return revision


def _summary(declaration: Declaration) -> dict[str, object]:
    consignee, end_user = declaration.party("consignee"), declaration.party("end_user")
    lines_kg = sum((line.net_weight_kg for line in declaration.lines), Decimal(0))
    is_rounded_up = lines_kg < declaration.net_weight_kg == LEAST_HEADER_KG
    return {
        "consignee_name": consignee.name_en if consignee else "",
        "end_user_name": end_user.name_en if end_user else "",
        "total_net_kg": lines_kg if is_rounded_up else declaration.net_weight_kg,
    }
