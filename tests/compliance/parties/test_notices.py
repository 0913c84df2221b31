"""Notices as the ministry publishes them: annexes as text, lists and tables of a saved web page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby
from pathlib import Path

import pytest

from compliance.parties.entries import Entry
from compliance.parties.importers import BadFile
from compliance.parties.importers.mofcom_text import AnnexLine, annex_of, lines_of
from compliance.parties.seed import own_entries
from tests.compliance.parties.reading import SAMPLES, read, read_text

CONTROL = "export_control_list"
NUMBERINGS = ("{}. ", "{}.", "{}、", "（{}）", "({}) ", "{}．")


def annex(text: str) -> list[AnnexLine]:
    return annex_of(lines_of(text))


def test_a_table_gives_names_aliases_addresses_and_postcodes() -> None:
    first, second, third, fourth = read("mofcom_notice", "notice_table.html", list_code=CONTROL)
    assert first.names == ("青空样本株式会社", "Aozora Sample (Holdings) Co., Ltd.")
    assert first.address == "日本东京都样本区1-2-3，邮编：100-0001"
    assert second.names == ("样本（集团）公司", "Sample Group", "SG Metals", "SG")
    assert third.names == ("360宇航株式会社", "360 Aerospace, Inc.")
    assert fourth.names == ("裸名株式会社",)
    assert {entry.notice for entry in (first, second, third, fourth)} == {"MOFCOM 2026 No.78"}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("4家日本", "5家日本", "annex has 4"),
        ("<tr><td><p>2</p>", "<tr><td><p>x</p>", "its annex has"),
        ("<p>2</p></td><td><p>样本", "<p>5</p></td><td><p>样本", "numbered"),
    ],
)
def test_a_table_with_a_row_lost_is_refused(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    text = (SAMPLES / "notice_table.html").read_text(encoding="utf-8").replace(old, new)
    with pytest.raises(BadFile, match=complaint):
        read_text(text, "mofcom_notice", tmp_path, list_code=CONTROL)


def test_a_table_without_a_head_is_read_by_the_cells() -> None:
    rows = "<tr><td>1<td>三样（Sanyo Co.）<td>地址：东京<tr><td>2<td>四样<td>Yonyo Co.<td>大阪1-2"
    first, second = annex(f"<table>{rows}</table>")
    assert (first.name_zh, first.name_en, first.address) == ("三样", "Sanyo Co.", "东京")
    assert (second.name_zh, second.name_en, second.address) == ("四样", "Yonyo Co.", "大阪1-2")


def test_a_postcode_on_a_line_of_its_own_belongs_to_the_address_above() -> None:
    first, second = annex(
        "附件\n1.拉法集团（Rafa）\n地址：1 Weg, Sampletown\n邮编：2961\n\n2.第二公司（B）\n"
    )
    assert first.address == "1 Weg, Sampletown，邮编：2961"
    assert second.address == ""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "1.甲公司（A Corp.，别称AC、A Systems及AS）",
            ("甲公司", "A Corp.", "AC", "A Systems", "AS"),
        ),
        ("1、甲公司（A Co., Ltd.；又名：A Group）", ("甲公司", "A Co., Ltd.", "A Group")),
        ("（1）甲（集团）公司(A (Holdings) Inc.)", ("甲（集团）公司", "A (Holdings) Inc.")),
        ("1. A Corp.（甲公司）", ("甲公司", "A Corp.")),
        ("1. 3D甲公司（3D A Corp.）", ("3D甲公司", "3D A Corp.")),
        ("1．甲公司", ("甲公司", "")),
        ("1. A Corporation", ("", "A Corporation")),
    ],
)
def test_numbers_brackets_and_aliases_of_every_kind(line: str, names: tuple[str, ...]) -> None:
    (party,) = annex(f"附件\n{line}")
    assert (party.name_zh, party.name_en, *party.aliases) == names


def test_the_measures_of_a_notice_are_no_parties() -> None:
    assert annex("1. 禁止向上述实体出口两用物项。\n2. 其他事项。") == []


def as_text(entries: Sequence[Entry]) -> str:
    lines = []
    for number, entry in enumerate(entries, start=1):
        numbering = NUMBERINGS[number % len(NUMBERINGS)].format(number)
        lines += [f"{numbering}{entry.name_zh}（{_inside(entry)}）"]
        lines += [f"地址：{entry.address}"] if entry.address else []
    return "\n".join(["附件", *lines])


def as_list(entries: Sequence[Entry]) -> str:
    items = (f"<li>{escape(each.name_zh)}（{escape(_inside(each))}）" for each in entries)
    return f"<html><p>附件：</p><ol>{''.join(items)}</ol></html>"


def as_table(entries: Sequence[Entry]) -> str:
    head = "<tr><th>序号<th>中文名称<th>英文名称<th>别名<th>地址</tr>"
    rows = (
        f"<tr><td>{number}<td>{escape(each.name_zh)}<td>{escape(each.name_en)}"
        f"<td>{escape('；'.join(each.names[2:]))}<td>{escape(each.address)}</tr>"
        for number, each in enumerate(entries, start=1)
    )
    return f"<html><table>{head}{''.join(rows)}</table></html>"


def _inside(entry: Entry) -> str:
    return "，又名".join((entry.name_en, "、".join(entry.names[2:]))).removesuffix("，又名")


@pytest.mark.parametrize("layout", [as_text, as_list, as_table])
def test_every_notice_of_the_lists_in_force_reads_back_in_each_layout(
    layout: Callable[[Sequence[Entry]], str],
) -> None:
    entries = [*own_entries(CONTROL), *own_entries("watch_list")]
    notices = [list(each) for _, each in groupby(entries, key=lambda entry: entry.notice)]
    assert len(notices) == 13
    for notice in notices:
        known = [AnnexLine(0, e.name_zh, e.name_en, e.names[2:], e.address) for e in notice]
        found = annex(layout(notice))
        assert [line.number for line in found] == list(range(1, len(known) + 1))
        with_address = layout is not as_list
        assert [
            replace(line, number=0, address=line.address if with_address else "") for line in found
        ] == [each if with_address else replace(each, address="") for each in known]
