"""查验记录: what two officers found."""

from django.utils.translation import gettext_lazy as _

from shipments.papers.inspection_words import BASIS, EXTENTS, METHODS
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.remarks import OWN_LAYOUT
from shipments.papers.wording import EMPTY, Bilingual
from shipments.papers.written import Fact

RESULTS = {
    "yes": Bilingual("货物与申报相符", "Goods and declaration agree"),
    "no": Bilingual("货物与申报不符", "Goods and declaration differ"),
}


def _first(issue: Issue) -> Notice:
    told = issue.details
    return Notice(
        Bilingual("海关货物查验记录", "Record of an inspection"),
        Bilingual(
            "两名海关工作人员共同对下列出口货物实施了查验，记录如下。",
            "Two customs officers inspected the export goods below together.",
        ),
        [
            Fact(Bilingual("查验日期", "Inspected on"), told.get("inspected_on") or EMPTY),
            Fact(Bilingual("查验地点", "Place"), told.get("place") or EMPTY),
            Fact(Bilingual("查验方式", "Method"), str(METHODS.get(told.get("method", ""), EMPTY))),
            Fact(Bilingual("查验范围", "Extent"), str(EXTENTS.get(told.get("extent", ""), EMPTY))),
            Fact(Bilingual("查验结果", "Result"), str(RESULTS.get(told.get("agrees", ""), EMPTY))),
            Fact(Bilingual("查验情况", "Found"), told.get("findings") or EMPTY),
            Fact(Bilingual("取样", "Samples"), told.get("samples") or EMPTY),
            Fact(Bilingual("封志", "Seals"), told.get("seals") or EMPTY),
            Fact(Bilingual("送检", "Laboratory"), told.get("laboratory") or EMPTY),
            Fact(Bilingual("法律依据", "Legal basis"), str(BASIS)),
        ],
        Bilingual(
            "查验记录经两名海关工作人员签署；本记录不是放行决定。",
            "Signed by two customs officers. This is no release.",
        ),
        OWN_LAYOUT,
    )


PAPER = a_notice("inspection_record", "IR", _("Record of an inspection"), _first)
