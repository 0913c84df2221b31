"""The evidence pack of one shipment: a ZIP that can be checked years later, without this system.

What was declared, found, decided, issued and recorded, under a list of SHA-256 sums. The same
state gives the same bytes: downloads of packs themselves are therefore left out of its events.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.template.loader import render_to_string

from compliance.audit.export import json_lines
from compliance.audit.models import Event
from compliance.audit.verification import links_of
from compliance.law.canonical import json_bytes
from compliance.paper_files import sha256_of
from shipments.models import Attachment, DocumentState, Screening, Shipment

DOWNLOADED = "download_evidence"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # ZIP knows no earlier date; a real one would change the bytes
PEOPLE = ("by", "second_by")


def write_evidence(shipment: Shipment, target: IO[bytes]) -> None:
    """Write the pack to an open binary file."""
    with ZipFile(target, "w", ZIP_STORED) as archive:
        pack = _Pack(archive)
        _add_declared(pack, shipment)
        _add_judged(pack, shipment)
        _add_papers(pack, shipment)
        events = _events_of(shipment)
        pack.add("events.jsonl", b"".join(json_lines(links_of(events))))
        pack.add("README.txt", render_to_string("paperwork/evidence.txt").encode())
        pack.add("manifest.json", _readable(_manifest(shipment, events, pack)))
        pack.add("SHA256SUMS", pack.sums())


class _Pack:
    """Files on their way into the archive; remembers the sum of each."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.files: list[dict[str, Any]] = []
        self.damaged: list[str] = []

    def add(self, path: str, content: bytes) -> None:
        """A file made of these bytes."""
        self._archive.writestr(ZipInfo(path, EARLIEST), content)
        self._note(path, hashlib.sha256(content).hexdigest(), len(content))

    def add_stored(self, path: str, file: Any, sha256: str, size: int) -> None:
        """A stored file, if it still is what its hash says; its sum is listed either way."""
        self._note(path, sha256, size)
        try:
            with file.storage.open(file.name) as stream:
                is_whole = sha256_of(stream) == sha256
                if is_whole:
                    self._copy(path, stream)
        except FileNotFoundError:
            is_whole = False
        if not is_whole:
            self.damaged.append(path)

    def sums(self) -> bytes:
        """As sha256sum reads them."""
        return "".join(f"{each['sha256']}  {each['path']}\n" for each in self.files).encode()

    def _copy(self, path: str, stream: IO[bytes]) -> None:
        with self._archive.open(ZipInfo(path, EARLIEST), "w") as entry:
            while part := stream.read(1 << 20):
                entry.write(part)

    def _note(self, path: str, sha256: str, size: int) -> None:
        self.files.append({"path": path, "sha256": sha256, "size": size})


def _add_declared(pack: _Pack, shipment: Shipment) -> None:
    """Each revision to the letter of its hash, and every file that was ever attached."""
    for revision in shipment.revisions.order_by("number"):
        pack.add(f"revisions/{revision.number:02d}.json", json_bytes(revision.content))
    seen: set[str] = set()
    for attachment in shipment.attachments.order_by("id"):
        if attachment.sha256 not in seen:
            seen.add(attachment.sha256)
            path = _attachment_path(attachment)
            pack.add_stored(path, attachment.file, attachment.sha256, attachment.size)


def _attachment_path(attachment: Attachment) -> str:
    ending = Path(attachment.filename).suffix
    return f"attachments/{attachment.kind}-{attachment.sha256[:12]}{ending}"


def _add_judged(pack: _Pack, shipment: Shipment) -> None:
    """Each screening with its facts, and all decisions and holds."""
    for run in shipment.screenings.select_related("revision").order_by("number"):
        pack.add(f"screenings/{run.number:02d}-facts.json", json_bytes(run.facts))
        pack.add(f"screenings/{run.number:02d}.json", _readable(_run(run)))
    decisions = shipment.decisions.select_related("revision", *PEOPLE).order_by("id")
    people = [{name: str(getattr(each, name) or "") for name in PEOPLE} for each in decisions]
    rows = [
        {**model_to_dict(each), **names, "revision": each.revision.number}
        for each, names in zip(decisions, people, strict=True)
    ]
    pack.add("decisions.json", _readable(rows))
    pack.add("holds.json", _readable(_rows(shipment.holds.order_by("id"))))


def _run(run: Screening) -> dict[str, Any]:
    findings = _rows(run.findings.order_by("position"))
    return {
        **model_to_dict(run, exclude=["facts", "shipment"]),
        "revision": run.revision.number,
        "findings": findings,
    }


def _add_papers(pack: _Pack, shipment: Shipment) -> None:
    ready = shipment.documents.filter(state=DocumentState.READY).order_by("id")
    for document in ready.select_related("revision", "shipment"):
        path = f"papers/{document.number}.pdf"
        pack.add_stored(path, document.file, document.sha256, document.size)


def _events_of(shipment: Shipment) -> QuerySet[Event]:
    return Event.objects.filter(subject=shipment.subject).exclude(verb=DOWNLOADED)


def _manifest(shipment: Shipment, events: QuerySet[Event], pack: _Pack) -> dict[str, Any]:
    last = events.order_by("-seq").first()
    heads = shipment.documents.values_list("audit_head", flat=True)
    return {
        "reference": shipment.reference,
        "declaration_no": shipment.declaration_no,
        "exporter": shipment.exporter.uscc,
        "status": shipment.status,
        "last_event": f"{last.seq}:{last.hash}" if last else "",
        "papers_name_events": sorted(set(heads) - {""}),
        "damaged": pack.damaged,
        "files": list(pack.files),
    }


def _rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [model_to_dict(row, exclude=["shipment", "screening"]) for row in rows]


def _readable(value: Any) -> bytes:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()
