"""The indium goods catalogue: materials, headings and control entries hang together."""

from datetime import date

import pytest
from django.utils import translation

from compliance.codes.goods import (
    control_entries,
    control_entry,
    heading_matches,
    hs_code,
    hs_for,
)
from compliance.codes.tables import GOODS_FORMS, HS_CODES, MATERIALS, SUBSTANCES, UNITS
from compliance.law.instruments import INSTRUMENTS

TODAY = date(2026, 11, 23)


def test_materials_can_be_chosen_in_both_languages() -> None:
    with translation.override("en"):
        assert ("inp", "Indium phosphide") in MATERIALS.choices()
    with translation.override("zh-hans"):
        assert ("inp", "磷化铟") in MATERIALS.choices()


def test_cas_numbers_agree_with_the_substances() -> None:
    named = [row for row in MATERIALS if "substance" in row.extra]
    assert len(named) >= 12
    for row in named:
        assert SUBSTANCES.require(row.extra["substance"]).extra["cas"] == row.extra["cas"]


def test_every_code_has_ten_digits_and_names_known_units_materials_and_forms() -> None:
    for row in HS_CODES:
        goods = hs_code(row.code)
        assert goods is not None
        assert len(goods.hs10) == 10
        assert goods.hs10.isdigit()
        assert row.extra["unit"] in UNITS
        assert goods.materials
        assert all(material in MATERIALS for material in goods.materials)
        assert all(form in GOODS_FORMS for form in goods.forms)


def test_every_goods_material_has_a_heading_but_technology_and_the_unnamed() -> None:
    for material in (row.code for row in MATERIALS):
        forms = [row.code for row in GOODS_FORMS if hs_for(material, row.code)]
        assert bool(forms) == (material not in ("technology", "other")), material


def test_control_entries_and_codes_refer_to_each_other() -> None:
    for row in HS_CODES:
        codes = row.extra.get("control_codes", "").split(";")
        assert all(control_entry(code) for code in codes if code)
    for entry in control_entries():
        assert all(hs_code(code) for code in entry.hs_codes)
        assert all(material in MATERIALS for material in entry.materials)


def test_every_basis_is_an_instrument_the_law_knows() -> None:
    assert {entry.basis for entry in control_entries()} <= {each.key for each in INSTRUMENTS}


def codes_naming(material: str, on: date) -> list[str]:
    return [entry.code for entry in control_entries(on) if material in entry.materials]


def test_indium_metal_is_licensed_but_not_a_control_entry() -> None:
    metal = HS_CODES.require("8112923010").extra
    assert metal["supervision"] == "4xy"
    assert "control_codes" not in metal
    assert codes_naming("indium", TODAY) == []


@pytest.mark.parametrize(
    ("material", "form", "first"),
    [
        ("indium", "ingot", "8112923010"),
        ("indium", "foil", "8112993000"),
        ("indium_scrap", "scrap", "8112923090"),
        ("inp", "wafer", "2853904051"),
        ("inp", "polycrystal", "2853904051"),
        ("insb", "powder", "2853909031"),
        ("tein", "liquid", "2931900032"),
        ("ito", "target", "3824999990"),
        ("ito", "bonded_target", "8486909110"),
        ("indium_trichloride", "solid", "2827399000"),
    ],
)
def test_goods_have_their_expected_heading_first(material: str, form: str, first: str) -> None:
    assert hs_for(material, form)[0].hs10 == first


@pytest.mark.parametrize(
    ("hs10", "material", "form", "fits"),
    [
        ("8112923010", "indium", "ingot", True),
        ("8112923010", "indium", "foil", False),
        ("8112993000", "indium", "foil", True),
        ("8112923010", "inp", "wafer", False),
        ("2853904051", "inp", "crystal", True),
        ("8112923099", "indium", "shot", True),
        ("7601101000", "indium", "ingot", False),
        ("", "indium", "ingot", False),
        ("8507600090", "other", "other", True),
        ("8112923010", "other", "other", False),
        ("2834299090", "indium_nitrate", "solid", True),
    ],
)
def test_a_declared_code_agrees_with_the_goods_or_not(
    hs10: str, material: str, form: str, fits: bool
) -> None:
    assert heading_matches(hs10, material, form) is fits


@pytest.mark.parametrize(
    ("material", "on", "expected"),
    [
        ("inp", date(2025, 2, 3), []),
        ("inp", date(2025, 2, 4), ["3C004.a"]),
        ("insb", date(2024, 9, 14), []),
        ("insb", date(2024, 9, 15), ["3C003.f"]),
        ("ingaas", date(2023, 8, 1), ["3C001.f"]),
        ("technology", TODAY, ["3E004"]),
    ],
)
def test_an_entry_applies_from_its_date(material: str, on: date, expected: list[str]) -> None:
    assert codes_naming(material, on) == expected


def test_the_tariff_codes_of_gallium_arsenides_changed_with_the_year() -> None:
    rows = [HS_CODES.require(row.hs10) for row in hs_for("ingaas", "wafer")]
    ended = {row.code for row in rows if row.extra.get("until") == "2026-01-01"}
    begun = {row.code for row in rows if row.extra.get("since") == "2026-01-01"}
    assert ended == {"3818009005", "2853909028"}
    assert begun == {row.code for row in rows} - ended == {"3818009020", "2853909040"}


def test_a_code_outside_the_catalogue_is_none() -> None:
    assert hs_code("0101210010") is None
