"""两用物项出口管制海关质疑通知书 (GACC 2025 No.123, annex 1): customs asks before it decides."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import ATTACHMENT_KINDS
from shipments.papers.basis import case_basis_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, message_fact
from shipments.papers.wording import EMPTY, Bilingual, moment
from shipments.papers.written import Fact

BASIS = Bilingual(
    "《两用物项出口管制条例》第二十二条、海关总署公告2025年第123号",
    "Decree 792 art. 22; GACC Announcement 2025 No.123",
)
CLOSING = Bilingual(
    "请在期限内登录本系统，在该货运申报的页面答复并提交加盖印章的材料；外文材料附中文译本。"
    "质疑、鉴别期间货物不予放行。",
    "Sign in to this system before the term ends, and answer on the page of this shipment with "
    "sealed papers; foreign texts come with a Chinese translation. The goods are not released "
    "while they are questioned or appraised.",
)


def materials_text(codes: Iterable[str]) -> str:
    """The papers asked for by their names, one a line."""
    found = (ATTACHMENT_KINDS.get(code) for code in codes)
    return "\n".join(f"{kind.name_zh} {kind.name_en}" for kind in found if kind)


def _first(issue: Issue) -> Notice:
    told = issue.details
    ground = Bilingual(told.get("ground_zh", ""), told.get("ground_en", ""))
    return Notice(
        Bilingual("两用物项出口管制海关质疑通知书", "Customs question on dual-use export control"),
        Bilingual(
            "下列出口货物未交验两用物项出口许可证件，海关有证据表明其可能属于管制物项，现提出质疑。",
            "No dual-use licence was shown for the export goods below, and there is evidence that "
            "they may be controlled: customs questions them.",
        ),
        [
            Fact(Bilingual("质疑理由", "Ground"), str(ground) or EMPTY),
            Fact(Bilingual("法律依据", "Legal basis"), str(BASIS)),
            Fact(Bilingual("通知时间", "Notified"), moment(issue.issued_at)),
            Fact(Bilingual("答复截止日期", "Answer due"), told.get("until") or EMPTY),
            Fact(Bilingual("需提交的材料", "To be handed in"), told.get("materials") or EMPTY),
            message_fact(issue),
        ],
        CLOSING,
        OWN_LAYOUT,
    )


def _second(issue: Issue) -> Notice:
    """Since the basis is the ground's."""
    first = _first(issue)
    ground, _basis, *others = first.facts
    return replace(first, facts=[ground, case_basis_fact(issue, BASIS), *others])


PAPER = a_notice("question_notice", "QN", _("Question notice"), _first, _second)
