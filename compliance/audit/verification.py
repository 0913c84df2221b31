"""Checking the event log against its own chain, its sealed end and heads printed elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.audit.chain import GENESIS, Fault, Link, faults
from compliance.audit.log import record, seal_fits
from compliance.audit.models import Event, Head

VERIFIED = "verify_audit"
SUBJECT = "audit"
CHUNK = 2000
KEPT_FAULTS = 20
RECENT = 2000
FIELDS = (
    "seq",
    "at",
    "actor_id",
    "actor_name",
    "actor_role",
    "verb",
    "subject",
    "detail",
    "previous_hash",
    "hash",
)


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


def verify(*, expected: Mapping[int, str] | None = None, since: int = 1) -> Verification:
    """Read the log from event `since` to its end and check it; writers may go on meanwhile.

    `expected` maps event numbers to hashes (or their beginnings) known from outside, such as
    those printed on papers. Memory stays flat: rows are streamed.
    """
    end = Head.objects.first()
    known = [*(expected or {}).items(), *([(end.seq, end.hash)] if end else [])]
    walk = _Walk(known, since)
    found = tuple(faults(walk, since=since, previous_hash=_hash_before(since)))
    return Verification(
        walk.events, walk.seq, walk.hash, (*found, *walk.unexpected(), *_seal_faults(walk))
    )


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
    }
    return sentences[fault.kind] % {"seq": fault.seq}


class _Walk:
    """The links from `since` on, streamed; remembers count, end and unexpected hashes."""

    def __init__(self, expected: list[tuple[int, str]], since: int) -> None:
        self.events, self.seq, self.hash = 0, since - 1, _hash_before(since)
        self._since, self._expected, self._wrong = since, expected, list[int]()

    def __iter__(self) -> Iterator[Link]:
        rows = Event.objects.filter(seq__gte=self._since).order_by("seq")
        for row in rows.values_list(*FIELDS).iterator(chunk_size=CHUNK):
            link = Link(*row)
            self.events, self.seq, self.hash = self.events + 1, link.seq, link.hash
            self._compare(link)
            yield link

    def unexpected(self) -> Iterator[Fault]:
        """Expected events that are others, or lie beyond the end."""
        yield from (Fault("unexpected", seq) for seq in self._wrong)
        beyond = {seq for seq, _hash in self._expected if seq > self.seq}
        yield from (Fault("truncated", seq) for seq in sorted(beyond))

    def _compare(self, link: Link) -> None:
        wanted = [hash_ for seq, hash_ in self._expected if seq == link.seq]
        if not all(link.hash.startswith(hash_) for hash_ in wanted):
            self._wrong.append(link.seq)


def _hash_before(since: int) -> str:
    row = Event.objects.filter(seq=since - 1).values_list("hash", flat=True).first()
    return row or GENESIS


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
