"""How one name is read in several spellings of its language, and names that only look so.

Each name is alone on its list, but scored as on a long one: there a likeness is worth less.
"""

import pytest

from compliance.parties.matching import REVIEW, Index
from tests.compliance.parties.matching.alone import likeness

LONG = 130_000


@pytest.fixture(autouse=True)
def _long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Index, "size", LONG)


@pytest.mark.parametrize(
    ("listed", "declared"),
    [
        pytest.param("Iran Marine Bureau", "Persia Marine Bureau", id="head of a place"),
        pytest.param("Iran Telvar Tractor", "IRI Telvar Tractor", id="code of a country"),
        pytest.param("Velmar Guangzhou", "Velmar GZ", id="initials of a city"),
        pytest.param("Dandong Velmar DPRK", "Dandong Velmar North Korea", id="name of a country"),
        pytest.param(
            "Kelvar Works of the Islamic Republic of Iran", "Kelvar Works Persia", id="full name"
        ),
        pytest.param("Velmar Rotor Sichuan", "Velmar Rotor Szechwan", id="postal spelling"),
        pytest.param("Gao Junfeng", "Kao Chun-feng", id="Wade-Giles, hyphened"),
        pytest.param("Wu Junzheng", "Wu Chun-cheng", id="Wade-Giles, a surname alike in both"),
        pytest.param("Bakhtli AKHROROV", "Baxtli AXROROV", id="Uzbek"),
        pytest.param("KHLYBOV Anton", "XLYBOV Anton", id="GOST 7.79"),
        pytest.param("DYASHUK Pavel Mihaylovich", "DÂŠUK Pavel Mihajlovič", id="ISO 9"),
        pytest.param("PAEK Chol Su", "Paik Cheolsoo", id="Korean, popular"),
        pytest.param("RI Kwang Su", "Lee Gwangsoo", id="Korean, run together"),
        pytest.param("Halit TOKVAN", "Khalid TOKVAN", id="Turkish"),
        pytest.param("陈国栋", "Guo-Dong Chen", id="surname last"),
        pytest.param("曾庆林", "Zeng Qinglin", id="surname read otherwise"),
        pytest.param(
            "西安长峰机电研究所", "Xi An Chang Feng Ji Dian Yan Jiu Suo", id="read otherwise"
        ),
        pytest.param(
            "沈忠國際海運有限公司", "shen zhong guo ji hai yun you xian gong si",
            id="words that share a syllable",
        ),
        pytest.param(
            "杭州锐芯微电子有限公司", "hang zhou rui xin wei dian zi yuo xian gong si",
            id="a slip that is two syllables",
        ),
        pytest.param(
            "Dravelund Instrument Technology Limited", "Dravelund Instrument Technology LI",
            id="two letters left at the edge",
        ),
        pytest.param("AL Tarvek", "A1 Tarvek", id="digit in a particle"),
        pytest.param("PAO Velmarneft", "Velmarneft PA0", id="digit in a legal form"),
        pytest.param("Velmar Batareyny Zavod", "Velmar Battery Works", id="trade in Russian"),
        pytest.param("Dorvan Verpackungen", "Dorvan Packaging", id="trade in German"),
        pytest.param("Ormelin Hastanesi", "Ormelin Hospital", id="trade in Turkish"),
        pytest.param("Ormelin Lozyska", "Ormelin Bearings", id="trade in Polish"),
    ],
)  # fmt: skip
def test_a_name_is_shown_in_another_spelling(listed: str, declared: str) -> None:
    assert likeness(listed, declared) >= REVIEW


@pytest.mark.parametrize(
    ("listed", "declared"),
    [
        pytest.param("Moscow Trading House", "Beijing Trading House", id="another city"),
        pytest.param("Bank of Russia", "Bank of Belarus", id="another country"),
        pytest.param("Tianjin Brelkova Rotor", "Tianjin Zandrova Rotor", id="another brand"),
        pytest.param("Chen Junfu", "Chen Guang-fu", id="another given name, hyphened"),
        pytest.param("Wu Junzheng", "Wu Chung-chen", id="another in Wade-Giles"),
        pytest.param("Maxim DARVANOV", "Makhim TERVANOV", id="x that is ks"),
        pytest.param("NOUR HOLDING SAL", "Neul Holdings B.V.", id="no Korean syllable"),
        pytest.param("KIM Ui Chol", "Kim Un Chol", id="another Korean syllable"),
        pytest.param("陈国栋", "Guo-Liang Chen", id="another given name, surname last"),
        pytest.param("TERVALIN Oleg Dmitrievich", "Oleg PETRALIN", id="another surname"),
        pytest.param(
            "杭州锐芯微电子有限公司", "hang zhou bo tai wei dian zi you xian gong si",
            id="another brand in pinyin",
        ),
        pytest.param(
            "Dravelund Instrument Technology Limited", "Kestovard Instrument Technology LI",
            id="another brand at the edge",
        ),
        pytest.param("A1 Velmar", "A2 Velmar", id="another code"),
        pytest.param("A1 Freight", "AL Freight", id="a code that is no particle"),
        pytest.param("Dorvan Verpackungen", "Dorvan Furniture", id="another trade"),
        pytest.param("Zelmarit Trading GmbH", "Zelmirot Trading AG", id="brand and form unlike"),
        pytest.param("Torvan Zelmorian", "Torvan Establishment", id="firm of one word"),
    ],
)  # fmt: skip
def test_a_name_that_only_looks_so_is_not_shown(listed: str, declared: str) -> None:
    assert likeness(listed, declared) < REVIEW


def test_a_surname_before_given_name_and_patronymic_may_stand_last() -> None:
    declared = "Oleg TERVALIN"
    first = likeness("TERVALIN Oleg Dmitrievich", declared)
    assert first == likeness("Oleg Dmitrievich TERVALIN", declared)
    assert first > likeness("TERVALIN Oleg Damirsen", declared)


def test_a_dotted_place_is_the_place() -> None:
    assert likeness("H.K. Marine Bureau", "Hong Kong Marine Bureau") == 1.0


def test_two_letters_at_the_edge_of_a_field_are_no_legal_form() -> None:
    """Se may be a Societas Europaea, or what a field of 34 letters left of Services."""
    listed = "Dravelund Optics and Commercial Services"
    assert likeness(listed, listed[:34]) > 0.95
