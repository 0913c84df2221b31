"""查验通知书: when and where customs looks at the goods, and how."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.inspection_words import BASIS, EXTENTS, METHODS
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT, message_fact
from shipments.papers.wording import EMPTY, Bilingual
from shipments.papers.written import Fact


def _first(issue: Issue) -> Notice:
    told = issue.details
    return Notice(
        Bilingual("查验通知书", "Inspection notice"),
        Bilingual(
            "海关决定对下列出口货物实施查验，查验结束前货物不予放行。",
            "Customs inspects the export goods below; they are not released before it is done.",
        ),
        [
            Fact(Bilingual("查验方式", "Method"), str(METHODS.get(told.get("method", ""), EMPTY))),
            Fact(Bilingual("查验范围", "Extent"), str(EXTENTS.get(told.get("extent", ""), EMPTY))),
            Fact(Bilingual("查验日期", "Planned for"), told.get("until") or EMPTY),
            Fact(Bilingual("查验地点", "Place"), told.get("place") or EMPTY),
            Fact(Bilingual("法律依据", "Legal basis"), str(BASIS)),
            message_fact(issue),
        ],
        Bilingual(
            "请派员到场，负责搬移货物、开拆和重封货物的包装。"
            "海关认为必要时，可以径行开验、复验或者提取货样。",
            "Be present, move the goods, and open and close their packing. Customs may open, "
            "inspect again or take samples by itself where it is needed.",
        ),
        OWN_LAYOUT,
    )


PAPER = a_notice("inspection_notice", "IN", _("Inspection notice"), _first)
