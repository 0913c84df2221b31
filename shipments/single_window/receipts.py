"""Receipts of the Single Window about a declaration, brought in by its exporter.

A receipt is told in the timeline and changes nothing: what customs decided stands in this house.
Two shapes are read: the answer to an import (DecImportResponse) and the channel receipts
(DEC_RESULT); the latter's element names are not published with the schema.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Shipment
from shipments.receipt_codes import CODES, RECEIPT
from shipments.single_window.checking import local_name
from shipments.single_window.parsing import BadMessage, tree_of

LONGEST_NOTE = 1000
ANSWERED, REFUSED = "3", "4"


@dataclass(frozen=True)
class Receipt:
    """What a receipt says: its code, in words, and which declaration it is about."""

    code: str
    note: str
    number: str
    client_number: str = ""


def bring_in(shipment: Shipment, data: bytes, *, by: User) -> Receipt:
    """Put a receipt into the shipment's timeline; the same file again is there already.

    Raises BadMessage for a file that is no receipt, Conflict for one about another declaration,
    NotAllowed for anyone but the exporter's people.
    """
    if by.exporter_id != shipment.exporter_id:
        raise NotAllowed(_("This shipment is not yours."))
    receipt = receipt_in(data)
    if not _is_about(receipt, shipment):
        raise Conflict(_("This receipt is about another declaration."))
    digest = sha256(data).hexdigest()
    with transaction.atomic():
        Shipment.objects.select_for_update().get(pk=shipment.pk)
        told = Event.objects.filter(subject=shipment.subject, verb=RECEIPT)
        if not told.filter(detail__sha256=digest).exists():
            record(
                RECEIPT,
                by=by,
                subject=shipment.subject,
                receipt=receipt.code,
                message=receipt.note,
                sha256=digest,
            )
    return receipt


def receipt_in(data: bytes) -> Receipt:
    """What the file says. Raises BadMessage."""
    texts = {local_name(node): (node.text or "").strip() for node in tree_of(data).iter()}
    if "ResponseCode" in texts:
        code = ANSWERED if texts["ResponseCode"] == "0" else REFUSED
        note = texts.get("ErrorMessage", "")
        found = Receipt(code, note, texts.get("SeqNo", ""), texts.get("ClientSeqNo", ""))
    elif "CHANNEL" in texts:
        note = texts.get("NOTE", "")
        found = Receipt(texts["CHANNEL"], note, texts.get("ENTRY_ID", ""))
    else:
        raise BadMessage(_("This is no receipt of the Single Window."))
    if found.code not in CODES:
        sentence = _("The receipt has a code that is not known: %(code)s.")
        raise BadMessage(sentence % {"code": found.code[:20]})
    return Receipt(found.code, found.note[:LONGEST_NOTE], found.number, found.client_number)


def _is_about(receipt: Receipt, shipment: Shipment) -> bool:
    """By the pre-entry number, or by the number the message was sent under."""
    own = shipment.declaration_no
    return bool(own and receipt.number == own) or receipt.client_number.startswith(
        f"{shipment.reference}-"
    )
