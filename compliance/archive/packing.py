"""Bundles as bytes: the files a rule set or the plain name engine consists of, in one zip that is
the same for the same files."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "law": ("compliance/law", "compliance/codes"),
    "names": ("compliance/parties/matching",),
}
"""The rules, the values they read and every code table; the name engine in its plain form."""
LEFT_OUT = ("__pycache__", "kernel", "evaluation", "migrations", "management")
SUFFIXES = (".py", ".csv", ".json", ".tsv")
EPOCH = (1980, 1, 1, 0, 0, 0)
RUNNERS = Path(__file__).parent / "runners"


def packed(kind: str) -> bytes:
    """The bundle of that kind as it is now."""
    runner = (RUNNERS / f"{kind}.py").read_bytes()
    return _zip({**_sources(FOLDERS[kind]), "__main__.py": runner})


def _sources(folders: tuple[str, ...]) -> dict[str, bytes]:
    """Packages above the folders are empty ones, so that nothing else is imported with them."""
    found = {
        str(path.relative_to(ROOT)): path.read_bytes()
        for folder in folders
        for path in _files(ROOT / folder)
    }
    parents = {parent for folder in folders for parent in Path(folder).parents if parent.name}
    return {**{f"{parent}/__init__.py": b"" for parent in parents}, **found}


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix in SUFFIXES and not set(path.parts) & set(LEFT_OUT):
            yield path


def _zip(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return target.getvalue()
