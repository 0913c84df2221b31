"""What no entry of a list may be, whatever its format: unstorable, without a name, or so large that
comparing it would slow every screening down."""

import re
from collections.abc import Iterator

from compliance import limits
from compliance.parties.entries import LONGEST_KEY, Entry
from compliance.parties.importers.reading import BadFile
from compliance.parties.kept_sentences import Told
from compliance.parties.kept_sentences import tell as _

LONGEST = {"kind": 20, "country": 60, "notice": 300, "address": limits.ENTRY_TEXT}
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def check_entry(entry: Entry, number: int) -> None:
    """Raise BadFile for an entry that cannot be kept; `number` counts entries from 1."""
    problem = next(_problems(entry), None)
    if problem is not None:
        sentence = _("Entry %(number)s (%(key)s): %(problem)s")
        key = UNSTORABLE.sub("�", entry.key)[:40]
        raise BadFile(sentence % {"number": number, "key": key, "problem": problem})


def _problems(entry: Entry) -> Iterator[Told]:
    texts = [entry.key, *entry.names, entry.kind, entry.country, entry.address, entry.notice]
    if any(UNSTORABLE.search(text) for text in [*texts, entry.remark]):
        yield _("a character that is no text.")
    if not entry.names:
        yield _("no name.")
    if not 0 < len(entry.key) <= LONGEST_KEY:
        yield _("a key longer than %(most)s characters, or none.") % {"most": LONGEST_KEY}
    if len(entry.names) > limits.ENTRY_NAMES:
        yield _("more than %(most)s names.") % {"most": limits.ENTRY_NAMES}
    if any(len(name) > limits.ENTRY_NAME for name in entry.names):
        yield _("a name longer than %(most)s characters.") % {"most": limits.ENTRY_NAME}
    for name, most in LONGEST.items():
        if len(getattr(entry, name)) > most:
            yield _("a text longer than %(most)s characters.") % {"most": most}
