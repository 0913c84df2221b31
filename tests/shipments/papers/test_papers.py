"""What each paper says, against words written by hand; and that old issues print what they did.

`first_editions.json` and `second_editions.json` hold the sums of papers made before the words
changed, `second_layout.json` those of all papers in the form before the third. They are not made
anew.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from compliance.law.announcements import ANNOUNCEMENT_2025_89
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.instruments import DUAL_USE_REGULATIONS, INSTRUMENTS
from compliance.law.provisions import Basis, Instrument
from shipments.papers import PAPERS
from shipments.papers.basis import cited
from shipments.papers.withdrawal_decision import GROUNDS
from shipments.papers.wording import Bilingual
from shipments.paperwork.render import render_pdf
from tests.shipments.papers.rendered import in_full, newest, of_papers, words_of, words_on
from tests.shipments.paperwork.papers import a_declaration, an_issue
from tests.shipments.stored.test_stored_bytes import environment, stored

FIRST = json.loads(Path(__file__).with_name("first_editions.json").read_text())
SECOND = json.loads(Path(__file__).with_name("second_editions.json").read_text())
BEFORE = json.loads(Path(__file__).with_name("second_layout.json").read_text())
GOLDEN = Path(__file__).with_name("golden.txt").read_text()
# kind | letters | title | provision it stands under | words of its own
ROWS = [[cell.strip() for cell in line.split("|")] for line in GOLDEN.splitlines()]


def printed(kind: str, **issue: object) -> str:
    """The words of the newest edition, without white space."""
    if not issue and newest(kind) == in_full(kind):
        return words_on(kind)
    return words_of(render_pdf(kind, a_declaration(), newest(kind, **issue)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_golden_table_names_every_paper() -> None:
    assert sorted(PAPERS) == sorted(row[0] for row in ROWS)
    assert {kind: paper.letters for kind, paper in PAPERS.items()} == {r[0]: r[1] for r in ROWS}


@pytest.mark.parametrize("row", of_papers(ROWS))
def test_a_new_issue_says_what_it_is_and_under_which_provision(row: list[str]) -> None:
    kind, _letters, *words = row
    text = printed(kind)
    assert [each for each in words if squeezed(each) not in text] == []
    if kind.endswith(("notice", "decision")):
        assert "待核实" not in text
        assert "verified" not in text
    own_layout = 0 if kind == "declaration" else 1
    assert (text.count("本系统版式"), text.count("Layoutofthissystem")) == (own_layout, own_layout)


@pytest.mark.parametrize(
    "row",
    of_papers(
        [
            (
                "follow_up_report",
                "1. 抵达报告 Report of arrival|2. 安装或者使用报告|310.5",
            ),
            (
                "supplement_notice",
                "单证之间不一致|中文译本 Chinese translation",
            ),
            ("amendment_decision", "同意修改 Granted|净重应为480千克|再次放行前货物不得装运"),
            (
                "change_decision",
                "同意变更 Granted|Transfer to another user|Seoul Solder Works|20|所购超出",
            ),
            ("question_result", "需要办理两用物项出口许可|商产管函〔2026〕88号"),
            ("inspection_record", "货物与申报不符|两份，各10克|上海海关工业品中心"),
            ("amendment_sheet", "500 kg|480 kg|packing-list-2.pdf"),
        ]
    ),
)
def test_a_paper_says_what_its_verb_told_it(row: tuple[str, str]) -> None:
    kind, words = row
    text = words_on(kind)
    assert [each for each in words.split("|") if squeezed(each) not in text] == []


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("name", FIRST["sha256"])
def test_an_issue_of_before_prints_the_same_bytes(name: str) -> None:
    if FIRST["made_with"] != environment():
        pytest.skip("other fonts or another WeasyPrint than the sums were made with")
    hold = {
        "hold_kind": name.removeprefix("hold "),
        "hold_since": datetime(2026, 11, 24, 2, 30, tzinfo=UTC),
        "hold_until": date(2026, 12, 3),
    }
    is_hold = name.startswith("hold ")
    issue = an_issue(**hold) if is_hold else an_issue()
    content = from_plain(stored("declaration"), Declaration)
    pdf = render_pdf("hold_notice" if is_hold else name, content, issue)
    assert hashlib.sha256(pdf).hexdigest() == FIRST["sha256"][name]


EDITIONS_THEN = {
    "end_use_certificate": 2,
    "hold_notice": 3,
    "question_notice": 2,
    "recall_notice": 2,
    "refusal_notice": 3,
    "release_notice": 2,
    "withdrawal_decision": 2,
}
OLD_BASIS = (Bilingual("《某法》第三条", "Some Law art. 3"),)
OLD_HOLD = {
    "hold_since": datetime(2026, 11, 24, 2, 30, tzinfo=UTC),
    "hold_until": date(2026, 12, 3),
    "basis": OLD_BASIS,
}
OLD_DETAILS = {
    "result": "refused",
    "ground": "mistake",
    "reason": "货物申报错了。",
    "ground_zh": "单证不一致",
    "ground_en": "Papers differ",
    "materials": "合同 Contract",
    "until": "2026-12-03",
}
BETWEEN = {
    "hold_notice 2 known": {"hold_kind": "doc_mismatch", **OLD_HOLD},
    "hold_notice 2 plain": OLD_HOLD,
    "refusal_notice 2 known": {"basis": OLD_BASIS},
    "refusal_notice 2 plain": {},
    "question_notice 1 plain": {"details": OLD_DETAILS},
    "withdrawal_decision 1 known": {"details": OLD_DETAILS, "basis": OLD_BASIS},
    "recall_notice 2 known": {"basis": OLD_BASIS},
}


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("name", BETWEEN)
def test_an_issue_of_an_edition_between_prints_the_same_bytes(name: str) -> None:
    if SECOND["made_with"] != environment():
        pytest.skip("other fonts or another WeasyPrint than the sums were made with")
    kind, edition, _which = name.split()
    content = from_plain(stored("declaration"), Declaration)
    pdf = render_pdf(kind, content, an_issue(edition=int(edition), **BETWEEN[name]))
    assert hashlib.sha256(pdf).hexdigest() == SECOND["sha256"][name]


@pytest.mark.in_turn(of=3)
@pytest.mark.parametrize("kind", BEFORE["sha256"])
def test_an_issue_of_the_second_layout_prints_the_same_bytes(kind: str) -> None:
    if BEFORE["made_with"] != environment():
        pytest.skip("other fonts or another WeasyPrint than the sums were made with")
    content = from_plain(stored("declaration"), Declaration)
    editions = EDITIONS_THEN.get(kind, 1)
    pdf = render_pdf(kind, content, newest(kind, layout=2, edition=editions))
    assert hashlib.sha256(pdf).hexdigest() == BEFORE["sha256"][kind]


@pytest.mark.parametrize("kind", ["refusal_notice", "recall_notice", "hold_notice"])
def test_the_provisions_of_the_case_stand_in_place_of_the_general_ones(kind: str) -> None:
    text = printed(kind, basis=(Bilingual("《某法》第三条", "Some Law art. 3"),))
    assert "法律依据Legalbasis《某法》第三条SomeLawart.3" in text
    general = next(row[3] for row in ROWS if row[0] == kind)
    assert squeezed(general) not in text


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("granted", ("同意撤销Granted", "应当重新申报")),
        ("refused", ("不同意撤销Refused", "海关继续办理")),
    ],
)
def test_a_withdrawal_decision_says_what_was_asked_and_what_became_of_it(
    result: str, words: tuple[str, ...]
) -> None:
    words_of_ground = {"ground_zh": "申报错误", "ground_en": "Mistake in the declaration"}
    details = {"result": result, "reason": "把货物申报错了。", **words_of_ground}
    text = printed("withdrawal_decision", details=details)
    for each in (*words, "申报错误Mistakeinthedeclaration", "把货物申报错了。"):
        assert each in text


def test_every_ground_of_an_old_request_has_its_words_on_paper() -> None:
    codes = {"not_shipped", "over_or_short", "direct_return", "mistake", "system_fault", "other"}
    assert set(GROUNDS) == codes


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda each: each.key)
def test_no_paper_cites_an_instrument_with_the_mark_that_it_is_not_verified(
    instrument: Instrument,
) -> None:
    (found,) = cited([instrument.article("1")])
    assert "待核实" not in found.zh
    assert "verified" not in found.en


GROUNDED = {
    "ground_zh": "单证之间不一致",
    "ground_en": "The papers do not agree",
    "ground_basis": "《甲法》第一条 Law A art. 1",
    "result": "refused",
}


@pytest.mark.parametrize(
    ("kind", "edition"),
    [
        ("hold_notice", 3),
        ("refusal_notice", 3),
        ("question_notice", 2),
        ("withdrawal_decision", 2),
    ],
)
def test_a_notice_prints_its_ground_what_it_rests_on_and_whose_layout_it_is_once(
    kind: str, edition: int
) -> None:
    text = printed(kind, edition=edition, details=GROUNDED, hold_kind="doc_mismatch")
    assert "单证之间不一致Thepapersdonotagree" in text
    assert "《甲法》第一条LawAart.1" in text
    assert text.count("本单证为本系统版式") == 1
    assert "待核实" not in text


@pytest.mark.parametrize(
    ("kind", "neutral"), [("hold_notice", "审核中"), ("refusal_notice", "不符合放行条件")]
)
def test_a_ground_that_no_exporter_is_told_leaves_neutral_words(kind: str, neutral: str) -> None:
    assert neutral in printed(kind, edition=3)


def test_the_provisions_of_the_case_stand_beside_those_of_the_ground_of_a_refusal() -> None:
    case = (Bilingual("《某法》第三条", "Some Law art. 3"),)
    text = printed("refusal_notice", edition=3, details=GROUNDED, basis=case)
    assert "《甲法》第一条LawAart.1《某法》第三条SomeLawart.3" in text


@pytest.mark.parametrize(
    ("basis", "zh", "en"),
    [
        (
            DUAL_USE_REGULATIONS.article("14, 21"),
            "《两用物项出口管制条例》（国务院令第792号）第十四条、第二十一条",
            "(State Council Decree 792) arts. 14, 21",
        ),
        (DUAL_USE_REGULATIONS.article("22.2"), "第二十二条第二款", "art. 22.2"),
        (DUAL_USE_REGULATIONS.article("10"), "第十条", "art. 10"),
        (
            ANNOUNCEMENT_2025_89.article(""),
            "商务部、海关总署公告2025年第89号（2026年出口许可证管理货物目录）",
            "2025 No.89 (2026 export licence catalogue)",
        ),
    ],
)
def test_provisions_are_cited_as_papers_do(basis: Basis, zh: str, en: str) -> None:
    (found,) = cited([basis])
    assert found.zh.endswith(zh)
    assert found.en.endswith(en)


def test_an_instrument_is_cited_once_with_all_its_articles() -> None:
    (found,) = cited([DUAL_USE_REGULATIONS.article("21"), DUAL_USE_REGULATIONS.article("14, 21")])
    assert found.en.endswith("arts. 21, 14")
