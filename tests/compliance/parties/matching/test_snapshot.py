"""One snapshot file, the same bytes for the same names, refused when it is not one."""

from pathlib import Path

import pytest

from compliance.parties.matching import Index, ListedName
from compliance.parties.matching.snapshot import BadSnapshot


def test_the_same_names_in_any_order_give_the_same_bytes(listed: list[ListedName], tmp_path: Path):
    Index.build(listed).save(tmp_path / "one")
    Index.build([*reversed(listed), listed[0]]).save(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_loaded_index_answers_as_the_built_one(
    index: Index, listed: list[ListedName], tmp_path: Path
):
    index.save(tmp_path / "names")
    loaded = Index.load(tmp_path / "names")
    for row in listed:
        assert loaded.search(row.name, floor=0.3) == index.search(row.name, floor=0.3)


def test_saving_leaves_no_partial_file(index: Index, tmp_path: Path):
    index.save(tmp_path / "names")
    assert [path.name for path in tmp_path.iterdir()] == ["names"]


@pytest.mark.parametrize("content", [b"", b"nonsense that is long enough to be read"])
def test_a_file_that_is_no_snapshot_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "names").write_bytes(content)
    with pytest.raises(BadSnapshot):
        Index.load(tmp_path / "names")


def test_a_snapshot_cut_short_is_refused(index: Index, tmp_path: Path):
    index.save(tmp_path / "names")
    whole = (tmp_path / "names").read_bytes()
    (tmp_path / "names").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadSnapshot):
        Index.load(tmp_path / "names")


def test_an_empty_list_can_be_searched(tmp_path: Path):
    Index.build([]).save(tmp_path / "names")
    assert Index.load(tmp_path / "names").search("Anything Ltd") == ()
