"""Keeping and destroying: a hold that stops destruction, and a disposal by two officers when the
time is over. What remains is what was declared, the hashes and the log."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.refusals import Conflict, NotAllowed
from shipments.models import (
    RETENTION_YEARS,
    Attachment,
    Disposal,
    Disposition,
    Document,
    LegalHold,
    PaperSignature,
    Shipment,
)
from shipments.moves import OPEN, Status
from shipments.paperwork.doomed import doom

YEAR = timedelta(days=366)  # no year is longer, so nothing goes a day too early
UNDECIDED = (Status.DRAFT, Status.SCREENING, *OPEN)


def is_over() -> Q:
    """Shipments whose time is over: decided so long ago, and not taken up again since."""
    return Q(decided_at__lt=clock.now() - RETENTION_YEARS * YEAR) & ~Q(status__in=UNDECIDED)


def due(user: User) -> QuerySet[Shipment]:
    """Those the person may see whose time is over, that nobody holds and that are still there."""
    seen = Shipment.objects.visible_to(user).filter(is_over())
    held = LegalHold.objects.filter(lifted_at__isnull=True).values("shipment")
    gone = Disposal.objects.filter(signed_at__isnull=False).values("shipment")
    return seen.exclude(pk__in=held).exclude(pk__in=gone).order_by("decided_at")


@transaction.atomic
def hold(shipment: Shipment, *, by: User, reason: str) -> LegalHold:
    """Stop destruction until another person lifts the hold. Raises NotAllowed, Conflict."""
    row = _locked(shipment, by)
    if _open_holds(row).exists():
        raise Conflict(_("A legal hold is in place already."))
    placed = LegalHold.objects.create(shipment=row, reason=reason, by=by, at=clock.now())
    record("place_legal_hold", by=by, subject=row.subject, reason=reason)
    return placed


@transaction.atomic
def lift(shipment: Shipment, *, by: User, reason: str) -> None:
    """End the hold. Raises NotAllowed for whoever placed it, Conflict where there is none."""
    row = _locked(shipment, by)
    placed = _open_holds(row).first()
    if placed is None:
        raise Conflict(_("There is no legal hold."))
    if placed.by == by:
        raise NotAllowed(_("Another person than the one who placed the hold lifts it."))
    placed.lifted_by, placed.lifted_at = by, clock.now()
    placed.save(update_fields=["lifted_by", "lifted_at"])
    record("lift_legal_hold", by=by, subject=row.subject, reason=reason)


@transaction.atomic
def propose(shipment: Shipment, *, by: User, reason: str) -> Disposal:
    """Ask for the papers and uploads to be destroyed. Raises NotAllowed, and Conflict before time,
    under a hold, or when it is proposed already."""
    row = _locked(shipment, by)
    _check_time(row)
    if Disposal.objects.filter(shipment=row).exists():
        raise Conflict(_("The disposal is proposed already."))
    proposed = Disposal.objects.create(
        shipment=row, reason=reason, proposed_by=by, proposed_at=clock.now()
    )
    record("propose_disposal", by=by, subject=row.subject, reason=reason)
    return proposed


@transaction.atomic
def sign(shipment: Shipment, *, by: User) -> Disposal:
    """Sign the disposal and carry it out: files go when the transaction has committed. Raises
    NotAllowed for whoever proposed it, Conflict as `propose` does."""
    row = _locked(shipment, by)
    _check_time(row)
    disposal = Disposal.objects.filter(shipment=row, signed_at__isnull=True).first()
    if disposal is None:
        raise Conflict(_("No disposal waits for a signature."))
    if disposal.proposed_by == by:
        raise NotAllowed(_("Another officer than the one who proposed the disposal signs it."))
    disposal.signed_by, disposal.signed_at = by, clock.now()
    files = _files_of(row)
    disposal.destroyed = [{"name": each["name"], "sha256": each["sha256"]} for each in files]
    disposal.save(update_fields=["signed_by", "signed_at", "destroyed"])
    PaperSignature.objects.filter(document__shipment=row).delete()
    Document.objects.filter(shipment=row).delete()
    named = Disposition.objects.filter(decision__shipment=row, paper__isnull=False).values("paper")
    Attachment.objects.filter(shipment=row).exclude(pk__in=named).delete()  # those rows are frozen
    record("dispose", by=by, subject=row.subject, reason=disposal.reason, files=disposal.destroyed)
    doom((each["file"], each["sha256"]) for each in files)
    return disposal


def _open_holds(row: Shipment) -> QuerySet[LegalHold]:
    return LegalHold.objects.filter(shipment=row, lifted_at__isnull=True)


def _locked(shipment: Shipment, by: User) -> Shipment:
    if not by.is_officer:
        raise NotAllowed(_("Your role does not allow this."))
    return Shipment.objects.select_for_update(of=("self",)).get(pk=shipment.pk)


def _check_time(row: Shipment) -> None:
    if not Shipment.objects.filter(is_over(), pk=row.pk).exists():
        sentence = _("Papers are kept for %(years)s years after the decision.")
        raise Conflict(sentence % {"years": RETENTION_YEARS})
    if _open_holds(row).exists():
        raise Conflict(_("A legal hold is in place: nothing is destroyed."))


def _files_of(row: Shipment) -> list[dict[str, Any]]:
    papers = Document.objects.filter(shipment=row).exclude(sha256="")
    uploads = Attachment.objects.filter(shipment=row)
    named: list[tuple[str, Document | Attachment]] = [
        *((each.number, each) for each in papers.select_related("shipment", "revision")),
        *((each.filename, each) for each in uploads),
    ]
    return [{"name": name, "sha256": each.sha256, "file": each.file} for name, each in named]
