"""What the reading of a name leaves out for speed could have changed nothing."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from compliance.parties.matching import (
    abbreviations,
    han,
    latin,
    legal_forms,
    lexicon,
    misspelt_forms,
    normalise,
    romanised,
    surface,
    trades,
)
from compliance.parties.matching.normalise import forms_of
from compliance.parties.matching.respelling import Rules, respelt
from tests.benchmarks.matching.fifth_style import FIFTH
from tests.benchmarks.matching.first_style import FITTED
from tests.benchmarks.matching.fourth_style import FOURTH
from tests.benchmarks.matching.lists import made_names
from tests.benchmarks.matching.second_style import HELD_OUT
from tests.benchmarks.matching.third_style import BLIND
from tests.benchmarks.matching.trials import make_trial

TABLES = [getattr(lexicon, name) for name in ("_SOUNDS", "_ROUGH", "_ENGLISH")]
WRITTEN = [
    "Acme Ltd.", "ZelmoraAG", "DorvanS.L.", "Co., Ltd. Brelko", "S.A. Zelmo", "A.O. Brelkova",
    "The Zelmo Company", "theBrelkovation Works", "Abd-al Karim NASSER", "Dr. O'Neil McDONALD",
    "5elmo Trading", "Plant No. 810", "№ 5 zavod", "#7 Works", "to the order of Zelmo",
    "m/s Dorva", "Zelmo c/o Brelko", "Zelmo and family", "Zelmo (passport 123)",
    "Zelmo [aka] Dorva", "Hong Kong", "St. Petersburg Zelmo", "Zelmo Moscow Rep. Office",
    "Branch of Zelmo", "Gef.ngnis", "Zel?mo", "zhang1 wei3",
    "NAUCHNO ISSLEDOVATELSKIY INSTITUT Zelmo", "Ab×Cd", "a÷B", "王小明先生",
    "深圳市佰联升电子科技有限公司北京分公司", "第十三研究所", "(株)泽尔", "株式会社ゼルモ",
    "세룡전자", "Зельмо завод", "Zelmo（别称、Brelko）", "!!!!Zelmo", "di 275 chang",
    "Public Joint Stck Zelmo",
]  # fmt: skip


@pytest.fixture(scope="module")
def searched() -> list[str]:
    """Changed and clean names of every style, and writings that a shortcut might miss."""
    coined = made_names(seed=9, parties=150)
    styles = {**FITTED, **HELD_OUT, **BLIND, **FOURTH, **FIFTH}
    trial = make_trial(coined, styles, seed=9, each=2, clean=120)
    return [*WRITTEN, *(case.name for case in (*trial.changed, *trial.clean))]


def test_a_name_is_read_the_same_when_nothing_is_left_out(
    searched: list[str], monkeypatch: pytest.MonkeyPatch
):
    _forget_readings()
    short = [(forms_of(name, "query"), forms_of(name, "listed")) for name in searched]
    for module, shortcut in ((surface, "is_plain"), (latin, "is_plain"), (latin, "_is_plain")):
        monkeypatch.setattr(module, shortcut, lambda _text: False)
    monkeypatch.setattr(abbreviations, "_may_begin", lambda _word: True)
    _forget_readings()
    for name, forms in zip(searched, short, strict=True):
        assert forms == (forms_of(name, "query"), forms_of(name, "listed")), name
    _forget_readings()


def test_a_run_is_cut_at_the_longest_known_word():
    random = Random(4)
    known = han.words()
    for word in random.sample(sorted(known), 400):
        run = word + random.choice(["", "有", "公司", "深圳市"]) + random.choice(sorted(known))
        for place in range(len(run)):
            lengths = range(min(han.WORD_MAX, len(run) - place), 1, -1)
            longest = [run[place : place + n] for n in lengths if run[place : place + n] in known]
            wanted = (longest[0], known[longest[0]][0]) if longest else (run[place], "")
            assert han._word_at(run, place) == wanted


def test_two_characters_are_nearly_a_place_where_one_is_wrong_and_sounds_or_looks_alike():
    random = Random(7)
    places = [w for w, (kind, _) in han.words().items() if kind == "place" and len(w) == 2]
    others = [other for place in places for char in place for other in "".join(han.alike(char))]
    others += random.sample(sorted(han._syllables()), 200)
    near = 0
    for place in places * 4:
        first, second = random.choice(
            [(place[0], random.choice(others)), (random.choice(others), place[1])]
        )
        wanted = any(
            (first, second)[at] != known[at]
            and (first, second)[1 - at] == known[1 - at]
            and _are_alike((first, second)[at], known[at])
            for known in places
            for at in (0, 1)
        )
        if first + second not in places:
            assert han._is_nearly_place(first + second) == wanted, first + second
            near += wanted
    assert near > 20


def test_no_misspelt_chinese_legal_form_at_the_end_is_passed_over():
    random = Random(5)
    found = 0
    for form in han._ENDS * 40:
        at = random.randrange(len(form))
        wrong = form[:at] + random.choice(["", "龙", "斯", "司", form[at] + "泽"]) + form[at + 1 :]
        run = random.choice(["深圳佰联升", "王", "泽尔莫拉"]) + wrong
        known = han.words().get(run[-4:])
        wanted = "" if known and known[0] == "legal" else _first_end(run)
        assert han._misspelt_legal_ends(run)[2] == wanted, run
        found += bool(wanted)
    assert found > 60


def test_a_word_is_taken_for_the_first_legal_form_that_it_misspells():
    random = Random(6)
    guessed = 0
    for form in legal_forms._GUESSABLE * 30:
        at = random.randrange(len(form))
        word = random.choice([_slip(_slip(form, random), random), form[:at] + form[at + 1 :]])
        is_other_case = (
            (word,) in legal_forms.FORMS
            or word in legal_forms._SLIPPED
            or word in legal_forms._BETWEEN
        )
        if is_other_case or len(word) < 4:
            continue
        wanted = next(
            (f for f in legal_forms._GUESSABLE if OSA.distance(word, f) <= 1 + (len(f) > 6)), word
        )
        assert legal_forms.guess(word) == wanted
        guessed += wanted != word
    assert guessed > 100


@settings(max_examples=300)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_pattern_whose_letters_a_word_lacks_would_not_have_changed_it(word: str):
    for table in (*TABLES, romanised._KOREAN_SOUNDS):
        assert respelt(word, table) == _after_every_rule(word, table)


def test_the_usual_word_is_the_nearest_of_all():
    random = Random(3)
    usual = trades._misspelt()
    slipped = 0
    for word in random.sample(usual, 60):
        for _ in range(4):
            token = _slip(_slip(word, random), random)
            wanted = _nearest_by_distance(token, usual)
            assert trades._nearest(token, 2 if len(token) > 8 else 1) == wanted
            slipped += wanted != token
    assert slipped > 40


def test_a_word_of_a_form_is_put_right_by_the_nearest_of_all():
    """One letter of five may be wrong, two of seven, three of eleven."""
    random = Random(8)
    known = sorted(misspelt_forms._words_of_forms())
    most = {word: 1 + (len(word) >= 7) + (len(word) >= 11) for word in known}
    slipped = 0
    for word in random.sample(known, 60):
        token = _slip(_slip(word, random), random)[random.randrange(2) :]
        reached = [(d, w) for w in known if (d := OSA.distance(token, w)) <= most[w]]
        is_right = token in known or trades.is_trade(token) or trades.is_place(token)
        wanted = token if is_right or len(token) < 4 or not reached else min(reached)[1]
        assert misspelt_forms.put_right(token) == wanted
        slipped += wanted != token
    assert slipped > 30


def _forget_readings() -> None:
    latin.tokens.cache_clear()
    normalise._forms_of_text.cache_clear()


def _are_alike(wrong: str, right: str) -> bool:
    same = han.syllable(wrong) == han.syllable(right)
    return same or bool({*han.alike(wrong)} & {*han.alike(right)})


def _first_end(run: str) -> str:
    """The first end that resembles a form, of each the exact length first."""
    for form in han._ENDS:
        for n in (len(form), len(form) - 1, len(form) + 1):
            if n <= len(run) and han._resembles(run[-n:], form, len(run)):
                return run[-n:]
    return ""


def _after_every_rule(word: str, table: Rules) -> str:
    for _, replaced, plain in table:
        word = replaced(plain, word)
    return word


def _nearest_by_distance(token: str, usual: tuple[str, ...]) -> str:
    """Six letters may have one slip, ten letters two where the token has nine."""
    reached = [
        (distance, word)
        for word in usual
        if (distance := OSA.distance(token, word)) <= 1
        or (distance == 2 and len(token) > 8 and len(word) >= 10)
    ]
    return min(reached)[1] if reached else token


def _slip(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + random.choice("aeiourstn") + word[at + random.randrange(2) :]
