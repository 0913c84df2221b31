"""Signing the state of the log, and answering for it with proofs."""

import base64
import logging
from collections.abc import Iterable, Sequence

from django.db import transaction

from compliance import clock
from compliance.audit.log import head, record
from compliance.audit.models import Checkpoint
from compliance.audit.transparency import keys, notes
from compliance.audit.transparency.tree import Inconsistent, Tree

logger = logging.getLogger(__name__)
PROOF = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "gate49/consistency-proof@v1"
SUBJECT = "audit"
PRINTED = 16  # digits of a root on papers


@transaction.atomic
def checkpoint_now(also: Sequence[notes.Signer] = ()) -> Checkpoint | None:
    """The checkpoint over all events there are, signed now unless it is there; None for an empty
    log. `also` are further keys that sign.

    Nothing is signed that contradicts the last checkpoint: raises Inconsistent, and KeyLost.
    """
    size, _hash = head()
    last = latest()
    if size == 0 or (last and last.size == size):
        return last
    tree = Tree(size)
    if last and (size < last.size or tree.root(last.size).hex() != last.root):
        logger.error("the event log does not continue its checkpoint %s", last)
        raise Inconsistent(f"the log does not continue checkpoint {last}")
    tree.keep_tiles()
    signer = keys.signer()
    made = notes.Checkpoint(signer.name, size, tree.root())
    told = {
        "root": made.root.hex(),
        "note": notes.sign(made.text, [signer, *also]),
        "made_at": clock.now(),
    }
    return Checkpoint.objects.get_or_create(size=size, defaults=told)[0]


def latest() -> Checkpoint | None:
    """The checkpoint over most events."""
    return Checkpoint.objects.order_by("-size").first()


def printed(checkpoint: Checkpoint) -> str:
    """As it stands on papers: size and the beginning of the root."""
    return f"{checkpoint.size}:{checkpoint.root[:PRINTED]}"


def inclusion_note(seq: int, checkpoint: Checkpoint, tree: Tree | None = None) -> str:
    """The proof that event `seq` is under that checkpoint, in the form of C2SP tlog-proof."""
    tree = tree or Tree(checkpoint.size)
    lines = [PROOF, f"index {seq - 1}", *_lines(tree.inclusion(seq)), "", ""]
    return "\n".join(lines) + checkpoint.note


def consistency_note(old: Checkpoint, new: Checkpoint) -> str:
    """The proof that one checkpoint continues another, with both."""
    lines = [CONSISTENCY, *_lines(Tree(new.size).consistency(old.size)), "", ""]
    return "\n".join(lines) + f"{old.note}\n{new.note}"


@transaction.atomic
def rotate_key(*, is_lost: bool = False) -> notes.Verifier:
    """Let a new key sign from now on; the first checkpoint after that is signed by both, unless
    the old one is lost. Both stand in the log."""
    before = None if is_lost else keys.signer()
    fresh = keys.new_signer()
    told = {"old": before.verifier.text} if before else {}
    record("rotate_log_key", by=None, subject=SUBJECT, new=fresh.verifier.text, **told)
    keys.replace_signer(fresh)
    also = [before] if before else []
    transaction.on_commit(lambda: _sign_with(also))
    return fresh.verifier


def root_known_outside(note: str, verifiers: Iterable[notes.Verifier]) -> tuple[int, str]:
    """Size and hex root of a signed checkpoint. Raises BadNote."""
    found = notes.read_checkpoint(notes.opened(note, verifiers))
    return found.size, found.root.hex()


def _sign_with(also: Sequence[notes.Signer]) -> None:
    checkpoint_now(also)


def _lines(proof: Iterable[bytes]) -> list[str]:
    return [base64.b64encode(each).decode() for each in proof]
