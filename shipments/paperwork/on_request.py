"""Papers that people ask for whenever they want: of the filed revision a numbered, signed paper, of
a draft a marked print."""

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.celery import send_after_commit
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Document, Shipment
from shipments.moves import Status
from shipments.papers import PAPERS, Paper
from shipments.papers.paper import LAYOUT
from shipments.paperwork import drafts
from shipments.paperwork.asked_details import details_for, may_print
from shipments.paperwork.render_work import record_step
from shipments.paperwork.signing import place
from shipments.paperwork.tasks import print_draft, render


def may_be_asked(shipment: Shipment, user: User) -> list[Paper]:
    """What that person may ask for now and something can stand on, in the order of their names."""
    is_draft = shipment.status == Status.DRAFT
    may = is_printed_for if is_draft else is_theirs
    found = [paper for paper in PAPERS.values() if may(paper, user)]
    rest = (paper for paper in found if is_draft or may_print(paper.kind, shipment))
    return sorted(rest, key=lambda paper: str(paper.name))


def is_theirs(paper: Paper, user: User) -> bool:
    """Whether such a paper is for people like this one to ask for."""
    return (user.is_exporter and paper.for_exporters) or (user.is_officer and paper.for_customs)


def is_printed_for(paper: Paper, user: User) -> bool:
    """Whether people like this one print it from a draft."""
    return user.is_exporter and paper.is_of_drafts


@transaction.atomic
def ask_for(shipment: Shipment, kind: str, *, by: User) -> Document:
    """The paper of the current revision, queued unless it was asked for before. Raises NotAllowed,
    and Conflict where there is nothing to print."""
    _refuse_unless(kind in PAPERS and is_theirs(PAPERS[kind], by))
    revision = shipment.revisions.order_by("-number").first()
    details = details_for(kind, shipment) if revision else None
    if revision is None or details is None:
        raise Conflict(_("There is nothing to print on this paper yet."))
    document, is_new = Document.objects.get_or_create(
        revision=revision,
        kind=kind,
        decision=None,
        drawn_from=details.drawn_from,
        defaults={
            "shipment": shipment,
            "issued_at": clock.now(),
            "details": details.words,
            "layout": LAYOUT,
            "edition": PAPERS[kind].editions,
            "must_be_signed": place.is_on(),
        },
    )
    if is_new:
        record_step("document_asked", document, by)
        send_after_commit(render, document.pk)
    return document


@transaction.atomic
def print_from_draft(shipment: Shipment, kind: str, *, by: User) -> str:
    """Have a draft printed; the token to fetch it with. Raises NotAllowed, and Conflict while many
    prints of that person are being made."""
    _refuse_unless(kind in PAPERS and is_printed_for(PAPERS[kind], by))
    token = drafts.new_token(shipment.pk, by=by)
    send_after_commit(print_draft, shipment.pk, kind, token)
    return token


def _refuse_unless(may: bool) -> None:
    if not may:
        raise NotAllowed(_("Your role does not allow this."))
