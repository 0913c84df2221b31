"""Shipments, revisions, decisions and papers beside the events that tell of them.

Everything is streamed; what seems wrong is looked at once more by itself, for the system goes on
while it is checked.
"""

from collections.abc import Iterator

from django.db.models.fields.json import KeyTextTransform

from compliance.audit.chain import Fault
from compliance.audit.models import Event
from compliance.law.canonical import sha256_of
from shipments.models import Decision, Document, DocumentState, Revision, Shipment
from shipments.moves import MOVES, Status

CHUNK = 2000
EVENT_OF = {verb: move.event or verb for verb, move in MOVES.items()}
DECIDES = {EVENT_OF[verb]: EVENT_OF[move.kept_as] for verb, move in MOVES.items() if move.kept_as}
"""What an event's decision is kept as, where that is not its own verb."""
TARGETS = {"create": Status.DRAFT} | {
    EVENT_OF[verb]: move.target for verb, move in MOVES.items() if move.target is not None
}


def statuses() -> Iterator[Fault]:
    """A shipment stands where its last move put it."""
    told = dict(
        Event.objects.filter(verb__in=TARGETS, subject__startswith="shipment:")
        .order_by("subject", "-seq")
        .distinct("subject")
        .values_list("subject", "verb")
    )
    rows = Shipment.objects.order_by("pk").only("reference", "status")
    for row in rows.iterator(chunk_size=CHUNK):
        if TARGETS.get(told.get(row.subject, "")) != row.status and not _status_is_told(row):
            yield Fault("status", 0, row.subject)


def revisions() -> Iterator[Fault]:
    """A revision's content has the hash that the event of its submission names."""
    told = {
        (subject, int(number), sha256)
        for subject, number, sha256 in Event.objects.filter(verb="submit").values_list(
            "subject", KeyTextTransform("revision", "detail"), KeyTextTransform("sha256", "detail")
        )
    }
    rows = Revision.objects.select_related("shipment").order_by("pk")
    for row in rows.iterator(chunk_size=CHUNK):
        subject = row.shipment.subject
        is_told = (subject, row.number, row.sha256) in told or _revision_is_told(row)
        if not is_told or sha256_of(row.content) != row.sha256:
            yield Fault("revision", 0, subject)


def decisions() -> Iterator[Fault]:
    """A decision has its event, by the same person, and each such event its decision."""
    told = {
        (int(pk), DECIDES.get(verb, verb), actor)
        for pk, verb, actor in Event.objects.filter(
            detail__has_key="decision", verb__in=EVENT_OF.values()
        )
        .annotate(decision=KeyTextTransform("decision", "detail"))
        .values_list("decision", "verb", "actor_id")
    }
    kept = set[int]()
    for row in Decision.objects.select_related("shipment").order_by("pk").iterator(CHUNK):
        kept.add(row.pk)
        if (row.pk, EVENT_OF.get(row.verb), row.by_id) not in told and not _decision_is_told(row):
            yield Fault("decision", 0, row.shipment.subject)
    for pk, _verb, _actor in sorted(each for each in told if each[0] not in kept):
        event = Event.objects.filter(detail__decision=pk).order_by("seq").first()
        yield Fault("decision", 0, event.subject if event else "")


def papers() -> Iterator[Fault]:
    """A ready paper has the hash that its event names."""
    told = set(
        Event.objects.filter(verb="document_ready").values_list(
            KeyTextTransform("document", "detail"), KeyTextTransform("sha256", "detail")
        )
    )
    rows = Document.objects.filter(state=DocumentState.READY).order_by("pk")
    for row in rows.select_related("shipment", "revision").iterator(chunk_size=CHUNK):
        if (row.number, row.sha256) not in told and not _paper_is_told(row):
            yield Fault("paper", 0, row.shipment.subject)


def heads_on_papers() -> Iterator[tuple[int, str]]:
    """The ends of the log that papers name."""
    heads = Document.objects.exclude(audit_head="").values_list("audit_head", flat=True)
    for head in heads.iterator(chunk_size=CHUNK):
        seq, _colon, hash_ = head.partition(":")
        if seq.isdecimal() and int(seq):
            yield int(seq), hash_


def checkpoints_on_papers() -> Iterator[tuple[int, str]]:
    """The checkpoints of the log that papers name."""
    printed = Document.objects.exclude(checkpoint="").values_list("checkpoint", flat=True)
    for checkpoint in printed.distinct().iterator(chunk_size=CHUNK):
        size, _colon, root = checkpoint.partition(":")
        if size.isdecimal() and int(size):
            yield int(size), root


def _status_is_told(row: Shipment) -> bool:
    """A draft that was laid out for a demonstration, and never submitted, has no event yet."""
    fresh = Shipment.objects.only("reference", "status", "revision_no").get(pk=row.pk)
    last = Event.objects.filter(subject=row.subject, verb__in=TARGETS).order_by("-seq").first()
    if last is None:
        return fresh.status == Status.DRAFT and not fresh.revision_no
    return TARGETS[last.verb] == fresh.status


def _revision_is_told(row: Revision) -> bool:
    submits = Event.objects.filter(subject=row.shipment.subject, verb="submit")
    return submits.filter(detail__revision=row.number, detail__sha256=row.sha256).exists()


def _decision_is_told(row: Decision) -> bool:
    told = Event.objects.filter(subject=row.shipment.subject, detail__decision=row.pk)
    verbs = told.filter(actor_id=row.by_id).values_list("verb", flat=True)
    return EVENT_OF.get(row.verb) in {DECIDES.get(verb, verb) for verb in verbs}


def _paper_is_told(row: Document) -> bool:
    ready = Event.objects.filter(subject=row.shipment.subject, verb="document_ready")
    return ready.filter(detail__document=row.number, detail__sha256=row.sha256).exists()
