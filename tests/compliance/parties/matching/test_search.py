"""What an officer may rely on when a name is screened."""

import pytest

from compliance.parties.matching import EXACT, REVIEW, Hit, Index


def best(index: Index, name: str, floor: float = 0.3) -> Hit | None:
    hits = index.search(name, floor=floor)
    return hits[0] if hits else None


def score(index: Index, name: str, entry: str) -> float:
    hits = index.search(name, floor=0.2, limit=30)
    return next((hit.score for hit in hits if hit.entry_id == entry), 0.0)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("HUAWEI TECHNOLOGIES", "c1"),
        ("Huawei Technologies S.A.", "c1"),
        ("Huawei Technologies Limited", "c1"),
        ("深圳市佰联升电子科技股份有限公司", "c2"),
        ("三菱造船", "c3"),
        ("Zylok Optics Ltd", "c9"),
        ("OAO Beloglinski Elevator", "c7"),
        ("Zavod Kalinovka", "c12"),
        ("广州欧赛科技有限公司", "c14"),
    ],
)
def test_the_legal_form_makes_no_difference_to_an_exact_hit(index: Index, name: str, entry: str):
    hit = best(index, name)
    assert hit
    assert hit.entry_id == entry
    assert hit.exact
    assert hit.score >= EXACT


def test_the_identical_name_ranks_above_one_with_another_legal_form(index: Index):
    same, none, other = (
        score(index, f"Zylok Optics{form}", "c9") for form in (" GmbH", "", " OJSC")
    )
    assert same == 1.0 > none > other >= EXACT


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("沈忠国际海运有限公司", "c4"),
        ("三菱造船株式會社", "c3"),
        ("极东兵器制作所株式会社", "c11"),
        ("極東兵器製作所", "c11"),
    ],
)
def test_traditional_simplified_and_shinjitai_are_one_writing(index: Index, name: str, entry: str):
    hit = best(index, name)
    assert hit
    assert hit.entry_id == entry
    assert hit.exact


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Shenzhen Bailiansheng Dianzi Keji Youxian Gongsi", "c2"),
        ("shen zhen shi bai lian sheng dian zi ke ji you xian gong si", "c2"),
        ("Shenzhong Guoji Haiyun", "c4"),
        ("深圳佰联生电子科技有限公司", "c2"),
        ("深圳佰升联电子科技有限公司", "c2"),
        ("Huawai Technologies", "c1"),
        ("Kirill Vladimirovihc POPOV", "p1"),
        ("POPOV Kirill Vladimirovich", "p1"),
        ("AeroCaribbean Airlines", "c6"),
        ("Aero Carib bean Airlines", "c6"),
        ("AKHMATSHIPPING TRADING", "c10"),
        ("Gromov Energomash", "c13"),
        ("BRINC无人机有限公司", "c5"),
        ("深圳市佰联升电子科技有限公四", "c2"),
    ],
)
def test_other_spellings_of_a_listed_name_are_shown(index: Index, name: str, entry: str):
    hit = best(index, name)
    assert hit
    assert hit.entry_id == entry
    assert hit.score >= REVIEW


@pytest.mark.parametrize(
    ("left_out", "replaced", "entry"),
    [
        ("Kirill POPOV", "Kirill Vladimirovich SMIRNOV", "p1"),
        ("Mitsubishi Heavy Industries", "Kawasaki Heavy Industries Shipbuilding Co.", "c3"),
        ("Aircraft Repair Plant", "Plant No. 811 Aircraft Repair", "c8"),
        ("佰联升电子科技有限公司", "深圳市华恒升电子科技有限公司", "c2"),
        ("Akhmat Shipping", "Burevest Shipping Trading LLC", "c10"),
    ],
)
def test_what_is_replaced_counts_more_than_what_is_left_out(
    index: Index, left_out: str, replaced: str, entry: str
):
    assert score(index, left_out, entry) > score(index, replaced, entry)
    assert score(index, replaced, entry) < REVIEW


def test_another_number_is_another_plant(index: Index):
    assert score(index, "Plant No. 810 Aircraft Repair", "c8") == 1.0
    hit = best(index, "Plant No. 811 Aircraft Repair")
    assert hit is None or hit.score < REVIEW


def test_names_of_generic_words_only_raise_nothing(index: Index):
    assert index.search("International Trading Technologies Co., Ltd.") == ()
    assert index.search("深圳市电子科技有限公司") == ()


@pytest.mark.parametrize(
    "name", ["", " ", "()", "。", "Ltd", "有限公司", "\u200b", "x" * 3000, "a " * 200]
)
def test_odd_input_is_answered_without_an_error(index: Index, name: str):
    assert isinstance(index.search(name), tuple)


def test_only_the_same_core_form_is_exact(index: Index):
    hit = best(index, "POPOV Kirill Vladimirovich")
    assert hit
    assert not hit.exact
    assert hit.score < EXACT


def test_hits_come_best_first_and_one_for_each_entry(index: Index):
    hits = index.search("Mitsubishi Heavy Industries Shipbuilding", floor=0.2)
    assert len({hit.entry_id for hit in hits}) == len(hits)
    assert [(-h.score, h.entry_id) for h in hits] == sorted((-h.score, h.entry_id) for h in hits)


def test_the_parts_tell_what_was_replaced_and_what_left_out(index: Index):
    replaced = best(index, "Kirill Vladimirovich SMIRNOV")
    assert replaced
    assert {p.listed_token for p in replaced.parts if p.relation == "contradicts"} >= {"popov"}
    short = best(index, "Kirill POPOV")
    assert short
    assert [p.listed_token for p in short.parts if p.relation == "omitted"] == ["vladimirovich"]


def test_a_higher_floor_gives_the_same_scores_for_what_is_left(index: Index):
    low = index.search("Kirill Popov", floor=0.3)
    high = index.search("Kirill Popov", floor=0.8)
    assert high == tuple(hit for hit in low if hit.score >= 0.8)
