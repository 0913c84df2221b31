"""Signs of military, police and mass-destruction use: words, denials, whose army, and measures."""

import pytest

from compliance.law.default_policy import default_policy
from compliance.law.denial import is_denied
from compliance.law.facts import Facts
from compliance.law.folding import folded
from compliance.law.policy import Policy
from compliance.law.rule import Effect
from compliance.law.signs import POLICE, Sign, signs_in
from compliance.law.use_terms import UseTerms
from compliance.policy.phrases import (
    CIVIL,
    DEV,
    HELD_OUT,
    MILITARY,
    labelled_phrases,
    scores,
)
from tests.compliance.law.registry import fires, found_by, stays_silent
from tests.facts_builders import (
    a_controlled_declaration,
    a_declaration,
    a_policy,
    a_statement,
    facts,
)

POLICY = default_policy()


def signs(*texts: str, policy: Policy = POLICY) -> tuple[Sign, ...]:
    return signs_in([(f"field-{place}", text) for place, text in enumerate(texts)], policy.lexicon)


@pytest.mark.parametrize(
    "spellings",
    [
        ("missile", "Missiles", "ＭＩＳＳＩＬＥ", "mis\u200bsile", "misѕile"),
        ("U.S. Army", "US Army", "U. S. Army's", "united states army"),
        ("防衛省", "防卫省", "防衞省"),
        ("ミサイル", "ﾐｻｲﾙ"),
        ("air force", "Air-Force", "air forces"),
        ("Ministry of Defence", "ministry of DEFENSE"),
        ("導彈", "导弹", "导 弹"),
        ("вооружённые силы", "ВООРУЖЕННЫХ СИЛ"),
        ("Ministère de la Défense", "ministere de la defense"),
    ],
)
def test_one_term_is_found_in_every_spelling(spellings: tuple[str, ...]) -> None:
    assert [bool(signs(text)) for text in spellings] == [True] * len(spellings)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("U.S. Naval Research Laboratory", "USA"),
        ("army laboratory of the United States in Germany", "USA"),
        ("美国军队", "USA"),
        ("韩国国防部", "KOR"),
        ("Japanese Ministry of Defence", "JPN"),
        ("Ministry of Defence of Japan", "JPN"),
        ("JASDF", "JPN"),
        ("防卫装备厅", "JPN"),
        ("주한미군", "USA"),
        ("армия США", "USA"),
        ("Ministry of Defence", ""),
        ("Royal Navy", ""),
    ],
)
def test_a_body_is_known_by_its_nation(text: str, country: str) -> None:
    assert {sign.country for sign in signs(text)} == {country}


@pytest.mark.parametrize(
    "text",
    [
        "not for military use",
        "not for weapons, missiles, or nuclear purposes",
        "no military application",
        "military use is excluded",
        "military use: none",
        "military-free",
        "won't be used in weapons",
        "不用于军事、核、导弹",
        "军事用途：无",
        "与军工无任何关联",
        "军方客户除外",
        "軍事目的ではない",
        "軍用には使用しません",
        "군사용 아님",
        "무기 제조에 사용되지 않습니다",
        "не для военных целей",
        "в военных целях использоваться не будет",
    ],
)
def test_what_is_denied_accuses_nobody(text: str) -> None:
    assert signs(text) == ()


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [("导弹牌焊锡丝", False), ("用于导弹", True), ("导弹牌照", True)],
)
def test_a_brand_named_after_a_weapon_is_no_sign(text: str, is_sign: bool) -> None:
    assert bool(signs_in([("purpose", text)], a_policy().lexicon)) == is_sign


@pytest.mark.parametrize(
    "text",
    [
        "not only for civil but also for military use",
        "military use cannot be excluded",
        "we do not exclude military use",
        "not for civil use, for the air force",
        "not for civil use; military radar",
        "F-35 displays, not for export to others",
        "no. 5 missile factory",
        "不仅民用也军用",
        "不排除军事用途",
        "非民用，供部队使用",
        "无人机作战系统",
        "軍事用途だけでなく民生用",
        "民生用ではなく軍事用",
        "군사용뿐만 아니라 민수용",
        "не только для военных целей",
        "военное применение не исключено",
    ],
)
def test_what_only_looks_like_a_denial_is_none(text: str) -> None:
    assert signs(text)


def test_a_denial_ends_with_its_sentence() -> None:
    text = folded("Not for military use. Missile seekers.")
    place = text.index("missile")
    assert not is_denied(text, place, place + 7)


@pytest.mark.parametrize(
    "texts",
    [
        ("tank",),
        ("thermal imager",),
        ("drone with a thermal camera",),
        ("radar",),
        ("tank", "drone"),
    ],
)
def test_ambiguous_words_alone_are_no_sign(texts: tuple[str, ...]) -> None:
    assert signs(*texts) == ()


@pytest.mark.parametrize(
    "texts", [("tank turret",), ("thermal imager", "fire control"), ("drone, reconnaissance",)]
)
def test_beside_another_sign_they_are(texts: tuple[str, ...]) -> None:
    assert len(signs(*texts)) >= 1


def test_a_sign_shows_its_field_and_words() -> None:
    (sign,) = signs("ITO targets", "JASDF base")
    assert (sign.field_name, sign.words, sign.text) == ("field-1", "jasdf", "JASDF base")


def test_long_texts_are_shown_around_the_word() -> None:
    (sign,) = signs("panel " * 60 + "missile " + "panel " * 60)
    assert "missile" in sign.text
    assert len(sign.text) < 200


def test_an_unknown_word_of_the_policy_counts_and_a_known_one_keeps_its_weight() -> None:
    words = a_policy(military_words=("frobnicator", "tank"))
    assert signs("frobnicator", policy=words)
    assert not signs("tank", policy=words)


def test_terms_are_the_policys() -> None:
    own = a_policy(use_terms=(UseTerms("weapon", 3, "", ("display*",)),))
    assert signs("displays", policy=own)
    assert not signs("missile", policy=own)


def stated(dual_use: bool, **statement: str) -> Facts:
    declared = a_controlled_declaration if dual_use else a_declaration
    return facts(declared(statement=a_statement(**statement)))


POLICE_USERS = [
    "National Police Agency",
    "海上保安庁",
    "公安局",
    "해양경찰청",
    "пограничная служба",
]


@pytest.mark.parametrize("name", POLICE_USERS)
@fires("EUS-27", Effect.FLAG)
def test_police_and_coast_guard_are_flagged(name: str) -> Facts:
    return stated(False, downstream=name)


@fires("EUS-27", Effect.HOLD)
def test_for_dual_use_items_they_are_held() -> Facts:
    return stated(True, downstream="Japan Coast Guard")


@pytest.mark.parametrize("text", ["Korean display makers", "not for police use", "toy police car"])
@stays_silent("EUS-27")
def test_others_are_not(text: str) -> Facts:
    return stated(False, downstream=text)


def test_police_is_no_military_sign() -> None:
    assert {sign.kind for sign in signs("National Police Agency")} == {POLICE}
    assert not found_by("EUS-23", stated(False, downstream="National Police Agency"))


def test_the_coast_guard_of_the_united_states_is_an_armed_force() -> None:
    assert found_by("DST-01", stated(True, downstream="U.S. Coast Guard"))


def test_the_labelled_phrases_are_enough() -> None:
    phrases = labelled_phrases()
    assert len({phrase.text for phrase in phrases}) == len(phrases)
    for label in (MILITARY, CIVIL):
        chosen = [phrase for phrase in phrases if phrase.label == label]
        assert len(chosen) >= 300
        assert {phrase.language for phrase in chosen} == {"en", "zh", "ja", "ko", "ru"}


@pytest.mark.parametrize("part", [DEV, HELD_OUT])
def test_the_dictionary_reaches_its_goals(part: str) -> None:
    score = scores(labelled_phrases(), POLICY)[part, ""]
    assert score.precision >= 0.98
    assert score.recall >= 0.95
