"""How declarants, forwarders and scanners write a listed name: each writing finds it, and why."""

import pytest

from compliance.parties.matching import EXACT, REVIEW, Index, ListedName

LISTED = {
    "gears": "Obshchestvo s Ogranichennoi Otvetstvennostyu Zubkov Reduktor",
    "steel": "Joint Stock Company Orlov Marine Steel Works",
    "person": "Kirill Vladimirovich ZHAVORONKOV",
    "arab": "Muhammad Yusuf AL-KHARRAZI",
    "chips": "深圳市佰联芯片科技有限公司",
    "oil": "日油化学株式会社",
    "ship": "VOLNA 219",
    "plant": "Kazanski Reduktor Zavod 7",
    "peak": "顶峰微纳公司",
    "radio": "株式会社ラジオザヴォド",
    "tiger": "Hana Electronics JVC",
    "cyrillic": "Михаил Николаевич Россеев",
    "gonzalez": "Duriez González Mining S.A.",
}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(ListedName(entry, name) for entry, name in LISTED.items())


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Zubkov Reduktor LLC", "gears"),
        ("OTVETSTVENNOSTYU ZUBKOV REDUKTOR OBSHCHESTVO S OGRANICHENNOI", "gears"),
        ("OBSHCHESTVO S OGRANI CHENNOI OTVETSTVENNOSTYUZUBKOV REDUKTOR", "gears"),
        ("JONT STOCK COMPANY ORLOV MARINE STEEL WORKS", "steel"),
        ("Orlov rnarine Steel Works, JSC", "steel"),
        ("Orlov Marine Steel Works, Dubai Branch", "steel"),
        ("Consignee: Orlov Marine Steel Works", "steel"),
        ("c/o Orlov Marine Steel Works a/c 004512", "steel"),
        ("Orlov Marine Steel Works (formerly Baltic Forge)", "steel"),
        ("Кirill ZHАVОRОNКОV", "person"),
        ("K. V. Zhavoronkov", "person"),
        ("Kirill Zhavoronkov", "person"),
        ("Mohd Yousef Al Kharrazi", "arab"),
        ("收货人：深圳佰联芯片科技有限公司", "chips"),
        ("Bailian CO LTD 深圳市佰联芯片科技有限公司", "chips"),
        ("深圳市佰联芯片科技有限公司北京分公司", "chips"),
        ("Shen1 Zhen4 Bai3 Lian2 Xin1 Pian4 Ke1 Ji4", "chips"),
        ("shen zhen bai lian xin pian ke ji you xain gong si", "chips"),
        ("曰油化学株式会社", "oil"),
        ("VOLNA No. 219", "ship"),
        ("Kazanski Reduktor Zavod VII", "plant"),
        ("顶峰微纳公司（护照G7130456）", "peak"),
        ("Duriez Gonz?lez Mining SA", "gonzalez"),
        ("株式会社ジラオザヴォド", "radio"),
        ("HANAELECTRONICS", "tiger"),
        ("Михаил Николаевич Россеев Limited", "cyrillic"),
    ],
)
def test_a_writing_of_a_listed_name_is_shown_to_the_officer(index: Index, name: str, entry: str):
    assert entry in {hit.entry_id for hit in index.search(name)}


@pytest.mark.parametrize(
    "name",
    [
        "VOLNA 218",
        "Kazanski Reduktor Zavod 8",
        "Kirill Vladimirovich SOLOVYOV",
        "深圳市华恒芯片科技有限公司",
        "Joint Stock Company Marine Works",
        "收货人：深圳华恒科技有限公司",
    ],
)
def test_another_number_surname_or_brand_is_another_party(index: Index, name: str):
    assert not index.search(name)


def test_a_part_of_what_was_written_is_never_an_exact_hit(index: Index):
    hits = index.search("Bailian CO LTD 深圳市佰联芯片科技有限公司")
    assert hits
    assert REVIEW <= hits[0].score < EXACT
    assert not hits[0].exact


def test_a_word_left_out_between_costs_less_than_one_at_the_end(index: Index):
    def score(name: str) -> float:
        return max(hit.score for hit in index.search(name, floor=0.3))

    assert score("Kirill ZHAVORONKOV") > score("Kirill Vladimirovich")


def test_two_syllables_of_pinyin_are_not_misspellings_of_each_other():
    index = Index.build([ListedName("wang", "Wang Shuyuan")])
    assert index.search("Wamg Shuyuan")
    assert not index.search("Yang Shuyuan")
