"""暂不予放行通知书: the goods stay for the time being.

A hold whose kind the exporter may not know is worded as HELD_FOR_REVIEW, whatever it is.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import LEGAL_BASIS, basis_fact, case_basis_fact, ground_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, message_fact
from shipments.papers.wording import EMPTY, Bilingual, day, moment
from shipments.papers.written import Fact


@dataclass(frozen=True)
class HoldWords:
    """What the exporter reads of a hold: the reason, its legal basis, what to hand in."""

    reason: Bilingual
    basis: Bilingual
    submit: Bilingual


REPLY = Bilingual(
    "请在期限届满前登录本系统，在该货运申报的页面答复并提交材料和说明。",
    "Sign in to this system before the period ends, and answer with papers and explanations on "
    "the page of this shipment.",
)


def _article(number_zh: str, number: str) -> Bilingual:
    return Bilingual(f"《两用物项出口管制条例》第{number_zh}条", f"Decree 792 art. {number}")


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
    "lic_missing": HoldWords(
        Bilingual("缺少许可证件", "Licence missing"), _article("二十一", "21"), LICENCE
    ),
    "ctrl_doubt": HoldWords(
        Bilingual("可能属于管制物项，海关提出质疑", "May be a controlled item: questioned"),
        _article("二十二", "22"),
        PARAMETERS,
    ),
    "euc_defect": HoldWords(
        Bilingual("最终用途证明不符合要求", "End-use statement defective"),
        _article("二十四、二十五", "24 and 25"),
        STATEMENT,
    ),
    "end_use_change": HoldWords(
        Bilingual("最终用户或者最终用途发生变化", "End user or end use changed"),
        _article("二十五", "25"),
        STATEMENT,
    ),
    "misdeclared": HoldWords(Bilingual("申报不实", "Misdeclaration"), TRUTHFUL, EVIDENCE),
    "doc_mismatch": HoldWords(Bilingual("单证不符", "Documents do not agree"), TRUTHFUL, EVIDENCE),
    "sample_pending": HoldWords(
        Bilingual("取样送检", "Sample being analysed"), INSPECTIONS, PARAMETERS
    ),
    "price_doubt": HoldWords(Bilingual("价格存疑", "Price in doubt"), TRUTHFUL, EVIDENCE),
    "inspection": HoldWords(Bilingual("实地查验", "Physical inspection"), INSPECTIONS, EVIDENCE),
}


HOLDS_SINCE_SECOND = HOLDS | {
    "recalled": HoldWords(
        Bilingual("放行已撤回", "Release recalled before departure"),
        Bilingual("《出口管制法》第十二条", "Export Control Law art. 12"),
        EVIDENCE,
    ),
}


def hold_words(issue: Issue) -> HoldWords:
    """The words of a disclosed kind, else the neutral ones."""
    known = HOLDS if issue.edition == 1 else HOLDS_SINCE_SECOND
    return known.get(issue.hold_kind, HELD_FOR_REVIEW)


def _first(issue: Issue) -> Notice:
    return _worded(issue, Fact(LEGAL_BASIS, str(hold_words(issue).basis)))


def _second(issue: Issue) -> Notice:
    """Since a hold of no disclosed kind names the provisions of the case's findings."""
    words = hold_words(issue)
    known = words is not HELD_FOR_REVIEW
    fact = Fact(LEGAL_BASIS, str(words.basis)) if known else basis_fact(issue, words.basis)
    return _worded(issue, fact, OWN_LAYOUT)


def _third(issue: Issue) -> Notice:
    """Since the ground is the policy's, with what it rests on."""
    if not issue.details.get("ground_zh"):
        return _second(issue)
    words = hold_words(issue)
    notice = _worded(issue, case_basis_fact(replace(issue, basis=()), words.basis), OWN_LAYOUT)
    return replace(notice, facts=[ground_fact(issue, words.reason), *notice.facts[1:]])


def _worded(issue: Issue, basis: Fact, remark: Bilingual | None = None) -> Notice:
    words = hold_words(issue)
    since = moment(issue.hold_since) if issue.hold_since else EMPTY
    return Notice(
        Bilingual("暂不予放行通知书", "Hold notice"),
        Bilingual(
            "下列出口货物暂不予放行，在本通知所列期限内不得装运。",
            "The export goods below are not released for the time being and must not be loaded "
            "within the period stated.",
        ),
        [
            Fact(Bilingual("原因", "Reason"), str(words.reason)),
            basis,
            Fact(Bilingual("自", "Since"), since),
            Fact(Bilingual("至", "Until"), day(issue.hold_until) or EMPTY),
            message_fact(issue),
            Fact(Bilingual("需提交的材料", "To be handed in"), str(words.submit)),
        ],
        REPLY,
        remark,
    )


PAPER = a_notice(
    "hold_notice", "HN", _("Hold notice"), _first, _second, _third, rests_on_findings=True
)
