"""Claims that hold for any name: the bound loses nothing, the kernel agrees, parts sum up."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.parties.matching import EXACT, Index, ListedName, native
from compliance.parties.matching.calibration import CALIBRATION, SCALE
from compliance.parties.matching.chance import CHANCE
from compliance.parties.matching.normalise import forms_of
from compliance.parties.matching.query import Query
from compliance.parties.matching.search import Search
from compliance.parties.matching.together import together
from tests.benchmarks.matching.fifth_style import FIFTH
from tests.benchmarks.matching.first_style import FITTED
from tests.benchmarks.matching.fourth_style import FOURTH
from tests.benchmarks.matching.lists import made_names
from tests.benchmarks.matching.second_style import HELD_OUT
from tests.benchmarks.matching.third_style import BLIND
from tests.benchmarks.matching.trials import make_trial

FLOOR = 6000

words = st.text("abcdeiklmnorstuvz", min_size=2, max_size=9)
chinese = st.text("深圳佰联升电子科技华为大连船舶重工集团有限公司国際龍", min_size=2, max_size=10)
names = st.one_of(
    st.lists(words, min_size=1, max_size=4).map(" ".join),
    chinese,
    st.tuples(words, chinese).map("".join),
)


@pytest.fixture(scope="module")
def made() -> tuple[Index, list[str]]:
    """An index of coined parties and changed names to screen against it."""
    coined = made_names(seed=4, parties=400)
    searched = [
        case.name
        for changes in (FITTED, HELD_OUT, BLIND, FOURTH, FIFTH)
        for case in (lambda t: (*t.changed, *t.clean))(
            make_trial(coined, changes, seed=2, each=3, clean=30)
        )
    ]
    return Index.build(row.listed() for row in coined), searched


@given(st.lists(names, min_size=1, max_size=12, unique=True))
def test_every_listed_name_finds_itself_first_and_exactly(published: list[str]):
    index = Index.build(ListedName(f"e{place}", name) for place, name in enumerate(published))
    for place, name in enumerate(published):
        hits = index.search(name, limit=20)
        assert hits[0].score == 1.0
        assert hits[0].exact
        assert f"e{place}" in {hit.entry_id for hit in hits if hit.score == 1.0}


def test_contributions_sum_to_the_score(made: tuple[Index, list[str]]):
    index, searched = made
    hits = [hit for name in searched for hit in index.search(name, floor=0.3)]
    assert len(hits) > 100
    for hit in hits:
        assert round(sum(part.contribution for part in hit.parts), 4) == hit.score
        assert hit.exact == (hit.score >= EXACT)


@pytest.mark.parametrize("several", [4, pytest.param(48, marks=pytest.mark.long)])
def test_the_candidate_bound_loses_no_name_that_scores_enough(
    made: tuple[Index, list[str]], several: int
):
    index, searched = made
    search = Search(index.arrays, CALIBRATION)
    found_any = 0
    for name in Random(1).sample(searched, several):
        for form in forms_of(name, "query"):
            query = Query(form, search.vocabulary, CALIBRATION)
            every = {
                (number, score)
                for number in range(index.arrays["form_name"].size)
                if (score := search.score(query, number, search.align(query, number))) >= FLOOR
            }
            assert {(row.form, row.score) for row in search.found([form], FLOOR)} == every
            found_any += len(every)
    assert found_any > several


@pytest.mark.skipif(not native.is_usable(), reason="the kernel was not built")
def test_the_native_kernel_gives_the_plain_results(made: tuple[Index, list[str]]):
    index, searched = made
    plain = Search(index.arrays, CALIBRATION)
    kernel = native.open_search(index.arrays, plain)
    assert kernel
    alone = together((kernel,))
    losses = set()
    for name in searched:
        forms = forms_of(name, "query")
        for floor in (FLOOR, SCALE * 8 // 10):
            one = sorted(row[:3] for row in alone.found([floor], forms, [])[0])
            other = sorted(row[:3] for row in plain.found(forms, floor))
            assert one == other, name
            losses |= {lost for *_, lost in one}
    assert {0, CHANCE.inner, CHANCE.inner_name, CHANCE.other} < losses


def test_without_the_kernel_the_answers_are_the_same(
    made: tuple[Index, list[str]], monkeypatch: pytest.MonkeyPatch
):
    index, searched = made
    monkeypatch.setenv("GATE49_NATIVE", "0")
    plain = Index(index.arrays)
    for name in searched[:60]:
        assert plain.search(name, floor=0.5) == index.search(name, floor=0.5)
