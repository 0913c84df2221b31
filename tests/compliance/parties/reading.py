"""Reading the made-up files in samples/, which have the exact layout of the published ones."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from compliance.parties.entries import Entry
from compliance.parties.importers import Source, SourceFile, read_entries

SAMPLES = Path(__file__).parent / "samples"
DAY = date(2026, 11, 20)


def read(
    file_format: str, *names: str, list_code: str = "other", current: Sequence[Entry] = ()
) -> list[Entry]:
    files = [SourceFile(name, SAMPLES / name) for name in names]
    return read_entries(file_format, files, Source(list_code, DAY, "src", lambda: current))


def read_text(text: str, file_format: str, folder: Path, **options: object) -> list[Entry]:
    path = folder / "file.txt"
    path.write_text(text, encoding="utf-8")
    source = Source(str(options.get("list_code", "other")), DAY)
    return read_entries(file_format, [SourceFile("file.txt", path)], source)
