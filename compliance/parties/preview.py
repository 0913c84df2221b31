"""What a new list would change, and whether it may be put in force: values only, no tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.parties.entries import LONGEST_KEY, Entry
from compliance.parties.kept_sentences import Told
from compliance.parties.kept_sentences import tell as _

LONGEST = {"name_zh": 300, "name_en": 500, "notice": 300, "country": 60, "kind": 20}
SHARE_STEP = Decimal("0.0001")


@dataclass(frozen=True)
class Problem:
    """Why a list is not put in force: bad_file or shrunken, with a sentence."""

    kind: str
    sentence: Told


@dataclass(frozen=True)
class Preview:
    """Keys that come, go and differ; `shrink` is the share of entries in force that would go."""

    rows: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    shrink: Decimal
    problems: tuple[Problem, ...]

    @property
    def is_bad(self) -> bool:
        """Whether the file cannot be this list at all."""
        return any(problem.kind == "bad_file" for problem in self.problems)

    @property
    def is_shrunken(self) -> bool:
        """Whether it would lose more entries than the policy lets it."""
        return any(problem.kind == "shrunken" for problem in self.problems)


def compare(known: Mapping[str, str], entries: Sequence[Entry], max_shrink: Decimal) -> Preview:
    """The entries beside those in force, given as digests by key."""
    fresh = {entry.key: entry.digest for entry in entries}
    removed = tuple(key for key in known if key not in fresh)
    shrink = (Decimal(len(removed)) / len(known)).quantize(SHARE_STEP) if known else Decimal(0)
    problems = [*_faults(entries), *_shrinkage(len(removed), len(known), shrink, max_shrink)]
    return Preview(
        rows=len(entries),
        added=tuple(key for key in fresh if key not in known),
        removed=removed,
        changed=tuple(key for key in fresh if key in known and known[key] != fresh[key]),
        shrink=shrink,
        problems=tuple(problems),
    )


def _faults(entries: Sequence[Entry]) -> Iterable[Problem]:
    if not entries:
        yield Problem("bad_file", _("There is not a single entry in it."))
    keys = [entry.key for entry in entries]
    if len(set(keys)) < len(keys):
        twice = Counter(keys).most_common(1)[0][0]
        yield Problem("bad_file", _("The entry “%(key)s” occurs twice.") % {"key": twice})
    for entry in entries:
        if not entry.names or not entry.key:
            yield Problem("bad_file", _("The entry “%(key)s” has no name.") % {"key": entry.key})
            return
        if _does_not_fit(entry):
            sentence = _("The entry “%(key)s” is too long or holds characters no text has.")
            yield Problem("bad_file", sentence % {"key": entry.key})
            return


def _does_not_fit(entry: Entry) -> bool:
    too_long = any(len(getattr(entry, field)) > most for field, most in LONGEST.items())
    text = (entry.key, entry.address, *entry.names, *(getattr(entry, field) for field in LONGEST))
    return too_long or len(entry.key) > LONGEST_KEY or "\0" in "".join(text)


def _shrinkage(
    removed: int, before: int, shrink: Decimal, max_shrink: Decimal
) -> Iterable[Problem]:
    if shrink <= max_shrink:
        return
    sentence = _(
        "%(removed)s of %(before)s entries in force would go: %(share)s %%, more than %(limit)s %%."
    )
    shares = {"share": f"{shrink:.1%}"[:-1], "limit": f"{max_shrink:.1%}"[:-1]}
    yield Problem("shrunken", sentence % {"removed": removed, "before": before, **shares})
