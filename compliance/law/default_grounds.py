"""The grounds of the first policy. Their words are this project's own after the provisions; how a
provision is divided into grounds is a choice of this system where the mark is M."""

from datetime import date
from functools import partial

from compliance.law.grounds import Ground

DECREE_792 = date(2024, 12, 1)
GACC_123 = date(2025, 6, 9)
BEGIN = date(2024, 1, 1)
QUESTION = ("DECREE-792 22", "GACC-2025-123")
PENALTIES = ("CUSTOMS-PENALTIES 38", "CUSTOMS-PENALTIES 40")
WITHDRAWAL = ("CUSTOMS-LAW 26", "GACC-220")


def _ground(
    act: str,
    code: str,
    zh: str,
    en: str,
    *basis: str,
    confidence: str = "V2",
    disclosed: bool = True,
) -> Ground:
    """A hold's kind is its code."""
    kind = code if act == "hold" else ""
    since = DECREE_792 if basis[0].startswith("DECREE") else BEGIN
    return Ground(act, code, kind, zh, en, basis, since, None, confidence, disclosed)


_hold = partial(_ground, "hold")
_refuse = partial(_ground, "refuse")


def _question(code: str, zh: str, en: str) -> Ground:
    return Ground("question", code, "", zh, en, QUESTION, GACC_123, None, "M", True)


def _detain(code: str, zh: str, en: str) -> Ground:
    return Ground("detain", code, "", zh, en, PENALTIES, BEGIN, None, "M", True)


def _withdraw(code: str, zh: str, en: str, confidence: str = "S") -> Ground:
    return Ground("withdraw", code, "", zh, en, WITHDRAWAL, BEGIN, None, confidence, True)


GROUNDS = (
    _hold(
        "lic_missing",
        "未交验两用物项出口许可证件",
        "No dual-use export licence was shown",
        "DECREE-792 21",
    ),
    _hold(
        "euc_defect",
        "最终用户和最终用途证明不符合要求",
        "The end-use statement does not meet the requirements",
        "DECREE-792 24",
        "DECREE-792 25",
    ),
    _hold(
        "end_use_change",
        "最终用户或者最终用途发生变化",
        "The end user or the end use has changed",
        "DECREE-792 25",
    ),
    _hold(
        "party_listed",
        "交易方涉及管控名单",
        "A party to the transaction may be on the control list",
        "DECREE-792 29",
        disclosed=False,
    ),
    _hold(
        "party_watch",
        "交易方涉及关注名单",
        "A party to the transaction may be on the watch list",
        "DECREE-792 26",
        disclosed=False,
    ),
    _hold(
        "catch_all",
        "货物可能危害国家安全和利益，或者用于大规模杀伤性武器、恐怖主义目的",
        "The goods may harm national security, or serve weapons of mass destruction or terrorism",
        "ECL 12.3",
        disclosed=False,
    ),
    _hold(
        "misdeclared",
        "申报内容与实际情况不符",
        "The declaration does not agree with the facts",
        "CUSTOMS-LAW 24",
        "CUSTOMS-PENALTIES 15",
        confidence="S",
    ),
    _hold(
        "doc_mismatch",
        "单证之间、单证与申报内容不一致",
        "The papers do not agree with each other or with the declaration",
        "CUSTOMS-LAW 24",
        confidence="S",
    ),
    _hold(
        "sample_pending",
        "货物已取样送检，等待化验结果",
        "A sample of the goods is being analysed",
        "CUSTOMS-LAW 28",
        confidence="S",
    ),
    _hold(
        "price_doubt",
        "申报价格需要说明",
        "The declared price needs an explanation",
        "CUSTOMS-LAW 24",
        confidence="M",
    ),
    _refuse(
        "no_licence",
        "出口两用物项未交验出口许可证件",
        "Dual-use items without an export licence",
        "DECREE-792 21",
    ),
    _refuse(
        "no_permit",
        "国家限制出口的货物没有出口许可证件",
        "Goods restricted in export without an export permit",
        "CUSTOMS-LAW 24",
        confidence="S",
    ),
    _refuse(
        "question_result",
        "经质疑、鉴别，货物需要办理两用物项出口许可而未交验",
        "By a question or appraisal the goods need a dual-use licence, and none was shown",
        "DECREE-792 22",
        "GACC-2025-123",
        confidence="S",
    ),
    _refuse(
        "end_use_false",
        "最终用户、最终用途证明文件伪造、变造、失效或者以不正当手段取得",
        "The end-use statement is forged, altered, expired or was obtained by fraud",
        "DECREE-792 25",
    ),
    _refuse(
        "misdeclared",
        "申报不实，影响许可证件管理",
        "A misdeclaration that affects the control by permits",
        "CUSTOMS-LAW 24",
        "CUSTOMS-PENALTIES 15",
        confidence="S",
    ),
    _refuse(
        "listed_party",
        "未经准许向列入管控名单的进口商、最终用户出口",
        "An export to a listed importer or end user without approval",
        "DECREE-792 29",
        disclosed=False,
    ),
    _refuse(
        "catch_all",
        "出口经营者知道、应当知道或者得到通知，货物存在《出口管制法》第十二条第三款所列风险",
        "Known or told risk by article 12.3 of the Export Control Law",
        "ECL 12.3",
        disclosed=False,
    ),
    _question(
        "parameters",
        "申报的技术指标达到或者接近管制物项的参数",
        "The declared parameters reach or come near those of a controlled item",
    ),
    _question(
        "description",
        "品名、成分或者用途的说明不足以判断是否属于管制物项",
        "Name, composition or use do not tell whether the item is controlled",
    ),
    _question(
        "documents",
        "单证之间对货物的描述不一致",
        "The papers describe the goods differently",
    ),
    _question(
        "findings",
        "查验、取样或者其他信息表明可能属于管制物项",
        "Inspection, a sample or other information speaks for a controlled item",
    ),
    _detain(
        "smuggling",
        "货物有走私嫌疑",
        "The goods are suspected of being smuggled",
    ),
    _detain(
        "violation",
        "货物违反海关法或者其他有关法律、行政法规",
        "The goods violate the Customs Law or another law or regulation",
    ),
    _detain(
        "by_law",
        "法律、行政法规规定可以扣留的其他情形",
        "Another case in which a law or regulation allows detention",
    ),
    _withdraw(
        "not_shipped",
        "出口货物未装运或者改以其他方式运输",
        "Goods not loaded, or shipped by other means",
    ),
    _withdraw("over_or_short", "溢装、短装", "More or fewer goods than declared"),
    _withdraw("direct_return", "直接退运", "Direct return"),
    _withdraw("mistake", "申报错误", "Mistake in the declaration", "M"),
    _withdraw("system_fault", "计算机、网络系统故障", "Fault of a computer or network"),
    _withdraw("other", "其他情形", "Another case", "M"),
)
"""In the order in which forms offer them."""
