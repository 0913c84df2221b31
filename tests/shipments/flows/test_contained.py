"""Contained indium, against figures computed by hand from atomic weights and trade practice."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.law.declaration import Component
from compliance.law.sample import LINE
from shipments.flows.contained import Basis, contained_in, fraction_of, purity_class


def a_line(material: str = "indium", net: str = "100", **fields: object):  # type: ignore[no-untyped-def]
    plain = {
        "composition": (), "purity_percent": None, "specification": "", "name_zh": "",
        "name_en": "",
    }  # fmt: skip
    return replace(LINE, material=material, net_weight_kg=Decimal(net), **{**plain, **fields})


@pytest.mark.parametrize(
    ("material", "kg"),
    [
        ("ito", "74.4"),  # 90/10 by mass: what the trade counts
        ("indium_oxide", "82.7"),  # 229.64 / 277.64
        ("inp", "78.8"),  # 114.82 / 145.79
        ("insb", "48.5"),  # 114.82 / 236.58
        ("inas", "60.5"),  # 114.82 / 189.74
        ("inn", "89.1"),  # 114.82 / 128.83
        ("ingaas", "36.1"),  # 60.85 / 168.54
        ("indium_hydroxide", "69.2"),  # 114.82 / 165.84
        ("indium_trichloride", "51.9"),  # 114.82 / 221.17
        ("indium_nitrate", "38.2"),  # 114.82 / 300.83
        ("indium_sulfate", "44.3"),  # 229.64 / 517.79
        ("tmin", "71.8"),  # 114.82 / 159.93
        ("tein", "56.8"),  # 114.82 / 202.01
    ],
)
def test_a_compound_holds_what_its_formula_says(material: str, kg: str) -> None:
    found = contained_in(a_line(material))
    assert found.kg.quantize(Decimal("0.1")) == Decimal(kg)
    assert found.basis == Basis.FORMULA


def test_what_the_composition_says_goes_before_formula_and_purity() -> None:
    tin_rich = (Component("In2O3", Decimal(80)), Component("Sn", Decimal(20)))
    found = contained_in(a_line("ito", composition=tin_rich))
    assert found.kg.quantize(Decimal("0.01")) == Decimal("66.17")  # 80 % of 82.71
    assert found.basis == Basis.COMPOSITION
    alloy = (Component("In", Decimal(51)), Component("Bi", Decimal("32.5")))
    assert contained_in(a_line("solder", composition=alloy)).kg == Decimal(51)


def test_metal_counts_by_its_purity() -> None:
    found = contained_in(a_line(purity_percent=Decimal("99.995"), net="2000"))
    assert (found.kg, found.basis) == (Decimal("1999.9"), Basis.PURITY)


def test_an_alloy_is_read_from_its_name() -> None:
    found = contained_in(a_line("solder", name_en="Solder wire In52Sn48"))
    assert (found.kg, found.basis) == (Decimal(52), Basis.COMPOSITION)


@pytest.mark.parametrize("material", ["solder", "indium_alloy", "other", "indium", "unheard-of"])
def test_goods_that_tell_nothing_count_whole(material: str) -> None:
    found = contained_in(a_line(material))
    assert (found.kg, found.basis) == (Decimal(100), Basis.ASSUMED)


def test_technology_weighs_nothing() -> None:
    assert contained_in(a_line("technology")).kg == 0


@given(st.decimals("0.00001", "99999999", places=5), st.decimals(0, 100, places=3))
def test_a_line_never_holds_more_than_it_weighs(net: Decimal, percent: Decimal) -> None:
    parts = (Component("In", percent), Component("In2O3", percent))
    for fields in ({}, {"composition": parts}, {"purity_percent": percent}):
        for material in ("indium", "ito", "solder"):
            found = contained_in(a_line(material, str(net), **fields))
            assert 0 <= found.kg <= net


@pytest.mark.parametrize(
    ("percent", "name"),
    [
        ("99.89", "below 3N"), ("99.9", "3N"), ("99.99", "4N"), ("99.995", "4N"),
        ("99.999", "5N"), ("99.9999", "6N"), ("99.99999", "7N"), ("100", "7N"),
    ],
)  # fmt: skip
def test_purity_is_counted_in_nines(percent: str, name: str) -> None:
    assert purity_class(Decimal(percent)) == name
    assert purity_class(None) == "not given"


def test_a_substance_without_indium_has_no_fraction() -> None:
    assert fraction_of("Sn") is None
