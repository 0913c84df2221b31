"""Checking the event log, stored or exported: its own chain, its sealed end, heads known
elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain as joined
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.audit.anchors import anchored_heads
from compliance.audit.chain import (
    FIELDS,
    GENESIS,
    Fault,
    Link,
    backwards,
    faults,
    faults_of_part,
)
from compliance.audit.export import read_export
from compliance.audit.log import UNSEALED, record, seal_fits
from compliance.audit.models import Event, Head
from compliance.audit.reconciliation import disagreements, printed_heads
from compliance.audit.transparency.comparison import RootsOnTheWay, known_roots

VERIFIED = "verify_audit"
SUBJECT = "audit"
CHUNK = 2000
KEPT_FAULTS = 20
RECENT = 2000
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Verification:
    """What a check found: how many events, where the log ends, and each fault."""

    events: int
    seq: int
    hash: str
    faults: tuple[Fault, ...]

    @property
    def is_intact(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(
    *,
    expected: Mapping[int, str] | None = None,
    since: int = 1,
    checkpoints: Iterable[tuple[int, str]] = (),
) -> Verification:
    """Read the log from event `since` to its end and check it; writers may go on meanwhile.

    `expected` maps event numbers to hashes (or their beginnings) known from outside, such as
    those printed on papers. The heads kept outside the database are expected too. From event 1,
    the rows that events tell of are compared with them, and the tree over the events with every
    checkpoint: the stored, those on papers, and `checkpoints`, sizes with roots (or their
    beginnings) that were kept outside. Memory stays flat: rows are streamed.
    """
    end, (anchors, forged) = Head.objects.first(), anchored_heads()
    known = [*(expected or {}).items(), *anchors, *printed_heads()]
    known = [(seq, hash_) for seq, hash_ in known if seq >= since]
    known += [(end.seq, end.hash)] if end else []
    before, late = _hash_before(since), list[Fault]()
    roots, unsigned = known_roots(checkpoints) if since == 1 else ([], ())
    walk = _Walk(links_of(Event.objects.filter(seq__gte=since)), known, since - 1, before, roots)
    timed = backwards(walk, end.timed_from if end else 1, late)
    found = (*faults(timed, since=since, previous_hash=before), *late, *walk.unexpected())
    rows = disagreements() if since == 1 else ()
    signed = (*walk.contradicted(), *unsigned)
    return walk.result((*found, *signed, *_seal_faults(walk), *forged, *_ahead(), *rows))


def verify_file(
    path: Path, *, expected: Mapping[int, str] | None = None, is_part: bool = False
) -> Verification:
    """Check an exported log by itself, without the database.

    It may begin after event 1: then its first event's word on the one before is taken. `is_part`:
    the file holds chosen events with gaps between. Raises BadExport for a file of another kind.
    """
    links = read_export(path)
    first = next(links, None)
    if first is None:
        return Verification(0, 0, GENESIS, ())
    before = first.previous_hash if first.seq > 1 else GENESIS
    walk = _Walk(joined([first], links), list((expected or {}).items()), first.seq - 1, before)
    if is_part:
        return walk.result((*faults_of_part(walk), *walk.unexpected()))
    found = faults(walk, since=first.seq, previous_hash=before)
    return walk.result((*found, *walk.unexpected()))


def links_of(rows: QuerySet[Event]) -> Iterator[Link]:
    """The events as values, in their order, streamed so that memory stays flat."""
    for row in rows.order_by("seq").values_list(*FIELDS).iterator(chunk_size=CHUNK):
        yield Link(*row)


def verify_recent(by: User) -> Verification:
    """Check the last events and write down the result in the log itself."""
    last = Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    since = max(1, last - RECENT + 1)
    result = verify(since=since)
    write_down(result, since=since, by=by)
    return result


@transaction.atomic
def write_down(result: Verification, *, since: int, by: User | None = None) -> Event:
    """Keep the result of a check as an event."""
    return record(
        VERIFIED,
        by=by,
        subject=SUBJECT,
        since=since,
        events=result.events,
        head=f"{result.seq}:{result.hash}",
        faults=[fault.as_plain() for fault in result.faults[:KEPT_FAULTS]],
        fault_count=len(result.faults),
    )


def last_verification() -> Event | None:
    """The event that tells of the last check."""
    return Event.objects.filter(verb=VERIFIED).order_by("-seq").first()


def sentence_of(fault: Fault) -> str:
    """The fault in the reader's language."""
    sentences = {
        "missing": _("Event %(seq)s is missing."),
        "reordered": _("Event %(seq)s does not follow the event before it."),
        "edited": _("Event %(seq)s was changed."),
        "unexpected": _("Event %(seq)s is not the one expected."),
        "unsealed": _("The end of the log (event %(seq)s) is not sealed with this system's key."),
        "truncated": _("The log ends before event %(seq)s: its last events were cut off."),
        "beyond_head": _("Event %(seq)s was added behind the sealed end of the log."),
        "resealed": _("Before event %(seq)s the log's end was not the one this system had sealed."),
        "backwards": _("Event %(seq)s is dated before the event before it."),
        "ahead": _("Event %(seq)s is dated in the future."),
        "forged_anchor": _("A head kept outside (event %(seq)s) was not written by this system."),
        "checkpoint": _("The log is not the one whose first %(seq)s events were signed for."),
        "forged_checkpoint": _("The checkpoint of %(seq)s events was not signed by this system."),
        "status": _("%(subject)s: its status is not the one the log tells of."),
        "revision": _("%(subject)s: a revision is not the one the log tells of."),
        "decision": _("%(subject)s: a decision is not the one the log tells of."),
        "paper": _("%(subject)s: a paper is not the one the log tells of."),
    }
    return sentences[fault.kind] % {"seq": fault.seq, "subject": fault.subject}


class _Walk:
    """Links on their way to a check; remembers count, end and unexpected hashes."""

    def __init__(
        self,
        links: Iterable[Link],
        expected: list[tuple[int, str]],
        seq: int,
        hash_: str,
        roots: Iterable[tuple[int, str]] = (),
    ) -> None:
        self.events, self.seq, self.hash = 0, seq, hash_
        self._links, self._wrong, self._resealed = links, list[int](), list[int]()
        self._expected: dict[int, list[str]] = {}
        for known_seq, known_hash in expected:
            self._expected.setdefault(known_seq, []).append(known_hash)
        self._roots = RootsOnTheWay(roots)

    def __iter__(self) -> Iterator[Link]:
        for link in self._links:
            self.events, self.seq, self.hash = self.events + 1, link.seq, link.hash
            self._compare(link)
            if link.verb == UNSEALED:
                self._resealed.append(link.seq)
            self._roots.add(link.hash)
            yield link

    def result(self, found: tuple[Fault, ...]) -> Verification:
        """What was read, with the faults found."""
        return Verification(self.events, self.seq, self.hash, found)

    def contradicted(self) -> Iterator[Fault]:
        """Checkpoints that are not of this log."""
        return self._roots.faults()

    def unexpected(self) -> Iterator[Fault]:
        """Expected events that are others, or lie beyond the end; and ends found unsealed."""
        yield from (Fault("unexpected", seq) for seq in self._wrong)
        yield from (Fault("resealed", seq) for seq in self._resealed)
        beyond = {seq for seq in self._expected if seq > self.seq}
        yield from (Fault("truncated", seq) for seq in sorted(beyond))

    def _compare(self, link: Link) -> None:
        wanted = self._expected.get(link.seq, ())
        if not all(link.hash.startswith(hash_) for hash_ in wanted):
            self._wrong.append(link.seq)


def _hash_before(since: int) -> str:
    row = Event.objects.filter(seq=since - 1).values_list("hash", flat=True).first()
    return row or GENESIS


def _ahead() -> Iterator[Fault]:
    """Times come from the database's clock, so nothing can lie after it."""
    late = Event.objects.filter(at__gt=Now() + PATIENCE).order_by("seq")
    yield from (Fault("ahead", seq) for seq in late.values_list("seq", flat=True)[:KEPT_FAULTS])


def _seal_faults(walk: _Walk) -> Iterator[Fault]:
    """The sealed end as it is after the walk: at the walk's end, or beyond it by new events."""
    end = Head.objects.first()
    if end is None:
        yield from [Fault("unsealed", walk.seq)] if walk.events else []
        return
    if not seal_fits(end):
        yield Fault("unsealed", end.seq)
    if walk.seq > end.seq:
        yield Fault("beyond_head", walk.seq)
