"""Indexes of long lists, built once for the same names and the same engine.

A list of 650,000 names takes minutes to index: what was built for one trial serves the next of the
same names, and with a folder the next run, as long as nothing that an index is made of has changed.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from compliance.parties.matching import Index, values
from tests.benchmarks.matching.lists import Published

ENGINE = Path(values.__file__).parent
NOT_IN_AN_INDEX = frozenset(
    f"{name}.py"
    for name in (
        "calibration odds align left_over explain index native together search query apart"
        " chance".split()
    )
)
_last: dict[str, Index] = {}


def index_of(listed: Sequence[Published], folder: Path | None) -> Index:
    """The index of these names, from the trial before, the folder, or built."""
    name = _name(listed)
    if name not in _last:
        _last.clear()
        _last[name] = _from_folder(listed, folder / name) if folder else _built(listed)
    return _last[name]


def path_of(listed: Sequence[Published], folder: Path) -> Path:
    """Where the index lies that `index_of` keeps."""
    return folder / _name(listed)


def _from_folder(listed: Sequence[Published], path: Path) -> Index:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _built(listed).save(path)
    return Index.load(path)


def _built(listed: Sequence[Published]) -> Index:
    return Index.build(row.listed() for row in listed)


def _name(listed: Sequence[Published]) -> str:
    digest = blake2b(_engine(), digest_size=12)
    for row in listed:
        digest.update(f"{row.entry}\t{row.kind}\t{row.name}\n".encode())
    return f"{len(listed)}-{digest.hexdigest()}.index"


@cache
def _engine() -> bytes:
    """What an index is made by: every source and table but those that only compare."""
    files = sorted(path for path in ENGINE.rglob("*") if path.suffix in {".py", ".tsv"})
    made_by = (path.read_bytes() for path in files if path.name not in NOT_IN_AN_INDEX)
    return blake2b(b"".join(made_by)).digest()
