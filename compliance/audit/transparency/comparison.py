"""The tree over events as they are read, held against every checkpoint there is."""

from collections.abc import Iterable, Iterator

from compliance.audit.chain import Fault
from compliance.audit.models import Checkpoint
from compliance.audit.reconciliation import printed_roots
from compliance.audit.transparency.keys import verifiers
from compliance.audit.transparency.merkle import Growing, leaf_hash
from compliance.audit.transparency.notes import BadNote, opened, read_checkpoint
from compliance.audit.transparency.tree import entry_of

Roots = list[tuple[int, str]]


def known_roots(outside: Iterable[tuple[int, str]]) -> tuple[Roots, tuple[Fault, ...]]:
    """Size and root of each checkpoint: kept outside, on papers and stored; and a fault for each
    stored one that none of the log's keys signed as it stands."""
    keys, unsigned = verifiers(), list[Fault]()
    roots = [*outside, *printed_roots()]
    for row in Checkpoint.objects.order_by("size").iterator():
        try:
            signed = read_checkpoint(opened(row.note, keys))
        except BadNote:
            unsigned.append(Fault("forged_checkpoint", row.size))
            continue
        roots.append((signed.size, signed.root.hex()))
        if (signed.size, signed.root.hex()) != (row.size, row.root):
            unsigned.append(Fault("forged_checkpoint", row.size))
    return roots, tuple(unsigned)


class RootsOnTheWay:
    """Takes the events' hashes one after another, from the first on."""

    def __init__(self, roots: Iterable[tuple[int, str]]) -> None:
        self._tree, self._wrong = Growing(), list[int]()
        self._wanted: dict[int, set[str]] = {}
        for size, root in roots:
            self._wanted.setdefault(size, set()).add(root)

    def add(self, event_hash: str) -> None:
        """The next event."""
        if not self._wanted:
            return
        self._tree.add(leaf_hash(entry_of(event_hash)))
        size = self._tree.size
        if size in self._wanted:
            root = self._tree.root().hex()
            if not all(root.startswith(wanted) for wanted in self._wanted[size]):
                self._wrong.append(size)

    def faults(self) -> Iterator[Fault]:
        """Checkpoints of another log, then those of more events than there are."""
        yield from (Fault("checkpoint", size) for size in self._wrong)
        beyond = sorted(size for size in self._wanted if size > self._tree.size)
        yield from (Fault("truncated", size) for size in beyond)
