"""What declared text says in figures: shares of elements, dislocation densities, CAS numbers."""

from decimal import Decimal

import pytest

from compliance.law.alloys import shares_of
from compliance.law.cas_numbers import is_number, written_in
from compliance.law.crystals import least_density
from compliance.law.default_policy import default_policy
from compliance.law.headings import advised_codes, heading_fits, tariff_metal
from compliance.law.shares import shares_in
from tests.compliance.law.test_real_goods import made_of
from tests.facts_builders import a_line

POLICY = default_policy()


def shares(text: str) -> dict[str, Decimal]:
    """In 52;Sn 48"""
    return {part.substance: part.percent for part in made_of(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("铟95%、锗5%", "In 95;Ge 5"),
        ("0|0|锭|铟95%、锗5%", "In 95;Ge 5"),
        ("5% Ge, 95% In", "Ge 5;In 95"),
        ("In 95wt%, Ge 5wt%", "In 95;Ge 5"),
        ("锗质量分数0.05", "Ge 5"),
        ("bismuth content: 57 %", "Bi 57"),
        ("铋：58％，锡：42％", "Bi 58;Sn 42"),
        ("In52Sn48", "In 52;Sn 48"),
        ("52In48Sn", "In 52;Sn 48"),
        ("In-48Sn", "In 52;Sn 48"),
        ("Sn58Bi", "Sn 42;Bi 58"),
        ("Sn42Bi57In1", "Sn 42;Bi 57;In 1"),
        ("Sn42/Bi58", "Sn 42;Bi 58"),
        ("In/Sn 52/48", "In 52;Sn 48"),
        ("铟锡焊丝 52/48", "In 52;Sn 48"),
        ("锡58铋42", "Sn 58;Bi 42"),
        ("80Ag-15In-5Cd", "Ag 80;In 15;Cd 5"),
        ("Bi 50-58%", "Bi 58"),
        ("Ge 5ppm", "Ge 0.0005"),
        ("铋42%、锡余量", "Bi 42;Sn 58"),
        ("錫42%鉍58%", "Sn 42;Bi 58"),
        ("SnBi35Ag1", "Sn 64;Bi 35;Ag 1"),
        ("58/42 Bi-Sn", "Bi 58;Sn 42"),
        ("锡铋 42/58", "Sn 42;Bi 58"),
        ("Sn 42 Bi 57 Ag 1", "Sn 42;Bi 57;Ag 1"),
        ("In-5wt%Ge", "In 95;Ge 5"),
        ("铟百分之九十五、锗百分之五", "In 95;Ge 5"),
        ("Bi: 57.0±0.5%", "Bi 57.5"),
        ("lead-free 96.5% tin", "Sn 96.5"),
        ("In2O3", ""),
        ("CuInS2", ""),
        ("In0.53Ga0.47As", ""),
        ("ITO 90/10", ""),
        ("In 120%", ""),
        ("In 50:40:10", ""),
        ("50:40:10 InSn", ""),
        ("In/Sn 52/40", ""),
        ("锡100%、铟余量", "Sn 100"),
        ("铟余量", ""),
        ("铟60%、锡40%、锡余量", "In 60;Sn 40"),
        ("锡60%、锡余量", "Sn 60"),
        ("5% 和 7% 铟", "In 7"),
        ("100 kg", ""),
        ("", ""),
    ],
)
def test_shares_are_read_from_text(text: str, expected: str) -> None:
    assert shares_in([text]) == shares(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("EGaIn", "Ga 75.5;In 24.5"),
        ("Galinstan", "Ga 68.5;In 21.5;Sn 10"),
        ("Field's metal", "Bi 32.5;In 51;Sn 16.5"),
        ("菲尔德合金", "Bi 32.5;In 51;Sn 16.5"),
        ("Wood's Metal", "Bi 50;Pb 26.7;Sn 13.3;Cd 10"),
        ("Rose metal", "Bi 50;Pb 28;Sn 22"),
        ("Indalloy 1E", "In 52;Sn 48"),
        ("INDALLOY® No. 1E", "In 52;Sn 48"),
        ("Indalloy #290", "In 97;Ag 3"),
        ("plain solder", ""),
    ],
)
def test_alloys_are_known_by_their_trade_names(name: str, expected: str) -> None:
    line = a_line(name_en=name, name_zh="", specification="", composition=())
    assert shares_of(line, POLICY) == shares(expected)


def test_what_is_said_twice_counts_by_the_greater_figure() -> None:
    line = a_line(name_en="Sn42Bi58", specification="", composition=made_of("In 90;Bi 10"))
    assert shares_of(line, POLICY)["Bi"] == Decimal(58)


@pytest.mark.parametrize(
    ("text", "lowest"),
    [
        ("EPD<50", 0),
        ("EPD<=100", 0),
        ("EPD ≤ 500 cm-2", 0),
        ("位错密度≤500/cm²", 0),
        ("位错密度不超过50个/cm2", 0),
        ("etch pit density below 1E3", 0),
        ("EPD 500 max", 0),
        ("EPD 100以下", 0),
        ("EPD <= 1×10³ cm⁻²", 0),
        ("EPD 30~80", 30),
        ("EPD 50-500 cm-2", 50),
        ("EPD 200/cm2", 200),
        ("EPD≥5E2", 500),
        ("EPD: 5x10²/cm²", 500),
        ("dislocation density 1,000 cm-2", 1000),
        ("位错密度（EPD）大于100", 100),
        ("EPD 10^3", 1000),
        ("EPD 500, elsewhere EPD 20", 20),
    ],
)
def test_a_density_counts_by_what_it_proves(text: str, lowest: int) -> None:
    assert least_density(text) == Decimal(lowest)


@pytest.mark.parametrize("text", ["", "InSb wafer 2 inch", "purity 6N", "EPD to be measured"])
def test_no_density_is_none(text: str) -> None:
    assert least_density(text) is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("22398-80-7", True),
        ("InP 22398 80 7", True),
        ("２２３９８－８０－７", True),
        ("CAS: 22398807", True),
        ("22398.80.7", True),
        ("22398-80-9", None),
        ("7440-74-6", False),
    ],
)
def test_cas_numbers_are_read_whatever_stands_between(text: str, verdict: bool | None) -> None:
    (written,) = written_in("", text)
    assert is_number(written, "22398-80-7") is verdict


@pytest.mark.parametrize("text", ["lot 22398807", "0731-22398807", "112239880-71", "1234"])
def test_other_numbers_are_none(text: str) -> None:
    assert not any(is_number(each, "22398-80-7") for each in written_in("", text))


@pytest.mark.parametrize(
    ("composition", "metal"),
    [
        ("In 52;Sn 48", "In"),
        ("Sn 80;In 20", "Sn"),
        ("In 97;Ag 3", "Ag"),
        ("In 98;Ag 2", "Ag"),
        ("In 98.1;Ag 1.9", "In"),
        ("Sn 95;Au 3;Ag 2", "Au"),
        ("Bi 50;In 26;Sn 24", "Bi"),
        ("", ""),
    ],
)
def test_the_tariff_names_an_alloy_by_precious_metal_first_then_weight(
    composition: str, metal: str
) -> None:
    assert tariff_metal(shares(composition)) == metal


SOLDER = {"material": "solder", "name_zh": "", "name_en": "", "specification": ""}


@pytest.mark.parametrize(
    ("composition", "form", "hs_code", "fits"),
    [
        ("In 40;Sn 35;Bi 25", "bar", "8112923010", True),
        ("In 40;Sn 35;Bi 25", "bar", "8003000000", False),
        ("In 40;Sn 35;Bi 25", "wire", "8112923010", False),
        ("Sn 50;In 30;Bi 20", "bar", "8003000000", True),
        ("Sn 50;In 30;Bi 20", "bar", "8112923010", False),
        ("In 97;Ag 3", "foil", "7106929000", True),
        ("In 97;Ag 3", "foil", "8112993000", False),
        ("Ga 75.5;In 24.5", "ingot", "8112929010", True),
        ("Ga 75.5;In 24.5", "ingot", "8112923010", False),
        ("Bi 58;Sn 42", "paste", "3810100000", True),
        ("Bi 58;Sn 42", "paste", "8106909090", False),
        ("Bi 58;Sn 42", "bar", "8106909090", True),
        ("", "wire", "8112993000", True),
    ],
)
def test_headings_follow_the_composition(
    composition: str, form: str, hs_code: str, fits: bool
) -> None:
    line = a_line(**SOLDER, composition=made_of(composition), form=form, hs_code=hs_code)
    assert heading_fits(line, POLICY) is fits


def test_the_advice_gives_codes() -> None:
    line = a_line(**SOLDER, composition=made_of("Sn 80;In 20"), form="wire")
    assert advised_codes(line, POLICY) == ("8001", "8003", "8007", "8002")


def test_cored_wire_is_8311() -> None:
    line = a_line(**{**SOLDER, "name_zh": "药芯焊锡丝"}, composition=made_of("Sn 99;In 1"))
    assert advised_codes(line, POLICY) == ("8311",)
