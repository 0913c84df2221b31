"""A draft from a declarant's message, and what of the message it could not take over."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.declared.dictionary import Dictionary
from compliance.declared.field import Field
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from shipments.declare.actions import create_draft, exporter_of
from shipments.declare.intake import sentences_in, take_what_fits
from shipments.models import MessageImport, Shipment
from shipments.single_window.mapping import fields_in
from shipments.single_window.parsing import BadMessage
from shipments.single_window.reading import Reading, read_message

IMPORTED = "import_message"
MESSAGES = UUID("8a1c1f0e-3f6c-4b0e-9a2c-5b1f4c9d4901")
WRONG, UNMAPPED = "wrong", "unmapped"
DICTIONARIES: Mapping[str, Dictionary] = {"": HEADER, "parties": PARTY, "lines": LINE}
LONGEST_VALUE = 600


def import_message(data: bytes, *, by: User, filename: str = "") -> Shipment:
    """A draft of the person's exporter with all that the message says and a draft can hold.

    The same file again gives the same draft. Raises BadMessage for a file that is no message of
    that exporter, NotAllowed for anyone but an exporter's filer.
    """
    exporter, reading = exporter_of(by), read_message(data)
    if reading.exporter_uscc != exporter.uscc:
        sentence = _("This message is of another company: %(uscc)s.")
        raise BadMessage(sentence % {"uscc": reading.exporter_uscc[:20] or "–"})
    digest = sha256(data).hexdigest()
    key = uuid5(MESSAGES, f"{exporter.pk} {digest}")
    with transaction.atomic():
        shipment = create_draft(by=by, creation_key=key)
        if not MessageImport.objects.filter(shipment=shipment).exists():
            _fill(shipment, reading, digest, by, filename)
    return shipment


def _fill(shipment: Shipment, reading: Reading, digest: str, by: User, filename: str) -> None:
    errors = take_what_fits(shipment, reading.content, by=by)
    MessageImport.objects.create(
        shipment=shipment,
        by=by,
        filename=filename[:150],
        sha256=digest,
        version=reading.version,
        told=[*_refused(errors, reading.content, ""), *_of_schema(reading)],
        guessed=list(reading.guessed),
    )
    record(IMPORTED, by=by, subject=shipment.subject, name=filename[:150], sha256=digest)


def _of_schema(reading: Reading) -> Iterator[dict[str, str]]:
    for kind, faults in ((WRONG, reading.faults), (UNMAPPED, reading.unmapped)):
        for fault in faults:
            yield {
                "kind": kind,
                "path": fault.path,
                "field": _field_at(fault.path),
                "value": fault.value[:LONGEST_VALUE],
                "sentence": fault.sentence,
            }


def _refused(
    errors: Mapping[str, Any], content: Mapping[str, Any], part: str, row: int = 0
) -> Iterator[dict[str, str]]:
    """What the draft's own checks said of values that were given; what was not given is missing,
    and the draft asks for it itself."""
    dictionary = DICTIONARIES[part]
    for name, found in errors.items():
        if name in ("lines", "parties"):
            for number, each in enumerate(found, start=1):
                given = content[name][number - 1]
                yield from _refused(each, given, name, number)
        elif content.get(name):
            field = dictionary.get(name)
            yield {
                "kind": WRONG,
                "path": _path_of(name, field, part, row),
                "field": name,
                "value": str(content[name])[:LONGEST_VALUE],
                "sentence": " ".join(sentences_in(found)),
            }


def _path_of(name: str, field: Field | None, part: str, row: int) -> str:
    """Where the message has it; the name where that is in no one place."""
    tag = field.tag if field else ""
    if part == "lines":
        return f"DecLists/DecList[{row}]/{tag or name}"
    if tag in fields_in("FREE_TEXT"):
        return f"DecFreeTxt/{tag}"
    return f"DecHead/{tag}" if tag else name


def _field_at(path: str) -> str:
    """The declared field whose element stands there; "" for none."""
    tag = path.rpartition("/")[2].partition("[")[0]
    dictionaries = (LINE,) if path.startswith("DecLists") else (HEADER, PARTY)
    found = (field.name for each in dictionaries for field in each.values() if field.tag == tag)
    return next(found, "")
