"""Declaration elements are asked in order, checked, joined and split again."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from compliance.codes.elements import (
    ELEMENT_SETS,
    ELEMENTS,
    MAX_LENGTH,
    ElementError,
    compose_specification,
    declaration_elements,
    shape_of,
    split_specification,
)
from compliance.codes.remarks import controlled_remark, not_controlled_remark
from compliance.codes.tables import GOODS_FORMS, HS_CODES

METAL = "8112923010"
INGOT = {
    "brand_type": "1",
    "preference": "0",
    "shape": "锭",
    "material": "铟",
    "process": "未锻轧",
    "condition": "非废碎",
    "content": "铟99.995%、其他0.005%",
    "cas": "7440-74-6",
}


def test_unwrought_indium_asks_for_the_published_elements_in_order() -> None:
    with translation.override("zh-hans"):
        labels = [element.label for element in declaration_elements(METAL)]
    expected = "品牌类型 出口享惠情况 形状 材质 加工方法 状态 成分含量 粒度 GTIN CAS 其他"
    assert labels == expected.split()


def test_labels_hints_and_choices_follow_the_language() -> None:
    shape = declaration_elements(METAL)[2]
    with translation.override("en"):
        assert shape.label == "Shape"
        assert ("锭", "锭 (ingot)") in shape.choices
    with translation.override("zh-hans"):
        assert ("锭", "锭") in shape.choices
        assert declaration_elements(METAL)[7].hint == "粉末请注明"


def test_values_are_joined_in_the_order_of_the_elements() -> None:
    expected = "1|0|锭|铟|未锻轧|非废碎|铟99.995%、其他0.005%|||7440-74-6"
    assert compose_specification(METAL, INGOT) == expected


def test_a_joined_text_splits_into_its_values() -> None:
    values = split_specification(METAL, compose_specification(METAL, INGOT))
    assert {key: value for key, value in values.items() if value} == INGOT


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"content": ""}, "content"),
        ({"shape": "球"}, "shape"),
        ({"brand_type": "9"}, "brand_type"),
        ({"material": "铟|锡"}, "material"),
        ({"other": "长" * MAX_LENGTH}, ""),
    ],
)
def test_a_wrong_value_is_refused_with_its_element(change: dict[str, str], element: str) -> None:
    with pytest.raises(ElementError) as refusal:
        compose_specification(METAL, INGOT | change)
    assert refusal.value.element == element
    assert str(refusal.value)


@given(st.text(alphabet=st.characters(blacklist_characters="|"), max_size=60))
def test_free_text_survives_joining_and_splitting(text: str) -> None:
    joined = compose_specification(METAL, INGOT | {"other": text})
    assert split_specification(METAL, joined).get("other", "") == " ".join(text.split())


def test_every_code_of_the_catalogue_has_a_set_and_every_set_known_elements() -> None:
    for row in HS_CODES:
        assert len(declaration_elements(row.code)) > 5, row.code
    for heading in ELEMENT_SETS:
        assert all(key in ELEMENTS for key in heading.extra["elements"].split(";"))


def test_a_heading_not_known_asks_for_the_general_elements() -> None:
    keys = [element.key for element in declaration_elements("0101210010")]
    assert keys == ["brand_type", "preference", "other"]


def test_a_form_gives_its_published_shape() -> None:
    assert shape_of("ingot") == "锭"
    assert shape_of("paste") == ""
    assert shape_of("no such form") == ""
    assert sum(bool(shape_of(form.code)) for form in GOODS_FORMS) > 15


def test_control_remarks_carry_the_phrase_and_what_stands_behind_it() -> None:
    assert controlled_remark(["3C004.a"]) == "属于两用物项，3C004.a"
    stated = not_controlled_remark(["铟锭", "", "In≥99.995%", "未锻轧"])
    assert stated == "不属于管制物项，铟锭，In≥99.995%，未锻轧"
    with pytest.raises(ValueError, match="parameters"):
        not_controlled_remark([" "])
