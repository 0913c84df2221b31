"""修改/撤销表, its result: customs grants or refuses what the exporter asked, to withdraw."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import basis_fact, case_basis_fact, ground_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import (
    OF_THE_REQUEST,
    ON_REQUESTS,
    OTHER_CASE,
    OWN_LAYOUT,
    REMEDIES,
    message_fact,
)
from shipments.papers.wording import EMPTY, Bilingual, moment
from shipments.papers.written import Fact

GROUNDS = {
    "not_shipped": Bilingual(
        "出口货物未装运或者改以其他方式运输",
        "Goods not loaded, or shipped by other means",
    ),
    "over_or_short": Bilingual("溢装、短装", "More or fewer goods than declared"),
    "direct_return": Bilingual("直接退运", "Direct return"),
    "mistake": Bilingual("申报错误", "Mistake in the declaration"),
    "system_fault": Bilingual("计算机、网络系统故障", "Fault of a computer or network"),
    "other": OTHER_CASE,
}
RESULTS = {
    "granted": (
        Bilingual("同意撤销", "Granted"),
        Bilingual(
            "经审核，同意撤销下列出口货物的报关单。",
            "Customs agrees that the declaration of the export goods below is withdrawn.",
        ),
        Bilingual(
            "报关单自决定时间起撤销；货物需要出口的，应当重新申报。",
            "The declaration is withdrawn from the time of the decision. Whoever still wants to "
            "export the goods declares them anew.",
        ),
    ),
    "refused": (
        Bilingual("不同意撤销", "Refused"),
        Bilingual(
            "经审核，不同意撤销下列出口货物的报关单，海关继续办理。",
            "Customs does not agree that the declaration of the export goods below is withdrawn; "
            "the case goes on.",
        ),
        REMEDIES,
    ),
}


def _first(issue: Issue) -> Notice:
    told = issue.details
    result, sentence, closing = RESULTS[told.get("result", "refused")]
    ground = GROUNDS.get(told.get("ground", ""), EMPTY)
    return Notice(
        Bilingual("报关单撤销申请审核结果", "Decision on a request to withdraw"),
        sentence,
        [
            Fact(Bilingual("审核结果", "Result"), str(result)),
            Fact(Bilingual("决定时间", "Decided"), moment(issue.issued_at)),
            Fact(OF_THE_REQUEST, str(ground)),
            Fact(Bilingual("申请说明", "Exporter's reason"), told.get("reason") or EMPTY),
            basis_fact(issue, ON_REQUESTS),
            message_fact(issue),
        ],
        closing,
        OWN_LAYOUT,
    )


def _second(issue: Issue) -> Notice:
    """Since the ground is the policy's, with what it rests on."""
    first = _first(issue)
    result, decided, _ground, reason, _basis, message = first.facts
    ground = replace(ground_fact(issue, OTHER_CASE), label=OF_THE_REQUEST)
    basis = case_basis_fact(issue, ON_REQUESTS)
    return replace(first, facts=[result, decided, ground, reason, basis, message])


PAPER = a_notice(
    "withdrawal_decision",
    "WD",
    _("Withdrawal decision"),
    _first,
    _second,
    outlives_revisions=True,
)
