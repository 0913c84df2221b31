"""放行, 暂不予放行, 不予放行 and 撤回放行 notices: their bilingual words as data.

A hold whose kind the exporter may not know is worded as HELD_FOR_REVIEW, whatever it is. The
remedies are from memory. Nothing here is configurable: the same issue prints the same bytes.
"""

from dataclasses import dataclass

from shipments.models import DocumentKind, HoldKind
from shipments.paperwork.goods import Fact
from shipments.paperwork.issue import Issue
from shipments.paperwork.wording import EMPTY, Bilingual, day, moment


@dataclass(frozen=True)
class HoldWords:
    """What the exporter reads of a hold: the reason, its legal basis, what to hand in."""

    reason: Bilingual
    basis: Bilingual
    submit: Bilingual


@dataclass(frozen=True)
class Notice:
    """A notice as the template prints it."""

    title: Bilingual
    sentence: Bilingual
    facts: list[Fact]
    closing: Bilingual


TITLES = {
    DocumentKind.RELEASE_NOTICE: Bilingual("放行通知书", "Release notice"),
    DocumentKind.HOLD_NOTICE: Bilingual("暂不予放行通知书", "Hold notice"),
    DocumentKind.REFUSAL_NOTICE: Bilingual("不予放行通知书", "Refusal notice"),
    DocumentKind.RECALL_NOTICE: Bilingual("撤回放行通知书", "Recall notice"),
}
SENTENCES = {
    DocumentKind.RELEASE_NOTICE: Bilingual(
        "下列出口货物经审核，准予放行。", "The export goods below have been examined and released."
    ),
    DocumentKind.HOLD_NOTICE: Bilingual(
        "下列出口货物暂不予放行，在本通知所列期限内不得装运。",
        "The export goods below are not released for the time being and must not be loaded "
        "within the period stated.",
    ),
    DocumentKind.REFUSAL_NOTICE: Bilingual(
        "下列出口货物不予放行。", "Release of the export goods below is refused."
    ),
    DocumentKind.RECALL_NOTICE: Bilingual(
        "下列出口货物的放行予以撤回，已签发的放行单证作废；货物不得装运，已装运的不得启运。",
        "The release of the export goods below is recalled and its papers are void. The goods must "
        "not be loaded; what is loaded must not depart.",
    ),
}
RELEASE_CLOSING = Bilingual(
    "放行不免除发货人依法保存单证五年以及报告最终用户或者最终用途变化的义务"
    "（《两用物项出口管制条例》第二十五条、第二十七条）。",
    "Release does not end the consignor's duty to keep the records for five years and to report "
    "any change of end user or end use (Decree 792 arts. 25 and 27).",
)
REPLY = Bilingual(
    "请在期限届满前登录本系统，在该货运申报的页面答复并提交材料和说明。",
    "Sign in to this system before the period ends, and answer with papers and explanations on "
    "the page of this shipment.",
)
REMEDIES = Bilingual(
    "对本决定不服的，可以自收到本通知之日起六十日内依法申请行政复议，"
    "或者自收到本通知之日起六个月内依法向人民法院提起行政诉讼。（本段文字可配置，待核实）",
    "Whoever disagrees may apply for administrative review within sixty days of receiving this "
    "notice, or bring an administrative action before a people's court within six months. "
    "(Configurable wording, to be verified.)",
)

_REGULATIONS = ("《两用物项出口管制条例》", "Decree 792")


def _article(number_zh: str, number: str) -> Bilingual:
    return Bilingual(f"{_REGULATIONS[0]}第{number_zh}条", f"{_REGULATIONS[1]} art. {number}")


TRUTHFUL = Bilingual("《海关法》第二十四条", "Customs Law art. 24")
INSPECTIONS = Bilingual("《海关法》第二十八条", "Customs Law art. 28")
LICENCE = Bilingual("许可证及其扫描件", "The licence and a scan of it")
EVIDENCE = Bilingual(
    "有关的合同、发票、装箱单及书面说明",
    "The contract, invoice and packing list concerned, and a written explanation",
)
STATEMENT = Bilingual(
    "由最终用户签字盖章的最终用户和最终用途证明",
    "An end-user and end-use certificate signed and sealed by the end user",
)
PARAMETERS = Bilingual(
    "技术参数情况说明及检测报告",
    "A statement of technical parameters with a test report",
)
HELD_FOR_REVIEW = HoldWords(
    Bilingual("审核中", "Under examination"),
    Bilingual(
        "《海关法》第二十四条、《出口管制法》第十九条",
        "Customs Law art. 24, Export Control Law art. 19",
    ),
    Bilingual("按海关要求补充的材料", "Whatever customs asks for"),
)
HOLDS = {
    HoldKind.LIC_MISSING: HoldWords(
        Bilingual("缺少许可证件", "Licence missing"), _article("二十一", "21"), LICENCE
    ),
    HoldKind.CTRL_DOUBT: HoldWords(
        Bilingual("可能属于管制物项，海关提出质疑", "May be a controlled item: questioned"),
        _article("二十二", "22"),
        PARAMETERS,
    ),
    HoldKind.EUC_DEFECT: HoldWords(
        Bilingual("最终用途证明不符合要求", "End-use statement defective"),
        _article("二十四、二十五", "24 and 25"),
        STATEMENT,
    ),
    HoldKind.END_USE_CHANGE: HoldWords(
        Bilingual("最终用户或者最终用途发生变化", "End user or end use changed"),
        _article("二十五", "25"),
        STATEMENT,
    ),
    HoldKind.MISDECLARED: HoldWords(Bilingual("申报不实", "Misdeclaration"), TRUTHFUL, EVIDENCE),
    HoldKind.DOC_MISMATCH: HoldWords(
        Bilingual("单证不符", "Documents do not agree"), TRUTHFUL, EVIDENCE
    ),
    HoldKind.SAMPLE_PENDING: HoldWords(
        Bilingual("取样送检", "Sample being analysed"), INSPECTIONS, PARAMETERS
    ),
    HoldKind.PRICE_DOUBT: HoldWords(Bilingual("价格存疑", "Price in doubt"), TRUTHFUL, EVIDENCE),
    HoldKind.INSPECTION: HoldWords(
        Bilingual("实地查验", "Physical inspection"), INSPECTIONS, EVIDENCE
    ),
}


def notice(kind: DocumentKind, issue: Issue) -> Notice:
    """The words of one notice."""
    facts = {
        DocumentKind.RELEASE_NOTICE: _release_facts,
        DocumentKind.HOLD_NOTICE: _hold_facts,
        DocumentKind.REFUSAL_NOTICE: _refusal_facts,
        DocumentKind.RECALL_NOTICE: _recall_facts,
    }[kind](issue)
    closing = {
        DocumentKind.HOLD_NOTICE: REPLY,
        DocumentKind.REFUSAL_NOTICE: REMEDIES,
        DocumentKind.RECALL_NOTICE: REMEDIES,
    }
    return Notice(TITLES[kind], SENTENCES[kind], facts, closing.get(kind, RELEASE_CLOSING))


def hold_words(issue: Issue) -> HoldWords:
    """The words of a disclosed kind, else the neutral ones."""
    return (
        HOLDS.get(HoldKind(issue.hold_kind), HELD_FOR_REVIEW)
        if issue.hold_kind
        else (HELD_FOR_REVIEW)
    )


def _release_facts(issue: Issue) -> list[Fact]:
    return [
        Fact(Bilingual("放行时间", "Released"), moment(issue.issued_at)),
        Fact(Bilingual("海关意见", "Message"), issue.message or EMPTY),
    ]


def _hold_facts(issue: Issue) -> list[Fact]:
    words = hold_words(issue)
    since = moment(issue.hold_since) if issue.hold_since else EMPTY
    return [
        Fact(Bilingual("原因", "Reason"), str(words.reason)),
        Fact(Bilingual("法律依据", "Legal basis"), str(words.basis)),
        Fact(Bilingual("自", "Since"), since),
        Fact(Bilingual("至", "Until"), day(issue.hold_until) or EMPTY),
        Fact(Bilingual("海关告知", "Message"), issue.message or EMPTY),
        Fact(Bilingual("需提交的材料", "To be handed in"), str(words.submit)),
    ]


def _refusal_facts(issue: Issue) -> list[Fact]:
    basis = Bilingual(
        "《海关法》第二十四条、《两用物项出口管制条例》第二十一条",
        "Customs Law art. 24, Decree 792 art. 21",
    )
    return [
        Fact(Bilingual("决定时间", "Decided"), moment(issue.issued_at)),
        Fact(Bilingual("法律依据", "Legal basis"), str(basis)),
        Fact(Bilingual("海关告知", "Message"), issue.message or EMPTY),
    ]


def _recall_facts(issue: Issue) -> list[Fact]:
    basis = Bilingual(
        "《出口管制法》第十二条、《两用物项出口管制条例》第二十二条",
        "Export Control Law art. 12, Decree 792 art. 22",
    )
    return [
        Fact(Bilingual("撤回时间", "Recalled"), moment(issue.issued_at)),
        Fact(Bilingual("法律依据", "Legal basis"), str(basis)),
        Fact(Bilingual("海关告知", "Message"), issue.message or EMPTY),
    ]
