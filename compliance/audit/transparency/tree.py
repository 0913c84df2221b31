"""The tree over the stored events. An entry of the log is the 32 bytes of an event's hash, which
stands for the whole event; so what is published tells nothing of what happened.

Complete tiles are kept, the rest is made from the last events.
"""

from collections import OrderedDict

from compliance.audit.models import Event, Tile
from compliance.audit.transparency import merkle

HEIGHT = 8
WIDTH = 1 << HEIGHT
HASH = 32
MOST_HELD = 64  # tiles in memory, 20 KB each


class Inconsistent(Exception):
    """The events are not those that a signed checkpoint stands for."""


class Tree:
    """The tree over the first `size` events. Raises Inconsistent where events are missing."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._held: OrderedDict[tuple[int, int], list[bytes]] = OrderedDict()

    def root(self, size: int | None = None) -> bytes:
        """Of the whole, or of its first `size` events."""
        return merkle.root(self.size if size is None else size, self.node)

    def inclusion(self, seq: int) -> list[bytes]:
        """The proof that event `seq` is in the tree."""
        return merkle.inclusion_proof(seq - 1, self.size, self.node)

    def consistency(self, old: int) -> list[bytes]:
        """The proof that the tree of `old` events is the beginning of this one."""
        return merkle.consistency_proof(old, self.size, self.node)

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree, as `merkle` asks for it."""
        tier, within = divmod(level, HEIGHT)
        tile, start = divmod(index << within, WIDTH)
        return merkle.root_of(self.tile(tier, tile)[start : start + (1 << within)])

    def tile(self, tier: int, index: int) -> list[bytes]:
        """Up to 256 hashes, as many as the tree has there."""
        if (tier, index) not in self._held:
            self._held[tier, index] = self._read(tier, index)
            if len(self._held) > MOST_HELD:
                self._held.popitem(last=False)
        self._held.move_to_end((tier, index))
        return self._held[tier, index]

    def width(self, tier: int, index: int) -> int:
        """How many hashes the tile of that place has."""
        return max(0, min(WIDTH, (self.size >> (HEIGHT * tier)) - index * WIDTH))

    def keep_tiles(self) -> None:
        """Store the complete tiles that are new, the lowest first."""
        tier = 0
        while full := self.size >> (HEIGHT * (tier + 1)):
            kept = Tile.objects.filter(tier=tier).count()
            for index in range(kept, full):
                hashes = self.tile(tier, index)
                made = {"hashes": b"".join(hashes), "root": merkle.root_of(hashes)}
                Tile.objects.get_or_create(tier=tier, index=index, defaults=made)
            tier += 1

    def _read(self, tier: int, index: int) -> list[bytes]:
        width = self.width(tier, index)
        if width == WIDTH:
            kept = Tile.objects.filter(tier=tier, index=index).first()
            if kept is not None:
                hashes = bytes(kept.hashes)
                return [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]
        if tier == 0:
            return _leaves(index * WIDTH, width)
        below = range(index * WIDTH, index * WIDTH + width)
        rows = Tile.objects.filter(tier=tier - 1, index__in=below).values_list("index", "root")
        roots = {each: bytes(root) for each, root in rows if root is not None}
        return [roots.get(each) or merkle.root_of(self.tile(tier - 1, each)) for each in below]


def entry_of(event_hash: str) -> bytes:
    """The entry that stands for an event, from its lower-case hex hash."""
    return bytes.fromhex(event_hash)


def _leaves(start: int, count: int) -> list[bytes]:
    rows = Event.objects.filter(seq__gt=start, seq__lte=start + count).order_by("seq")
    found = list(rows.values_list("hash", flat=True))
    if len(found) != count:
        raise Inconsistent(f"events from {start + 1} on are missing")
    return [merkle.leaf_hash(entry_of(each)) for each in found]
