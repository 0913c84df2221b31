"""Each kind of writing that hides a listed name, and each likeness that alerts falsely, many times.

The names are invented, each alone on its list; `kinds_of_writing.txt` says which is whose.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.parties.matching import REVIEW
from tests.compliance.parties.matching.alone import likeness

FILE = Path(__file__).with_name("kinds_of_writing.txt")


def rows(*, other: bool) -> Iterator[object]:
    """Pairs under their kind: of another party, or of the same."""
    kind = ""
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith(":"):
            kind = line[1:].strip()
        elif kind.startswith("other") == other:
            listed, _, declared = line.partition(" | ")
            yield pytest.param(listed, declared, id=f"{kind}: {declared}")


@pytest.mark.parametrize(("listed", "declared"), list(rows(other=False)))
def test_a_listed_name_is_shown_however_it_is_written(listed: str, declared: str) -> None:
    assert likeness(listed, declared) >= REVIEW


@pytest.mark.parametrize(("listed", "declared"), list(rows(other=True)))
def test_a_name_that_only_looks_alike_is_not_shown(listed: str, declared: str) -> None:
    assert likeness(listed, declared) < REVIEW
