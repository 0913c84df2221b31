"""Each kind of writing that hides a listed name, and each likeness that alerts falsely, many times.

The names are invented, each alone on its list; `kinds_of_writing.txt` says which is whose.
"""

from pathlib import Path

from compliance.parties.matching import REVIEW
from tests.compliance.parties.matching.alone import likeness
from tests.rows import every_row

FILE = Path(__file__).with_name("kinds_of_writing.txt")


def rows(*, other: bool) -> list[tuple[str, str, str]]:
    """Kinds and their pairs: of another party, or of the same."""
    kind, found = "", []
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith(":"):
            kind = line[1:].strip()
        elif kind.startswith("other") == other:
            listed, _, declared = line.partition(" | ")
            found.append((kind, listed, declared))
    return found


@every_row(rows(other=False))
def test_a_listed_name_is_shown_however_it_is_written(
    kind: str, listed: str, declared: str
) -> None:
    assert likeness(listed, declared) >= REVIEW


@every_row(rows(other=True))
def test_a_name_that_only_looks_alike_is_not_shown(kind: str, listed: str, declared: str) -> None:
    assert likeness(listed, declared) < REVIEW
