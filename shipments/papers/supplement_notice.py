"""补充材料通知书: an answer to a question (质疑) does not suffice; customs says what it lacks."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.basis import case_basis_fact, ground_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.question_notice import BASIS
from shipments.papers.remarks import OWN_LAYOUT, message_fact
from shipments.papers.wording import EMPTY, Bilingual, moment
from shipments.papers.written import Fact

CLOSING = Bilingual(
    "请登录本系统，在该货运申报的页面补充答复并提交加盖印章的材料；外文材料附中文译本。"
    "质疑、鉴别期间货物不予放行。",
    "Sign in to this system, and supplement your answer on the page of this shipment with sealed "
    "papers; foreign texts come with a Chinese translation. The goods are not released while they "
    "are questioned or appraised.",
)


def _first(issue: Issue) -> Notice:
    return Notice(
        Bilingual(
            "两用物项出口管制海关质疑补充材料通知书",
            "Request to supplement an answer to a question",
        ),
        Bilingual(
            "对下列出口货物质疑的答复收悉，尚不足以作出认定，请补充材料。",
            "Your answer about the export goods below was received. It does not suffice for a "
            "result: please supplement it.",
        ),
        [
            Fact(Bilingual("质疑理由", "Ground"), ground_fact(issue, Bilingual(EMPTY, "")).text),
            case_basis_fact(issue, BASIS),
            Fact(Bilingual("通知时间", "Notified"), moment(issue.issued_at)),
            Fact(
                Bilingual("需补充的材料", "To be handed in"),
                issue.details.get("materials") or EMPTY,
            ),
            message_fact(issue),
        ],
        CLOSING,
        OWN_LAYOUT,
    )


PAPER = a_notice("supplement_notice", "SN", _("Notice to supplement an answer"), _first)
