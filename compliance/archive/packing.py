"""Bundles as bytes: the files a rule set or the plain name engine consists of, in one zip that is
the same for the same files."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAW = ("compliance/law", "compliance/codes")
NAMES = ("compliance/parties/matching",)
LEFT_OUT = ("__pycache__", "kernel", "evaluation", "migrations", "management")
SUFFIXES = (".py", ".csv", ".json", ".tsv")
EPOCH = (1980, 1, 1, 0, 0, 0)
RUNNERS = Path(__file__).parent / "runners"


def law_bundle(root: Path = ROOT) -> bytes:
    """The rules, the values they read and every code table."""
    return _zip({**_sources(root, LAW), "__main__.py": (RUNNERS / "law.py").read_bytes()})


def names_bundle(root: Path = ROOT) -> bytes:
    """The name engine in its plain form, without the kernel."""
    return _zip({**_sources(root, NAMES), "__main__.py": (RUNNERS / "names.py").read_bytes()})


def _sources(root: Path, folders: tuple[str, ...]) -> dict[str, bytes]:
    """Packages above the folders are empty ones, so that nothing else is imported with them."""
    found = {
        str(path.relative_to(root)): path.read_bytes()
        for folder in folders
        for path in _files(root / folder)
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
