"""Code tables: what is in them, how a row is named, found and resolved."""

import time
import tracemalloc
from collections.abc import Iterable

import pytest
from django.utils import translation

from compliance.codes.table import DATA, Code, CodeTable
from compliance.codes.tables import (
    ATTACHMENT_KINDS,
    BUSINESS_KINDS,
    CONTROL_EXPLAIN_CODES,
    COUNTRIES,
    CURRENCIES,
    CUSTOMS_OFFICES,
    CUSTOMS_REGIMES,
    EXIT_PORTS,
    PACKING,
    PORTS_ABROAD,
    SOURCE_AREAS,
    SUBSTANCES,
    SUPERVISION_DOCS,
    TABLES,
    TRANSPORT_MODES,
    UNITS,
)

MEGABYTE = 1024 * 1024


def codes(rows: Iterable[Code]) -> list[str]:
    return [row.code for row in rows]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_row_has_a_code_and_a_name_in_both_languages(table: CodeTable) -> None:
    rows = list(table)
    assert rows
    assert [row for row in rows if not (row.code and row.name_zh and row.name_en)] == []
    assert [row for row in rows if "�" in row.name_zh + row.name_en] == []


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_english_name_holds_chinese_and_no_code_comes_twice(table: CodeTable) -> None:
    chinese = [row for row in table if any("一" <= letter <= "鿿" for letter in row.name_en)]
    assert chinese == []
    lines = (DATA / f"{table.name}.csv").read_text(encoding="utf-8").splitlines()
    assert len(table) == len(lines) - 1


@pytest.mark.parametrize(
    ("table", "least"),
    [
        (COUNTRIES, 260),
        (CURRENCIES, 22),
        (TRANSPORT_MODES, 18),
        (CUSTOMS_REGIMES, 100),
        (UNITS, 123),
        (PACKING, 13),
        (PORTS_ABROAD, 4300),
        (EXIT_PORTS, 997),
        (SOURCE_AREAS, 960),
    ],
    ids=lambda value: value.name if isinstance(value, CodeTable) else "",
)
def test_the_official_tables_are_complete(table: CodeTable, least: int) -> None:
    assert len(table) >= least


@pytest.mark.parametrize(
    ("table", "code", "name_zh"),
    [
        (COUNTRIES, "KOR", "韩国"),
        (CURRENCIES, "USD", "美元"),
        (CUSTOMS_REGIMES, "0110", "一般贸易"),
        (CUSTOMS_REGIMES, "9810", "跨境电商出口海外仓"),
        (UNITS, "035", "千克"),
        (TRANSPORT_MODES, "5", "航空运输"),
        (EXIT_PORTS, "311002", "洋山港"),
        (SOURCE_AREAS, "44029", "韶关"),
        (CUSTOMS_OFFICES, "2248", "洋山港区"),
        (PORTS_ABROAD, "NLD066", "鹿特丹（荷兰）"),
        (SUPERVISION_DOCS, "3", "两用物项和技术出口许可证"),
    ],
)
def test_well_known_codes_are_there(table: CodeTable, code: str, name_zh: str) -> None:
    assert table.require(code).name_zh == name_zh


@pytest.mark.parametrize(
    ("table", "code", "name_en"),
    [
        (EXIT_PORTS, "650002", "Urumqi Diwopu International Airport"),
        (EXIT_PORTS, "230002", "Harbin Taiping International Airport"),
        (EXIT_PORTS, "610008", "Xi'an Comprehensive Bonded Zone"),
        (SOURCE_AREAS, "15909", "Inner Mongolia, other"),
        (SOURCE_AREAS, "54019", "Lhasa"),
        (SOURCE_AREAS, "15019", "Hohhot"),
        (SOURCE_AREAS, "11019", "Dongcheng District"),
        (COUNTRIES, "TWN", "Taiwan, China"),
    ],
)
def test_places_have_their_usual_english_names(table: CodeTable, code: str, name_en: str) -> None:
    assert table.require(code).name_en == name_en


def test_a_name_follows_the_language_and_is_chinese_by_default() -> None:
    korea = COUNTRIES.require("KOR")
    with translation.override("en"):
        assert korea.label == "KOR Republic of Korea"
        assert COUNTRIES.title == "Countries and regions"
    with translation.override("zh-hans"):
        assert korea.label == "KOR 韩国"
    with translation.override(None):
        assert korea.name == "韩国"


def test_own_codes_are_not_shown_in_choices() -> None:
    with translation.override("zh-hans"):
        assert ("trader", "贸易商") in BUSINESS_KINDS.choices()
        assert ("035", "035 千克") in UNITS.choices()


def test_an_unknown_code_gives_none_or_an_error_that_names_it() -> None:
    assert COUNTRIES.get("XXX") is None
    assert "XXX" not in COUNTRIES
    with pytest.raises(KeyError, match="countries has no code 'XXX'"):
        COUNTRIES.require("XXX")


def test_every_port_abroad_lies_in_a_country_of_the_table() -> None:
    assert {port.extra["country"] for port in PORTS_ABROAD} <= set(codes(COUNTRIES))
    assert PORTS_ABROAD.require("KOR003").extra["country"] == "KOR"
    assert PORTS_ABROAD.require("991204").extra["country"] == "CHN"


def test_every_customs_office_belongs_to_a_district_of_the_table() -> None:
    assert {office.extra["district"] for office in CUSTOMS_OFFICES} <= set(codes(CUSTOMS_OFFICES))


def test_substances_are_made_of_elements_of_the_table() -> None:
    for substance in SUBSTANCES:
        parts = substance.extra.get("elements", "").split(";")
        assert all(part in SUBSTANCES for part in parts if part), substance


def test_cas_numbers_carry_their_check_digit() -> None:
    numbers = [row.extra["cas"] for row in SUBSTANCES if "cas" in row.extra]
    assert len(numbers) > 30
    assert [number for number in numbers if not has_cas_check_digit(number)] == []


def has_cas_check_digit(number: str) -> bool:
    digits = number.replace("-", "")
    total = sum(place * int(digit) for place, digit in enumerate(reversed(digits[:-1]), start=1))
    return total % 10 == int(digits[-1])


def test_placeholder_codes_say_so() -> None:
    for row in CONTROL_EXPLAIN_CODES:
        assert len(row.code) == 4
        assert row.extra["confidence"] == "placeholder"
        assert row.name_en.startswith("Placeholder")
        assert "待核实" in row.name_zh


def test_every_kind_of_attachment_has_the_official_file_code() -> None:
    assert {len(kind.extra["edoc_code"]) for kind in ATTACHMENT_KINDS} == {8}
    assert ATTACHMENT_KINDS.require("contract").extra["edoc_code"] == "00000004"


@pytest.mark.parametrize(
    ("table", "text", "first"),
    [
        (COUNTRIES, "KOR", "KOR"),
        (COUNTRIES, "502", "USA"),
        (COUNTRIES, "ｕｓａ", "USA"),
        (COUNTRIES, "holland", "NLD"),
        (COUNTRIES, "cote d'iv", "CIV"),
        (COUNTRIES, "turkiye", "TUR"),
        (PORTS_ABROAD, "釜山", "KOR003"),
        (PORTS_ABROAD, "rotter", "NLD066"),
        (PORTS_ABROAD, "los angeles", "USA264"),
        (EXIT_PORTS, "洋山", "311002"),
        (EXIT_PORTS, "pudong international", "310302"),
        (SOURCE_AREAS, "chenzhou", "43119"),
        (CUSTOMS_REGIMES, "一般", "0110"),
        (SUBSTANCES, "inp", "InP"),
    ],
)
def test_search_puts_the_expected_row_first(table: CodeTable, text: str, first: str) -> None:
    assert codes(table.search(text))[0] == first


def test_search_finds_code_prefixes_parts_of_chinese_and_starts_of_english_words() -> None:
    assert set(codes(CUSTOMS_OFFICES.search("22"))) >= {"2200", "2248"}
    assert "SGP" in codes(COUNTRIES.search("加坡"))
    assert "NZL" in codes(COUNTRIES.search("zeal"))
    assert "NZL" not in codes(COUNTRIES.search("ealand"))


def test_search_gives_no_more_than_asked_and_nothing_for_nothing() -> None:
    assert len(PORTS_ABROAD.search("a", limit=7)) == 7
    assert PORTS_ABROAD.search("  ") == []
    assert PORTS_ABROAD.search("｜") == []


@pytest.mark.parametrize("text", ["KOR", "kor", "韩国", "south korea", "KOR 韩国", " ＫＯＲ "])
def test_a_code_a_label_or_a_full_name_resolves_to_its_row(text: str) -> None:
    row = COUNTRIES.resolve(text)
    assert row is not None
    assert row.code == "KOR"


@pytest.mark.parametrize("text", ["", "korea", "KOR 日本", "苏州", "XXX"])
def test_what_is_unknown_or_ambiguous_resolves_to_nothing(text: str) -> None:
    assert COUNTRIES.resolve(text) is None
    assert EXIT_PORTS.resolve("Suzhou") is None


@pytest.mark.long
def test_all_tables_fit_in_thirty_megabytes() -> None:
    tracemalloc.start()
    fresh = [CodeTable(table.name, table.title_zh, table.title_en) for table in TABLES.values()]
    for table in fresh:
        table.search("zz")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * MEGABYTE


@pytest.mark.benchmark
def test_a_table_loads_within_a_tenth_of_a_second() -> None:
    assert min(_seconds_to_load("ports_abroad") for _try in range(5)) < 0.1


def _seconds_to_load(name: str) -> float:
    started = time.process_time()
    assert len(CodeTable(name, "", "")) > 4300
    return time.process_time() - started


def test_tables_are_listed_by_their_own_name() -> None:
    assert all(table.name == name for name, table in TABLES.items())


@pytest.mark.parametrize(
    ("table", "mistyped", "meant"),
    [
        (PORTS_ABROAD, "Hamburk", "DEU063"),
        (COUNTRIES, "germny", "DEU"),
        (CUSTOMS_REGIMES, "0111", "0110"),
    ],
)
def test_a_mistyped_entry_finds_what_is_spelt_alike(
    table: CodeTable, mistyped: str, meant: str
) -> None:
    assert table.search(mistyped) == []
    assert meant in codes(table.similar(mistyped))


def test_nothing_is_like_gibberish() -> None:
    assert COUNTRIES.similar("Qwxzq") == []
