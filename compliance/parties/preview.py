"""What a new list would change, and whether it may be put in force: values only, no tables."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.parties.entries import LONGEST_KEY, Entry
from compliance.parties.kept_sentences import Told
from compliance.parties.kept_sentences import tell as _

LONGEST = {"name_zh": 300, "name_en": 500, "notice": 300, "country": 60, "kind": 20}
SHARE_STEP = Decimal("0.0001")
LATIN = "LATIN"
SCRIPTS = {
    LATIN: _("Latin letters"),
    "CJK": _("Chinese characters"),
    "HIRAGANA": _("Japanese kana"),
    "KATAKANA": _("Japanese kana"),
    "HANGUL": _("Korean letters"),
    "CYRILLIC": _("Cyrillic letters"),
    "ARABIC": _("Arabic letters"),
}


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


@dataclass(frozen=True)
class Known:
    """What an entry in force is compared by."""

    digest: str
    names: Sequence[str] = ()


def compare(known: Mapping[str, Known], entries: Sequence[Entry], max_shrink: Decimal) -> Preview:
    """The entries beside those in force, by key.

    `max_shrink` is the share of entries that may go, of entries that may change all their names,
    and of names in one script that may go.
    """
    fresh = {entry.key: entry.digest for entry in entries}
    removed = tuple(key for key in known if key not in fresh)
    shrink = (Decimal(len(removed)) / len(known)).quantize(SHARE_STEP) if known else Decimal(0)
    problems = [
        *_faults(entries),
        *_estrangement(known, entries, max_shrink),
        *_shrinkage(len(removed), len(known), shrink, max_shrink),
    ]
    return Preview(
        rows=len(entries),
        added=tuple(key for key in fresh if key not in known),
        removed=removed,
        changed=tuple(key for key in fresh if key in known and known[key].digest != fresh[key]),
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


def _estrangement(
    known: Mapping[str, Known], entries: Sequence[Entry], most: Decimal
) -> Iterable[Problem]:
    """A file read in the wrong encoding, or with its columns exchanged, keeps its entries and
    loses their names."""
    kept = [(known[entry.key].names, entry.names) for entry in entries if entry.key in known]
    renamed = sum(not set(before) & set(now) for before, now in kept if before)
    if kept and Decimal(renamed) / len(kept) > most:
        sentence = _("%(renamed)s of %(kept)s entries would keep none of their names.")
        yield Problem("bad_file", sentence % {"renamed": renamed, "kept": len(kept)})
    before = _scripts(each.names for each in known.values())
    now = _scripts(entry.names for entry in entries)
    expected = min(Decimal(1), Decimal(len(entries)) / len(known)) if known else Decimal(0)
    for script, count in before.items():
        lost = count * expected - now[script]
        if lost > before.total() * most:
            sentence = _("Names in %(script)s: %(before)s in force, only %(now)s in this file.")
            about = {"script": SCRIPTS[script], "before": count, "now": now[script]}
            yield Problem("bad_file", sentence % about)


def _scripts(names: Iterable[Sequence[str]]) -> Counter[str]:
    return Counter(_script(name) for each in names for name in each)


def _script(name: str) -> str:
    """The script of the first letter that is not plain Latin; LATIN for a name without one."""
    words = (unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter > "\u024f")
    return next((word for word in words if word in SCRIPTS), LATIN)


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
