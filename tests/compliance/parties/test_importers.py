"""Notices and files of our own, from a made-up file to entries; and what each format refuses."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from compliance.parties.entries import Entry, Period, key_of
from compliance.parties.importers import BadFile, Source, SourceFile, read_entries, un_xml
from tests.compliance.parties.reading import DAY, SAMPLES, read, read_text


def listed(number: int, on: date, notice: str) -> Entry:
    name = f"Party {number}"
    return Entry(
        key=key_of(name, "", on),
        names=(name, f"样本{number}公司"),
        name_en=name,
        notice=notice,
        listed_on=on,
        periods=(Period("listed", on, notice),),
    )


def test_a_ministry_notice_gives_its_annex_with_names_in_both_scripts_and_addresses() -> None:
    first, second, third = read("mofcom_notice", "notice.html", list_code="export_control_list")
    assert first.names == ("青空样本株式会社", "Aozora Sample (Holdings) Co., Ltd.")
    assert first.names == (first.name_zh, first.name_en)
    assert first.address == "日本东京都样本区1-2-3，邮编：100-0001"
    assert second.names == ("样本（集团）公司", "Sample Group", "SG Metals")
    assert third.names == ("IHX宇航株式会社", "IHX Aerospace, Inc.")
    assert third.address == "日本大阪府样本市4番地 邮编：530-0002"
    assert {entry.notice for entry in (first, second, third)} == {"MOFCOM 2026 No.77"}
    assert first.listed_on == date(2026, 3, 2)
    assert first.country == "JPN"


def test_a_notice_adds_to_the_list_in_force() -> None:
    old = listed(1, date(2026, 1, 5), "MOFCOM 2026 No.5")
    entries = read("mofcom_notice", "notice.html", list_code="export_control_list", current=[old])
    assert entries[0] == old
    assert len(entries) == 4


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("3家日本", "4家日本", "annex has 3"),
        ("2．样本", "样本", "annex has 2"),
        ("2．样本", "4．样本", "numbered"),
        ("出口管制管控名单", "不可靠实体清单", "not about the list"),
        ("3家日本实体", "日本实体", "how many"),
    ],
)
def test_a_notice_that_does_not_add_up_is_refused(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    text = (SAMPLES / "notice.html").read_text(encoding="utf-8").replace(old, new)
    text = text.replace("等3家", "等4家") if new == "4家日本" else text
    text = text.replace("等日本实体", "等日本实体")
    with pytest.raises(BadFile, match=complaint):
        read_text(text, "mofcom_notice", tmp_path, list_code="export_control_list")


def test_a_statement_suspends_and_stops_what_earlier_notices_listed() -> None:
    day, other = date(2026, 1, 5), date(2026, 1, 10)
    entries = [listed(1, day, "MOFCOM 2026 No.5"), listed(2, day, "MOFCOM 2026 No.5")]
    stopped, untouched = listed(3, other, "MOFCOM 2026 No.6"), listed(4, other, "MOFCOM 2026 No.7")
    result = read(
        "mofcom_notice",
        "statement.txt",
        list_code="export_control_list",
        current=[*entries, stopped, untouched],
    )
    statuses = [(entry.periods[-1].status, entry.periods[-1].since) for entry in result]
    first_of_april = date(2026, 4, 1)
    assert statuses[:3] == [
        ("suspended", first_of_april),
        ("suspended", first_of_april),
        ("stopped", first_of_april),
    ]
    assert result[3] == untouched


def test_a_statement_about_more_parties_than_the_list_has_is_refused() -> None:
    only = listed(1, date(2026, 1, 5), "MOFCOM 2026 No.5")
    with pytest.raises(BadFile, match="says 2 parties"):
        read("mofcom_notice", "statement.txt", list_code="export_control_list", current=[only])


def test_a_notice_that_removes_a_party_by_name_needs_the_party(tmp_path: Path) -> None:
    text = "公布将1家实体移出不可靠实体清单\n自2026年5月1日起实施\n1. 无此公司（Unknown Party）"
    with pytest.raises(BadFile, match="无此公司"):
        read_text(text, "mofcom_notice", tmp_path, list_code="unreliable_entity_list")


@pytest.mark.parametrize(
    ("file_format", "text", "line"),
    [
        ("own_csv", 'name_zh,name_en,listed_on\n,"two\nlines",2026-01-01\n,X,soon\n', 4),
        ("own_csv", 'name_zh,name_en,listed_on\n,A,2026-01-01\n,"open', 3),
        ("own_jsonl", '{"id": "1", "names": ["A"]}\n\nnonsense\n', 3),
        ("own_jsonl", '{"id": "1", "names": ["A"]}\n5\n', 2),
        ("ofac_csv", '1,"A",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"two\nlines"\nB,\n', 3),
        ("un_xml", "<CONSOLIDATED_LIST>\n<INDIVIDUALS>\n", 3),
        ("uk_csv", "Report Date: 1\nName 6,Group ID\nX,1\nY,\n", 4),
        ("eu_csv", "Entity_LogicalId;NameAlias_WholeName;Entity_SubjectType\n;A;P\n", 2),
    ],
)
def test_a_bad_row_is_named_by_its_line(
    tmp_path: Path, file_format: str, text: str, line: int
) -> None:
    with pytest.raises(BadFile, match=rf"file\.txt, line {line}: "):
        read_text(text, file_format, tmp_path)


def test_own_csv_keeps_changes_as_periods() -> None:
    (entry,) = read("own_csv", "own.csv", list_code="export_control_list")
    assert entry.names == ("样本公司", "Sample Co.", "SC", "Sampleco")
    assert [period.status for period in entry.periods] == ["listed", "suspended", "listed"]
    assert entry.measure == "prohibit"


def test_own_json_lines_know_which_name_is_chinese() -> None:
    company, person = read("own_jsonl", "own.jsonl")
    assert (company.name_zh, company.name_en) == ("样本公司", "Sample Co.")
    assert person.name_zh == ""


def test_reading_the_same_file_later_gives_the_same_digests(tmp_path: Path) -> None:
    early = Source("other", date(2026, 1, 1))
    late = Source("other", date(2026, 6, 1), "elsewhere")
    files = [SourceFile("own.jsonl", SAMPLES / "own.jsonl")]
    first, second = (read_entries("own_jsonl", files, source) for source in (early, late))
    assert [entry.digest for entry in first] == [entry.digest for entry in second]


@pytest.mark.parametrize(
    ("file_format", "text"),
    [
        ("own_csv", "a,b\n1,2\n"),
        ("own_csv", "name_zh,name_en,listed_on\n,X,not a day\n"),
        ("own_csv", "name_zh,name_en,listed_on,changes\n,X,2026-01-01,gone:2026-02-02\n"),
        ("own_jsonl", '{"id": "1"}\n'),
        ("own_jsonl", "[" * 100_000),
        ("us_csl_csv", "<html>Not found</html>"),
        ("ofac_csv", "<html>Not found</html>"),
        ("uk_csv", "Name 6,Group ID\nX,\n"),
        ("un_xml", "<CONSOLIDATED_LIST><INDIVIDUALS>"),
        ("un_xml", "<html></html>"),
        ("eu_xml", "no xml at all"),
        ("ofac_xml", '<!DOCTYPE a [<!ENTITY b "c">]><sdnList>&b;</sdnList>'),
        ("ofac_xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><sdnList/>'),
        ("mofcom_notice", "404 Not Found"),
    ],
)
def test_what_is_not_the_format_is_refused_with_a_sentence(
    tmp_path: Path, file_format: str, text: str
) -> None:
    with pytest.raises(BadFile) as refused:
        read_text(text, file_format, tmp_path)
    assert refused.value.sentence


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xff\xfe\x00binary")
    with pytest.raises(BadFile):
        read_entries("own_jsonl", [SourceFile(path.name, path)], Source("other", DAY))


def test_large_xml_is_read_in_a_stream(tmp_path: Path) -> None:
    row = "<ENTITY><DATAID>{}</DATAID><FIRST_NAME>{}</FIRST_NAME></ENTITY>"
    path = tmp_path / "big.xml"
    with path.open("w") as file:
        file.write("<CONSOLIDATED_LIST><ENTITIES>")
        file.writelines(row.format(number, "N" * 500) for number in range(5_000))
        file.write("</ENTITIES></CONSOLIDATED_LIST>")
    tracemalloc.start()
    count = sum(1 for _ in un_xml.read([SourceFile("big.xml", path)], Source("un", DAY)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 5_000
    assert peak < path.stat().st_size / 4
