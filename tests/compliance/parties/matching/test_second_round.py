"""Kinds of writing that once hid a listed name, and likenesses that once alerted falsely.

Each name is alone on its list, as an officer compares two names by eye.
"""

import pytest

from compliance.parties.matching import REVIEW, Index, ListedName, odds
from tests.compliance.parties.matching.alone import likeness


@pytest.mark.parametrize(
    ("listed", "declared"),
    [
        pytest.param("Mykhailo BREZHUKAR", "Mikhail BREZHUKAR", id="1 Ukrainian as Russian"),
        pytest.param("Siarhei TRALKOUSKI", "Sergey TRALKOUSKI", id="1 Belarusian"),
        pytest.param("Gholamreza TARVANDI", "Gholam Reza TARVANDI", id="1 Persian"),
        pytest.param("Suleiman AL-DUWAIRI", "Sulayman Al-Duwairi", id="1 Arabic"),
        pytest.param("Hüseyin KARTALOVA", "Hussein Kartalova", id="1 Turkish"),
        pytest.param("Daria PELVOSTIN", "Daria Ingrid PELVOSTIN", id="2 a given name more"),
        pytest.param("Daria Ingrid PELVOSTIN", "Daria PELVOSTIN", id="2 a given name less"),
        pytest.param("Tolvek Systems", "TolvekSystem", id="3 joined, in the singular"),
        pytest.param("Karvelin Instruments", "KarvelinInstrments", id="3 joined with a slip"),
        pytest.param("Parviz GOLSHANI FARD", "Parviz GOLSHANIFRD", id="3 a surname joined so"),
        pytest.param("Brelkova", "BrelkovaAG", id="4 AG"),
        pytest.param("Brelkova", "BRELKOVAEOOD", id="4 EOOD"),
        pytest.param("Brelkova Metals", "Brelkova MetalsLtda", id="4 Ltda"),
        pytest.param("Brelkova Corporation", "Brelkova Croporation", id="5 a form misspelt"),
        pytest.param("Brelkova Ltd", "Brelkova Ldt", id="5 a short form misspelt"),
        pytest.param("Brelkova", "UE Brelkova", id="5 a rare form"),
        pytest.param("Brelkova GmbH", "Brelkova G. m. b. H.", id="5 a form in letters"),
        pytest.param("Brelkova", "Brelkova S.A. de C.V.", id="5 a form of two parts"),
        pytest.param("Brelkova Manufacturing", "Brelkova Manufactring", id="6 a slip"),
        pytest.param("Brelkova Mfg", "Brelkova Manufaturing", id="6 a slip in what is short there"),
        pytest.param("RKV Shipping", "R.K.V. Shipping", id="7 initials dotted"),
        pytest.param("R.K.V. Shipping", "RKV Shipping", id="7 initials undotted"),
        pytest.param("R K V Shipping", "RKV Shipping", id="7 initials spaced"),
        pytest.param("Torvik半导体有限公司", "Torvik Ban Dao Ti You Xian Gong Si", id="8 mixed"),
        pytest.param("Brelkova Sigorta", "Brelkova Insurance", id="9 Turkish trade word"),
        pytest.param("Zavod Brelkova", "Brelkova Plant", id="9 Russian trade word"),
        pytest.param("Brelkova (Hong Kong) Ltd", "Brelkova HK Limited", id="9 a place"),
        pytest.param("누리반도체 주식회사", "누리반도체", id="10 without the form"),
        pytest.param("누리반도체 주식회사", "Nuri Semiconductor Co., Ltd.", id="10 in English"),
        pytest.param("PAEK Song Chol", "Baek Songchol", id="10 run together and respelt"),
        pytest.param("CHONG Kyong Su", "Jong Gyong Su", id="10 syllables respelt"),
        pytest.param("TAVRELDIN", "TAVRELDAN", id="11 one letter in one word"),
        pytest.param("Torvelin Baskarov", "Torvalin Baskerov", id="11 two letters"),
        pytest.param(
            "GOSUDARSTVENNYY ARKTICHESKIY BRELKOVSKIY POLIGON",
            "GOSUDARSTVENNYY ARKTICHESKIY BRELKOVSKIY POLIGON"[:35],
            id="11 cut at 35",
        ),
        pytest.param("LIANG Guorong", "Leung Kwok Wing", id="11 Hong Kong"),
        pytest.param("XU Zhiqiang", "Hsu Chih-chiang", id="11 Wade-Giles"),
        pytest.param("许志强", "Hsu Chih-chiang", id="11 Wade-Giles for characters"),
        pytest.param("Daria PELVOSTIN", "PELVOSTIN", id="11 a rare surname alone"),
        pytest.param("苏州锦恒升电子公司", "苏州锦桓升电子公司", id="a character of like shape"),
        pytest.param("苏州锦恒升电子公司", "苏州锦恒声电子公司", id="a character of like sound"),
    ],
)  # fmt: skip
def test_a_writing_of_the_second_round_is_shown(listed: str, declared: str) -> None:
    assert likeness(listed, declared) >= REVIEW


@pytest.mark.parametrize(
    ("listed", "declared"),
    [
        pytest.param("Mingyu SHU", "明宇数码科技有限公司", id="a company against a person"),
        pytest.param("TORVISHA", "Torvitcha LLC", id="one word with a form against a vessel"),
        pytest.param("P", "박", id="a Hangul surname against a letter"),
        pytest.param(
            "Abdul Karim Omar Saleh TARVANI", "Abdul Karim Omar Saleh BREZHUKAR",
            id="another surname after four names",
        ),
        pytest.param(
            "Daria Ingrid Maria PELVOSTIN", "Daria Ingrid Maria KARVELIN",
            id="another surname after three names",
        ),
        pytest.param("Zheng Weidong", "Zhang Weidong", id="another surname of one syllable"),
        pytest.param("苏州锦恒升电子有限公司", "苏州新泰和电子有限公司", id="another brand"),
    ],
)  # fmt: skip
def test_another_party_is_not_shown(listed: str, declared: str) -> None:
    assert likeness(listed, declared) < REVIEW


def test_dashes_and_signs_without_end_take_no_time() -> None:
    index = Index.build([ListedName("one", "Brelkova Metals")])
    for name in ("-" * 10_000, "- " * 5_000, "(" * 9_000 + " branch", "a-" * 5_000 + "branch"):
        assert index.search(name) == ()


def test_the_same_likeness_is_worth_less_on_a_longer_list() -> None:
    few = Index.build([ListedName("one", "Torvelin Baskarov")])
    others = [ListedName(f"other {n}", f"Kelmir{chr(97 + n % 26)} {n}") for n in range(20_000)]
    many = Index.build([ListedName("one", "Torvelin Baskarov"), *others])
    found = [
        index.search("Torvalin Baskerov", floor=0.3, kind="person")[0] for index in (few, many)
    ]
    assert [hit.entry_id for hit in found] == ["one", "one"]
    assert found[0].score > found[1].score
    by_words = [odds.score(8000, names) for names in (1, 130_000, 300_000, 585_000)]
    assert by_words == sorted(by_words, reverse=True)
    assert by_words[1] > by_words[2] > by_words[3]


def test_the_kind_of_party_weighs_and_is_told() -> None:
    index = Index.build([ListedName("one", "Torvelin Baskarov", "person")])
    as_person, as_company, unknown = (
        index.search("Torvelin Baskarow", kind=kind, floor=0.1)[0]
        for kind in ("person", "company", "")
    )
    assert as_person.score > as_company.score
    assert as_person.score >= unknown.score > as_company.score
    told = [part for part in as_company.parts if part.relation == "kind"]
    assert [(part.query_token, part.listed_token) for part in told] == [("company", "person")]
    assert told[0].contribution < 0
    assert round(sum(part.contribution for part in as_company.parts), 4) == as_company.score


@pytest.mark.parametrize(
    ("listed", "declared", "pair", "relation"),
    [
        ("GASPARIDES Armen Sumbatidou", "GASPARIDES Amne Sumbatidou", ("amne", "armen"), "typo"),
        ("Piotr Kazimierz TOLVARSKI", "P. Kazimierz TOLVARSKI", ("p", "piotr"), "variant"),
    ],
)
def test_a_word_that_is_excused_stands_beside_what_it_is_meant_for(
    listed: str, declared: str, pair: tuple[str, str], relation: str
) -> None:
    hit = Index.build([ListedName("one", listed)]).search(declared, floor=0.3)[0]
    found = [(part.query_token, part.listed_token) for part in hit.parts if part.contribution <= 0]
    assert pair in found
    assert next(p.relation for p in hit.parts if p.query_token == pair[0]) == relation
    assert round(sum(part.contribution for part in hit.parts), 4) == hit.score
