"""A listed party as a value, before it becomes a row; and the format of this project's own CSV."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance.law.canonical import canonical_bytes

OWN_LISTS = Path(__file__).parent / "data" / "prc_lists.csv"
MEASURES = {
    "export_control_list": "prohibit",
    "watch_list": "watch",
    "unreliable_entity_list": "restrict",
}


@dataclass(frozen=True)
class Period:
    """From `since` the entry is listed, suspended or stopped."""

    status: str
    since: date
    notice: str = ""


@dataclass(frozen=True)
class Entry:
    """One party of a list. `names` are all published names, the Chinese and English ones first."""

    key: str
    names: tuple[str, ...]
    name_zh: str = ""
    name_en: str = ""
    kind: str = ""
    country: str = ""
    address: str = ""
    measure: str = "prohibit"
    notice: str = ""
    listed_on: date | None = None
    periods: tuple[Period, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the entry's particulars: the same entry in two versions has one digest."""
        return hashlib.sha256(canonical_bytes(self)).hexdigest()


def own_entries(list_code: str, path: Path = OWN_LISTS) -> Iterator[Entry]:
    """Entries of one list from this project's CSV; `changes` is "status:date;status:date"."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["list_code"] == list_code:
                yield _own_entry(row)


def _own_entry(row: dict[str, str]) -> Entry:
    listed_on = date.fromisoformat(row["listed_on"])
    aliases = [alias.strip() for alias in row["aliases"].split(";")]
    names = (row["name_zh"], row["name_en"], *aliases)
    changes = [change.split(":") for change in row["changes"].split(";") if change]
    return Entry(
        key=f"{row['name_en'] or row['name_zh']}|{row['listed_on']}"[:120],
        names=tuple(name for name in names if name),
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        country=row["country"],
        address=row["address"],
        measure=MEASURES[row["list_code"]],
        notice=row["notice"] or row["source"],
        listed_on=listed_on,
        periods=(
            Period("listed", listed_on, row["notice"]),
            *(Period(status, date.fromisoformat(since)) for status, since in changes),
        ),
    )
