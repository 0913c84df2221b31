"""An entry that cannot be kept, or would slow every screening down, is refused with its place."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from compliance.accounts.models import User
from compliance.parties.importers import FORMATS, BadFile, SourceFile, read_entries
from compliance.parties.importers.reading import Source
from compliance.parties.models import ListAlarm, UploadState
from tests.compliance.parties.conftest import an_import, kept
from tests.compliance.parties.reading import DAY, SAMPLES, read, read_text

GOOD: dict[str, Any] = {"id": "a-1", "names": ["Acme Metals"], "country": "KOR"}
BAD: dict[str, dict[str, Any]] = {
    "a NUL in a name": {"names": ["Acme\u0000 Metals"]},
    "a NUL in the key": {"id": "a\u0000"},
    "a NUL in the address": {"address": "\u0000"},
    "half a character": {"names": ["Acme \ud800"]},
    "no name": {"names": ["  "]},
    "no key": {"id": ""},
    "a very long key": {"id": "k" * 200},
    "a very long name": {"names": ["A" * 5000]},
    "very many names": {"names": [f"Acme {number}" for number in range(2000)]},
    "a very long address": {"address": "x" * 100_000},
    "a very long kind": {"schema": "x" * 50},
    "a very long notice": {"src": "x" * 5000},
}


def jsonl(*entries: dict[str, Any]) -> str:
    return "\n".join(json.dumps(entry) for entry in entries)


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_it_is_refused_and_the_entry_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(BadFile, match="2"):
        read_text(jsonl(GOOD, {**GOOD, "id": "a-2", **change}), "own_jsonl", tmp_path)


def test_a_name_of_sixty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    with path.open("w") as file:
        file.write(jsonl(GOOD) + "\n" + '{"id": "b", "names": ["')
        for _megabyte in range(60):
            file.write("A" * 1_000_000)
        file.write('"]}\n')
    since = time.monotonic()
    with pytest.raises(BadFile, match="2"):
        read_entries("own_jsonl", [SourceFile("large.jsonl", path)], Source("other", DAY))
    assert time.monotonic() - since < 1


@pytest.mark.parametrize("cell", ["\x00", "A" * 5000])
def test_a_table_is_held_to_the_same(tmp_path: Path, cell: str) -> None:
    text = f"name_zh,name_en,listed_on\n,Good Ltd.,2026-01-05\n,Bad {cell},2026-01-05\n"
    with pytest.raises(BadFile):
        read_text(text, "own_csv", tmp_path)


@pytest.mark.django_db
def test_an_upload_ends_refused_with_an_alarm_and_does_not_hang(
    policy_admin: User, tmp_path: Path
) -> None:
    text = jsonl(GOOD, {**GOOD, "id": "a-2", "names": ["x\u0000"]})
    incoming = an_import(tmp_path, text, file_format="own_jsonl")
    upload = kept(incoming, by=policy_admin)
    assert upload.state == UploadState.REFUSED
    assert ListAlarm.objects.count() == 1


def test_every_sample_of_a_published_format_still_passes() -> None:
    assert len(FORMATS) == 11
    assert read("own_csv", "own.csv")
    assert read("eu_xml", "eu.xml")
    assert (SAMPLES / "uk_list.csv").exists()
