"""修改/撤销表, its result: customs grants or refuses what the exporter asked, to amend."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import case_basis_fact, ground_fact
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

RESULTS = {
    "granted_before_release": (
        Bilingual("同意修改", "Granted"),
        Bilingual(
            "经审核，同意修改下列出口货物的报关单。",
            "Customs agrees that the declaration of the export goods below is amended.",
        ),
        Bilingual(
            "报关单退回修改；修改后重新提交的，海关重新审核，放行前货物不得装运。",
            "The declaration is returned to be amended. What is submitted again is examined anew, "
            "and the goods must not be loaded before they are released.",
        ),
    ),
    "granted": (
        Bilingual("同意修改", "Granted"),
        Bilingual(
            "经审核，同意修改下列出口货物的报关单。",
            "Customs agrees that the declaration of the export goods below is amended.",
        ),
        Bilingual(
            "原放行及其单证自决定时间起作废；修改后的报关单重新审核，再次放行前货物不得装运。",
            "The release and its papers are void from the time of the decision. What is amended is "
            "examined anew, and the goods must not be loaded before they are released again.",
        ),
    ),
    "refused": (
        Bilingual("不同意修改", "Refused"),
        Bilingual(
            "经审核，不同意修改下列出口货物的报关单，原申报内容继续有效。",
            "Customs does not agree that the declaration of the export goods below is amended: it "
            "stands as it was declared.",
        ),
        REMEDIES,
    ),
}


def _first(issue: Issue) -> Notice:
    told = issue.details
    result, sentence, closing = RESULTS[told.get("result", "refused")]
    ground = ground_fact(issue, OTHER_CASE)
    return Notice(
        Bilingual("报关单修改申请审核结果", "Decision on a request to amend"),
        sentence,
        [
            Fact(Bilingual("审核结果", "Result"), str(result)),
            Fact(Bilingual("决定时间", "Decided"), moment(issue.issued_at)),
            Fact(OF_THE_REQUEST, ground.text),
            Fact(Bilingual("申请修改内容", "What shall change"), told.get("reason") or EMPTY),
            case_basis_fact(issue, ON_REQUESTS),
            message_fact(issue),
        ],
        closing,
        OWN_LAYOUT,
    )


PAPER = a_notice(
    "amendment_decision",
    "AD",
    _("Amendment decision"),
    _first,
    answers_request=True,
    outlives_revisions=True,
)
