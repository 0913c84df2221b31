"""The evidence pack of one or more shipments, which can be checked years later without this system.

What was declared, found, decided, issued and recorded, all as it stood at one moment; each event
with the proof that it is under a signed checkpoint; everything under a signed manifest. The same
state gives the same bytes: downloads of packs themselves are therefore left out of the events.
"""

import base64
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Model, QuerySet
from django.forms.models import model_to_dict
from django.template.loader import render_to_string

from compliance.audit.export import json_lines
from compliance.audit.models import Checkpoint, Event
from compliance.audit.transparency.checkpoints import checkpoint_now
from compliance.audit.transparency.tree import Tree
from compliance.audit.verification import links_of
from compliance.law.canonical import json_bytes
from compliance.policy.models import PolicyVersion
from compliance.quarantine.keeping import quarantined
from compliance.snapshots import one_snapshot
from shipments.models import Attachment, Disposition, DocumentState, Screening, Shipment
from shipments.paperwork import verify_pack
from shipments.paperwork.pack import Pack

DOWNLOADED = "download_evidence"
PEOPLE = ("by", "second_by", "decided_by")
ROWS = 20
"""Rows with all that was declared or read, in memory at a time."""


class NothingRecorded(Exception):
    """The log has no event, so nothing can be proven."""


def write_evidence(shipments: Sequence[Shipment], target: IO[bytes]) -> None:
    """Write the pack to an open binary file: one case as it is, several in a folder each."""
    with Pack(target) as pack:
        with one_snapshot():
            told, events = _gather(pack, _as_they_stand(shipments))
        pack.add_parts(verify_pack.EVENTS, json_lines(links_of(events)))
        _add_proofs(pack, events)
        pack.add("README.txt", render_to_string("paperwork/evidence.txt").encode())
        told |= {"damaged": pack.damaged, "files": list(pack.files)}
        pack.add("manifest.json", _readable(told))
        pack.close()


def _as_they_stand(shipments: Sequence[Shipment]) -> list[Shipment]:
    """They may have moved since they were chosen."""
    found = Shipment.objects.select_related("exporter").in_bulk([each.pk for each in shipments])
    return [found[each.pk] for each in shipments]


def _gather(pack: Pack, shipments: Sequence[Shipment]) -> tuple[dict[str, Any], QuerySet[Event]]:
    """Add all but the events; what the manifest tells of the cases, and the events up to here.
    Events never change, and an event commits with its rows: so they are read afterwards, when the
    checkpoint over them may have to be written."""
    for shipment in shipments:
        folder = f"cases/{shipment.reference}/" if len(shipments) > 1 else ""
        _add_case(pack, folder, shipment)
    _add_policies(pack, shipments)
    events = _events_of(shipments)
    cases = [_told_of(shipment) for shipment in shipments]
    last = events.order_by("-seq").first()
    told = {
        **(cases[0] if len(cases) == 1 else {"cases": cases}),
        "last_event": f"{last.seq}:{last.hash}" if last else "",
    }
    return told, events


def _add_case(pack: Pack, folder: str, shipment: Shipment) -> None:
    _add_declared(pack, folder, shipment)
    _add_judged(pack, folder, shipment)
    _add_papers(pack, folder, shipment)


def _add_declared(pack: Pack, folder: str, shipment: Shipment) -> None:
    """Each revision to the letter of its hash, and every file that was ever attached."""
    for revision in shipment.revisions.order_by("number").iterator(ROWS):
        pack.add(f"{folder}revisions/{revision.number:02d}.json", json_bytes(revision.content))
    rows = {each.sha256: each for each in shipment.attachments.order_by("-id")}
    withheld = quarantined(rows)
    for sha256, attachment in reversed(list(rows.items())):
        path = folder + _attachment_path(attachment)
        if sha256 in withheld:
            pack.withhold(path, sha256, attachment.size)
        else:
            pack.add_stored(path, attachment.file, sha256, attachment.size)


def _attachment_path(attachment: Attachment) -> str:
    ending = Path(attachment.filename).suffix
    return f"attachments/{attachment.kind}-{attachment.sha256[:12]}{ending}"


def _add_judged(pack: Pack, folder: str, shipment: Shipment) -> None:
    """Each screening with its facts; all decisions, dispositions, holds, requests and verdicts."""
    runs = shipment.screenings.select_related("revision").order_by("number")
    for run in runs.iterator(ROWS):
        pack.add(f"{folder}screenings/{run.number:02d}-facts.json", json_bytes(run.facts))
        pack.add(f"{folder}screenings/{run.number:02d}.json", _readable(_run(run)))
    decisions = shipment.decisions.select_related("revision", "by", "second_by").order_by("id")
    rows = [{**_row(each), "revision": each.revision.number} for each in decisions]
    dispositions = Disposition.objects.filter(decision__shipment=shipment).order_by("id")
    for name, content in {
        "decisions": rows,
        "dispositions": [_row(each) for each in dispositions.select_related("finding")],
        "holds": [_row(each) for each in shipment.holds.order_by("id")],
        "withdrawal_requests": [_row(each) for each in shipment.withdrawal_requests.order_by("id")],
        **_amendments(shipment),
        **_supplements(shipment),
        "match_verdicts": [_row(each) for each in shipment.hit_decisions.order_by("id")],
    }.items():
        pack.add(f"{folder}{name}.json", _readable(content))


def _amendments(shipment: Shipment) -> dict[str, Any]:
    """Nothing where nothing was asked: packs made before have no such file."""
    rows = [_row(each) for each in shipment.amendment_requests.order_by("id")]
    return {"amendment_requests": rows} if rows else {}


def _supplements(shipment: Shipment) -> dict[str, Any]:
    """What was handed in unasked, each with the hashes of its files."""
    rows = shipment.supplements.prefetch_related("files")
    told = [{**_row(each), "files": [file.sha256 for file in each.files.all()]} for each in rows]
    return {"supplements": told} if told else {}


def _run(run: Screening) -> dict[str, Any]:
    findings = [_row(each) for each in run.findings.order_by("position")]
    return {
        **model_to_dict(run, exclude=["facts", "shipment"]),
        "revision": run.revision.number,
        "findings": findings,
    }


def _add_papers(pack: Pack, folder: str, shipment: Shipment) -> None:
    ready = shipment.documents.filter(state=DocumentState.READY).order_by("id")
    for document in ready.select_related("revision", "shipment"):
        path = f"{folder}papers/{document.number}.pdf"
        pack.add_stored(path, document.file, document.sha256, document.size)


def _add_policies(pack: Pack, shipments: Sequence[Shipment]) -> None:
    """The policies that the screenings read; the lists are named there by version and hash."""
    runs = Screening.objects.filter(shipment__in=shipments)
    numbers = runs.values_list("policy_number", flat=True).distinct()
    for policy in PolicyVersion.objects.filter(number__in=numbers).order_by("number"):
        pack.add(f"policies/{policy.number}.json", json_bytes(policy.body))


def _events_of(shipments: Sequence[Shipment]) -> QuerySet[Event]:
    """The events there are now: what happens while the pack is written is none of it."""
    subjects = [shipment.subject for shipment in shipments]
    events = Event.objects.filter(subject__in=subjects).exclude(verb=DOWNLOADED)
    return events.filter(seq__lte=events.aggregate(Max("seq", default=0))["seq__max"])


def _add_proofs(pack: Pack, events: QuerySet[Event]) -> None:
    """The earliest checkpoint that all events are under, and a proof for each."""
    numbers = events.order_by("seq").values_list("seq", flat=True)
    last = events.aggregate(Max("seq", default=1))["seq__max"]
    covering = Checkpoint.objects.filter(size__gte=last).order_by("size")
    checkpoint = covering.first() or checkpoint_now()
    if checkpoint is None:
        raise NothingRecorded
    tree = Tree(checkpoint.size)
    pack.add(verify_pack.CHECKPOINT, checkpoint.note.encode())
    pack.add_parts(
        verify_pack.PROOFS,
        (
            json_bytes({"seq": seq, "proof": list(map(_base64, tree.inclusion(seq)))}) + b"\n"
            for seq in numbers.iterator()
        ),
    )


def _told_of(shipment: Shipment) -> dict[str, Any]:
    heads = shipment.documents.values_list("audit_head", flat=True)
    return {
        "reference": shipment.reference,
        "declaration_no": shipment.declaration_no,
        "exporter": shipment.exporter.uscc,
        "status": shipment.status,
        "papers_name_events": sorted(set(heads) - {""}),
    }


def _row(row: Model) -> dict[str, Any]:
    """Every column, and the names of the people."""
    people = {
        f"{name}_name": str(getattr(row, name) or "") for name in PEOPLE if hasattr(row, name)
    }
    return {"id": row.pk, **model_to_dict(row, exclude=["shipment", "screening"]), **people}


def _readable(value: Iterable[Any]) -> bytes:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()
