"""Many lists searched at once give what each of them gives alone."""

from collections import Counter

import pytest

from compliance.parties.matching import Hit, Index, ListedName, search_all
from compliance.parties.matching import index as searching
from compliance.parties.matching.together import ROOM
from tests.benchmarks.matching.fifth_style import FIFTH
from tests.benchmarks.matching.first_style import FITTED
from tests.benchmarks.matching.fourth_style import FOURTH
from tests.benchmarks.matching.lists import made_names
from tests.benchmarks.matching.second_style import HELD_OUT
from tests.benchmarks.matching.third_style import BLIND
from tests.benchmarks.matching.trials import make_trial

WORDS_APART = ("Zelmoravitrading Dovrenka", "Karimovhaddad Petrovskybelov", "Voroninrahmani")


@pytest.fixture(scope="module")
def lists() -> list[Index]:
    """Seven lists of coined parties, one of a single name, one that is empty."""
    names: dict[str, list[ListedName]] = {"one": [ListedName("one:1", "Zelmoravi Dovrenka")]}
    for row in made_names(seed=6, parties=420):
        names.setdefault(row.list_name, []).append(row.listed())
    return [*map(Index.build, names.values()), Index.build([])]


@pytest.fixture(scope="module", params=["half", pytest.param("all", marks=pytest.mark.long)])
def searched(request: pytest.FixtureRequest) -> list[str]:
    """Three names changed in each way, and a few that are not; or one in every second way."""
    coined = made_names(seed=6, parties=420)
    styles = {**FITTED, **HELD_OUT, **BLIND, **FOURTH, **FIFTH}
    trial = make_trial(coined, styles, seed=6, each=3, clean=20)
    changed = trial.changed if request.param == "all" else trial.changed[::6]
    return [*WORDS_APART, *(case.name for case in (*changed, *trial.clean))]


def told(hits: tuple[Hit, ...]) -> list[object]:
    return [(hit.entry_id, hit.name, hit.score, hit.exact, hit.parts) for hit in hits]


def test_each_list_answers_as_it_does_alone(lists: list[Index], searched: list[str]) -> None:
    counts: Counter[int] = Counter()
    for name in searched:
        together = search_all(lists, name, limit=None, floor=0.5)
        alone = [index.search(name, limit=None, floor=0.5) for index in lists]
        assert list(map(told, together)) == list(map(told, alone)), name
        counts.update(place for place, hits in enumerate(alone) if hits)
    assert min(counts[place] for place in range(len(lists) - 1)) > 0
    assert not counts[len(lists) - 1]


def test_without_the_kernel_they_answer_the_same(
    lists: list[Index], searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATE49_NATIVE", "0")
    plain = [Index(index.arrays) for index in lists]
    for name in searched[:40]:
        how = {"limit": None, "floor": 0.5, "kind": "company"}
        assert search_all(plain, name, **how) == search_all(lists, name, **how)


def test_a_word_is_cut_only_for_the_lists_of_which_a_part_is_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both parts are near to words of the third list, and neither is one."""
    written = ("Zelmoravi Dovrenka", "Peskovar Dovrenka", "Zelmorawi Peskovur Dovrenka")
    lists = [Index.build([ListedName("e", name)]) for name in written]
    asked = []
    apart = searching.forms_apart

    def listening(*how: object) -> object:
        for form, numbers in apart(*how):  # type: ignore[arg-type]
            asked.append((" ".join(form.tokens), [*numbers]))
            yield form, numbers

    monkeypatch.setattr(searching, "forms_apart", listening)
    first, second, third = search_all(lists, "Zelmoravipeskovar Dovrenka")
    assert first
    assert second
    assert not third
    assert ("zelmoravi peskovar dovrenka", [0, 1]) in asked
    assert all(2 not in numbers for _, numbers in asked)


def test_more_rows_than_there_is_room_for_are_all_there() -> None:
    """Each form of each name is a row."""
    same = Index.build(ListedName(f"e{n}", "Zelmoravi Dovrenka") for n in range(ROOM // 2 + 9))
    other = Index.build(ListedName(f"f{n}", "Zelmoravi Dovrenka") for n in range(ROOM // 2 + 9))
    found = search_all([same, other], "Zelmoravi Dovrenka", limit=None)
    assert [len({hit.entry_id for hit in hits}) for hits in found] == [ROOM // 2 + 9] * 2
    assert found[1] == other.search("Zelmoravi Dovrenka", limit=None)


def test_no_list_answers_nothing() -> None:
    assert search_all([], "Zelmoravi Dovrenka") == ()
