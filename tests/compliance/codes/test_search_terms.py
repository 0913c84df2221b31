"""What people type into a code field, and the row they mean: written by hand, term by term."""

import csv

import pytest

from compliance.codes.table import DATA, CodeTable
from compliance.codes.tables import (
    CONTROL_ENTRIES,
    COUNTRIES,
    CURRENCIES,
    CUSTOMS_OFFICES,
    EXIT_PORTS,
    HS_CODES,
    INCOTERMS,
    MATERIALS,
    PACKING,
    PORTS_ABROAD,
    SOURCE_AREAS,
    SUBSTANCES,
    TABLES,
    TRANSPORT_MODES,
    UNITS,
)
from tests.pace import least_seconds
from tests.rows import every_row

MOST_SECONDS = 0.005
TERMS = [
    # Chinese, whole and in part
    (COUNTRIES, "韩国", "KOR"),
    (COUNTRIES, "英", "GBR"),
    (COUNTRIES, "越", "VNM"),
    (PORTS_ABROAD, "横滨", "JPN570"),
    (PORTS_ABROAD, "旧金山", "USA465"),
    (EXIT_PORTS, "浦东", "310302"),
    (SOURCE_AREAS, "郴州", "43119"),
    # pinyin in full, apart and by initials
    (COUNTRIES, "hanguo", "KOR"),
    (COUNTRIES, "han guo", "KOR"),
    (COUNTRIES, "riben", "JPN"),
    (COUNTRIES, "meiguo", "USA"),
    (COUNTRIES, "xianggang", "HKG"),
    (COUNTRIES, "hg", "KOR"),
    (COUNTRIES, "rb", "JPN"),
    (PORTS_ABROAD, "hengbin", "JPN570"),
    (PORTS_ABROAD, "luoshanji", "USA264"),
    (PORTS_ABROAD, "ltd", "NLD066"),
    (EXIT_PORTS, "pdjc", "310302"),
    (EXIT_PORTS, "yangshangang", "311002"),
    (SUBSTANCES, "linhuayin", "InP"),
    # English, whole, in part, and what people say instead
    (COUNTRIES, "korea", "KOR"),
    (COUNTRIES, "south korea", "KOR"),
    (COUNTRIES, "north korea", "PRK"),
    (COUNTRIES, "UK", "GBR"),
    (COUNTRIES, "england", "GBR"),
    (COUNTRIES, "america", "USA"),
    (COUNTRIES, "u.s.a.", "USA"),
    (COUNTRIES, "holland", "NLD"),
    (COUNTRIES, "ger", "DEU"),
    (COUNTRIES, "vietnam", "VNM"),
    (COUNTRIES, "russia", "RUS"),
    (COUNTRIES, "emirates", "ARE"),
    (PORTS_ABROAD, "pusan", "KOR003"),
    (PORTS_ABROAD, "los angeles", "USA264"),
    (PORTS_ABROAD, "heathrow", "GBR375"),
    (PORTS_ABROAD, "münchen", "DEU904"),
    (EXIT_PORTS, "yangshan", "311002"),
    (CURRENCIES, "dollar us", "USD"),
    # ISO alpha-2 and alpha-3, old numbers
    (COUNTRIES, "KR", "KOR"),
    (COUNTRIES, "gb", "GBR"),
    (COUNTRIES, "de", "DEU"),
    (COUNTRIES, "CN", "CHN"),
    (COUNTRIES, "ＪＰＮ", "JPN"),
    (COUNTRIES, "133", "KOR"),
    (COUNTRIES, "303", "GBR"),
    (CURRENCIES, "502", "USD"),
    # UN/LOCODE and IATA
    (PORTS_ABROAD, "DEHAM", "DEU063"),
    (PORTS_ABROAD, "NL RTM", "NLD066"),
    (PORTS_ABROAD, "JPYOK", "JPN570"),
    (PORTS_ABROAD, "ICN", "KOR018"),
    (PORTS_ABROAD, "nrt", "JPN501"),
    (PORTS_ABROAD, "FRA", "DEU057"),
    (PORTS_ABROAD, "LAX", "USA264"),
    (EXIT_PORTS, "PVG", "310302"),
    (EXIT_PORTS, "CNYTN", "470601"),
    # CAS, formula, HS with points, offices
    (MATERIALS, "22398-80-7", "inp"),
    (MATERIALS, "7440-74-6", "indium"),
    (MATERIALS, "In₂O₃", "indium_oxide"),
    (SUBSTANCES, "InCl3", "InCl3"),
    (SUBSTANCES, "1312-43-2", "In2O3"),
    (HS_CODES, "8112.92.3010", "8112923010"),
    (HS_CODES, "2853.9040 51", "2853904051"),
    (CUSTOMS_OFFICES, "2248", "2248"),
    # traditional characters
    (COUNTRIES, "韓國", "KOR"),
    (COUNTRIES, "德國", "DEU"),
    (COUNTRIES, "義大利", "ITA"),
    (PORTS_ABROAD, "漢堡", "DEU063"),
    (PORTS_ABROAD, "橫濱", "JPN570"),
    (SUBSTANCES, "磷化銦", "InP"),
    (COUNTRIES, "南韓", "KOR"),
    (CURRENCIES, "日圓", "JPY"),
    # as the Japanese write
    (PORTS_ABROAD, "横浜", "JPN570"),
    (PORTS_ABROAD, "神戸", "JPN213"),
    (PORTS_ABROAD, "関西", "JPN384"),
    # what people say instead of the name in the table
    (COUNTRIES, "南朝鲜", "KOR"),
    (COUNTRIES, "印尼", "IDN"),
    (COUNTRIES, "星洲", "SGP"),
    (COUNTRIES, "brasil", "BRA"),
    (EXIT_PORTS, "TAO", "372301"),
    (EXIT_PORTS, "TSN", "121701"),
    (EXIT_PORTS, "CNSHA", "310001"),
    (CURRENCIES, "€", "EUR"),
    (CURRENCIES, "$", "USD"),
    (CURRENCIES, "dollar", "USD"),
    (CURRENCIES, "rmb", "CNY"),
    (CURRENCIES, "港元", "HKD"),
    (CURRENCIES, "韩元", "KRW"),
    (HS_CODES, "铟锭", "8112923010"),
    (HS_CODES, "yinding", "8112923010"),
    (HS_CODES, "indium ingot", "8112923010"),
    (HS_CODES, "InP", "2853904051"),
    (HS_CODES, "tmin", "2931900032"),
    (HS_CODES, "ito", "3824999990"),
    (HS_CODES, "indium foil", "8112993000"),
    (HS_CODES, "锭", "8112923010"),
    (UNITS, "kg", "035"),
    (UNITS, "公斤", "035"),
    (UNITS, "g", "036"),
    (UNITS, "KGM", "035"),
    (UNITS, "吨", "070"),
    (PACKING, "木箱", "23"),
    (PACKING, "wooden case", "23"),
    (PACKING, "carton", "22"),
    (PACKING, "tiexiang", "29"),
    (TRANSPORT_MODES, "海运", "2"),
    (TRANSPORT_MODES, "haiyun", "2"),
    (TRANSPORT_MODES, "ship", "2"),
    (TRANSPORT_MODES, "truck", "4"),
    (INCOTERMS, "cfr", "2"),
    (CONTROL_ENTRIES, "inp", "3C004.a"),
    (CONTROL_ENTRIES, "3c004a", "3C004.a"),
    # by CAS number and formula, as on a data sheet
    (HS_CODES, "7440-74-6", "8112923010"),
    (HS_CODES, "22398807", "2853904051"),
    (HS_CODES, "In2O3", "2825909090"),
    (HS_CODES, "50926-11-9", "3824999990"),
    # misspelt
    (COUNTRIES, "britian", "GBR"),
    (COUNTRIES, "malasia", "MYS"),
    (COUNTRIES, "niederlande", "NLD"),
    (PORTS_ABROAD, "鹿特丹港", "NLD066"),
    (COUNTRIES, "germny", "DEU"),
    (COUNTRIES, "nehterlands", "NLD"),
    (COUNTRIES, "swizterland", "CHE"),
    (COUNTRIES, "phillipines", "PHL"),
    (PORTS_ABROAD, "roterdam", "NLD066"),
    (PORTS_ABROAD, "hamburk", "DEU063"),
    (PORTS_ABROAD, "yokahama", "JPN570"),
    (MATERIALS, "indium phosfide", "inp"),
    # as much longer and shorter than what is meant as may be: UAE, Niger
    (COUNTRIES, "uaeqq", "ARE"),
    (COUNTRIES, "ngr", "NER"),
]


@every_row(TERMS)
def test_what_is_typed_finds_what_is_meant_first(table: CodeTable, typed: str, meant: str) -> None:
    found = table.find(typed)
    assert [row.code for row in found.rows][:1] == [meant]


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [("korea", "KOR", "PRK"), ("uk", "GBR", "UKR"), ("ja", "JPN", "JAM")],
)
def test_the_best_known_comes_before_its_namesakes(typed: str, first: str, second: str) -> None:
    assert [row.code for row in COUNTRIES.find(typed).rows][:2] == [first, second]


@pytest.mark.parametrize(
    ("table", "typed"),
    [
        *((CURRENCIES, "$"), (CURRENCIES, "¥"), (HS_CODES, "焊料"), (HS_CODES, "7440-74-6")),
        *((PACKING, "pallet"), (UNITS, "pcs")),
    ],
)
def test_what_may_mean_several_is_offered_and_never_taken_for_one(
    table: CodeTable, typed: str
) -> None:
    assert len(table.find(typed).rows) > 1
    assert table.resolve(typed) is None


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_what_the_list_shows_is_taken_and_what_is_taken_heads_the_list(table: CodeTable) -> None:
    for row in list(table)[:400]:
        assert table.resolve(f"{row.code} {row.name_zh}") is row
        assert table.resolve(f"{row.code} {row.name_en}") is row
        for typed in (row.code, row.name_zh, row.name_en, row.extra.get("alpha2", "")):
            taken = table.resolve(typed)
            assert taken is None or table.find(typed).rows[0] is taken, typed


def test_a_cut_list_says_how_much_is_left_out() -> None:
    found = PORTS_ABROAD.find("a", limit=20)
    assert len(found.rows) == 20
    assert found.more == len(PORTS_ABROAD.search("a", limit=10_000)) - 20 > 800
    assert PORTS_ABROAD.find("rotterdam").more == 0


def test_a_code_of_another_system_is_taken_where_it_means_one_row() -> None:
    assert COUNTRIES.require("KOR") is COUNTRIES.resolve("kr") is COUNTRIES.resolve("韓國")
    assert PORTS_ABROAD.require("DEU063") is PORTS_ABROAD.resolve("DE HAM")
    assert MATERIALS.resolve("7440-74-6") is None, "metal and scrap have one CAS number"


def test_every_row_that_is_known_as_something_stands_in_its_table() -> None:
    for table in (COUNTRIES, PORTS_ABROAD, EXIT_PORTS):
        marked = [row for row in table if row.extra.get("weight")]
        assert len(marked) >= 20
        assert all(row.extra["weight"].isdecimal() for row in marked)


def test_no_code_of_another_system_means_two_places() -> None:
    for table, columns in ((COUNTRIES, ("alpha2",)), (PORTS_ABROAD, ("locode", "iata"))):
        for column in columns:
            codes = [code for row in table for code in row.extra.get(column, "").split(";") if code]
            assert len(codes) == len(set(codes)) > 40


@pytest.mark.parametrize("typed", ["s", "a", "shang", "新", "los ang", "hamburk", "xqzvw"])
def test_a_look_up_takes_at_most_five_milliseconds(typed: str) -> None:
    PORTS_ABROAD.find("zz")
    assert least_seconds(lambda: PORTS_ABROAD.find(typed)) < MOST_SECONDS


def test_what_people_say_is_tied_to_rows_that_exist() -> None:
    said = [table for table in TABLES.values() if (DATA / f"{table.name}_known_as.csv").exists()]
    assert len(said) >= 9
    for table in said:
        with (DATA / f"{table.name}_known_as.csv").open(encoding="utf-8") as lines:
            assert [row["code"] for row in csv.DictReader(lines) if row["code"] not in table] == []
