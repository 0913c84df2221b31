"""质疑/组织鉴别结果告知书 (GACC 2025 No.123, annex 2): what came of a question."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.question_notice import BASIS
from shipments.papers.remarks import OWN_LAYOUT, REMEDIES, message_fact
from shipments.papers.wording import EMPTY, Bilingual, moment
from shipments.papers.written import Fact

RESULTS = {
    "no_licence": (
        Bilingual("不需要办理两用物项出口许可", "No dual-use licence is needed"),
        Bilingual(
            "海关继续办理该货物的通关手续；本告知书不是放行决定。",
            "Customs goes on with the clearance of the goods. This is no release.",
        ),
    ),
    "licence_needed": (
        Bilingual("需要办理两用物项出口许可", "A dual-use licence is needed"),
        REMEDIES,
    ),
    "appraisal": (
        Bilingual(
            "海关无法确定，已提请商务主管部门组织鉴别", "Customs cannot tell: appraisal asked for"
        ),
        Bilingual(
            "鉴别期间货物不予放行；鉴别结果另行告知。",
            "The goods are not released during the appraisal; you will be told its result.",
        ),
    ),
}


def _first(issue: Issue) -> Notice:
    result, closing = RESULTS[issue.details.get("result", "appraisal")]
    return Notice(
        Bilingual(
            "两用物项出口管制海关质疑/组织鉴别结果告知书",
            "Result of a customs question or appraisal",
        ),
        Bilingual(
            "对下列出口货物的质疑，结果告知如下。",
            "This is what came of the question about the export goods below.",
        ),
        [
            Fact(Bilingual("结果", "Result"), str(result)),
            Fact(Bilingual("决定时间", "Decided"), moment(issue.issued_at)),
            Fact(Bilingual("法律依据", "Legal basis"), str(BASIS)),
            Fact(Bilingual("鉴别函号", "Appraisal no."), issue.details.get("letter_no") or EMPTY),
            message_fact(issue),
        ],
        closing,
        OWN_LAYOUT,
    )


PAPER = a_notice("question_result", "QR", _("Result of a question"), _first)
