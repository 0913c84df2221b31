"""Typed text is written one way; what misleads is refused with its name."""

import pytest
from django.utils.translation import override

from compliance.codes.goods import is_tariff_code
from compliance.codes.spelling import (
    SpellingError,
    bare_code,
    code_text,
    compact_code,
    name_text,
    plain_text,
)
from compliance.codes.tables import CONTROL_ENTRIES, COUNTRIES, EXIT_PORTS


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ｈａｎｂｉｔ　Ｌｔｄ．", "Hanbit Ltd．"),
        ("Hanbit\u200b Target\ufeff", "Hanbit Target"),
        ("Han\u00adbit", "Hanbit"),
        ("Hanbit\u00a0Target\tCo", "Hanbit Target Co"),
        ("  Hanbit \n Target ", "Hanbit Target"),
        ("\U0001d407anbit ①", "Hanbit 1"),
        ("株洲冶炼（集团）有限公司", "株洲冶炼（集团）有限公司"),
        ("Soci\u0065\u0301t\u0065\u0301 G\u00e9n\u00e9rale", "Société Générale"),
        ("⼤阪チタニウム", "大阪チタニウム"),
        ("日本カーボン株式会社ABC", "日本カーボン株式会社ABC"),
        ("한화Chemical", "한화Chemical"),
        ("ООО Ромашка", "ООО Ромашка"),
        ("β-In2Se3 μm", "β-In2Se3 μm"),
        ("Łódź L’Oréal Ångström", "Łódź L’Oréal Ångström"),
    ],
)
def test_a_name_is_written_as_it_is_meant(typed: str, written: str) -> None:
    assert name_text(typed) == written


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Hanbit\u202eCo", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066Hanbit\u2069", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("Hanbit\u200f", "U+200F RIGHT-TO-LEFT MARK"),
        ("Han\x07bit", "U+0007"),
        ("Han\x00bit", "U+0000"),
        ("Hanbit\x9b", "U+009B"),
        ("Hanbit\ue000", "U+E000"),
        ("Han\u3164bit", "U+3164 HANGUL FILLER"),
        ("Hanbit\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("H\u0430nbit", "U+0430 CYRILLIC SMALL LETTER A"),
        ("\u041d\u0410NBIT", "U+041D CYRILLIC CAPITAL LETTER EN"),
        ("\u0397anbit", "U+0397 GREEK CAPITAL LETTER ETA"),
        ("\u0410\u0412\u0421 Metals", "U+0410 CYRILLIC CAPITAL LETTER A"),
        ("\u029canbit", "U+029C LATIN LETTER SMALL CAPITAL H"),
        ("\u13a0anbit", "U+13A0 CHEROKEE LETTER A"),
        ("H\u0561nbit", "U+0561 ARMENIAN SMALL LETTER AYB"),
    ],
)
def test_a_name_that_misleads_is_refused_with_the_character(typed: str, named: str) -> None:
    with override("en"), pytest.raises(SpellingError) as refused:
        name_text(typed)
    assert named in str(refused.value)


def test_free_text_keeps_its_lines_and_its_units() -> None:
    text = "5 μm, λmax 940 nm\r\nIn₂O₃ ≥ 99.99 %"
    assert plain_text(text) == text
    with pytest.raises(SpellingError):
        plain_text("ind\u0456um")


@pytest.mark.parametrize(
    ("write", "typed", "written"),
    [
        (bare_code, "８１１２．９２．３０１０", "8112923010"),
        (bare_code, "8112 92-30\u200910", "8112923010"),
        (compact_code, " 26–53－０００149 ", "26-53-000149"),
        (compact_code, "26ー53−000149", "26-53-000149"),
        (compact_code, "ｕｎ 3393", "UN3393"),
        (compact_code, "٣٣٩٣", "3393"),
        (code_text, "HB—2026　11", "HB-2026 11"),
        (code_text, "沪字（2026）１号", "沪字(2026)1号"),
    ],
)
def test_a_code_is_written_in_half_width_with_plain_separators(
    write: object, typed: str, written: str
) -> None:
    assert write(typed) == written  # type: ignore[operator]


@pytest.mark.parametrize(
    ("table", "typed", "code"),
    [
        (CONTROL_ENTRIES, "３Ｃ００４．ａ", "3C004.a"),
        (CONTROL_ENTRIES, "3C004 A", "3C004.a"),
        (CONTROL_ENTRIES, "3c004a", "3C004.a"),
        (EXIT_PORTS, "31-10-02", "311002"),
        (COUNTRIES, "K O R", "KOR"),
    ],
)
def test_separators_in_a_table_s_code_do_not_matter(table: object, typed: str, code: str) -> None:
    row = table.resolve(code_text(typed))  # type: ignore[attr-defined]
    assert row is not None
    assert row.code == code


@pytest.mark.parametrize(
    ("code", "stands"),
    [
        ("8112923010", True),
        ("8112923011", False),  # 8112.92.30 is divided into 10 and 90
        ("8112993000", True),
        ("8112993010", False),  # 8112.99.30 is not divided
        ("2827399090", False),
        ("8543709990", True),  # not of indium, a heading of its chapter
        ("8114000000", False),  # chapter 81 ends with 13
        ("7701000000", False),  # chapter 77 is reserved
        ("9999999999", False),
        ("0000000000", False),
        ("811292301", False),
        ("８112923010", False),
    ],
)
def test_a_tariff_code_exists_or_not(code: str, stands: bool) -> None:
    assert is_tariff_code(code) is stands
