"""进出口货物报关单修改表: what a correction changed, field by field."""

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import Declaration
from shipments.papers import trade
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, columns, facts, lines_of
from shipments.papers.wording import EMPTY, Bilingual

BASIS = Bilingual(
    "《海关法》第二十六条、《海关进出口货物报关单修改和撤销管理办法》（海关总署令第220号）",
    "Customs Law art. 26 and the Measures on amending and withdrawing declarations "
    "(GACC Order 220)",
)
COLUMNS = columns(
    ("项目", "Field", 30),
    ("原申报内容", "As declared", 35),
    ("修改后内容", "As amended", 35),
)
SIGNS = (
    Bilingual("申报单位（盖章）、日期", "Declarant: seal, date"),
    Bilingual("海关（签章）、日期", "Customs: seal, date"),
)
SEPARATOR = "\t"


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    rows = [line.split(SEPARATOR) for line in lines_of(issue.details.get("changes", ""))]
    return Sheet(
        Bilingual("出口货物报关单修改表", "Amendment of an export declaration"),
        [
            trade.organisation(Bilingual("境内发货人", "Consignor"), declaration.exporter),
            trade.organisation(Bilingual("申报单位", "Declarant"), declaration.declarant),
            Part(
                Bilingual("修改内容", "Changes"),
                columns=COLUMNS,
                rows=[[cell or EMPTY for cell in row] for row in rows],
            ),
            Part(
                Bilingual("原因", "Reason"),
                facts(
                    ("修改原因", "Reason of the exporter", ""),
                    ("海关意见", "Decision of customs", ""),
                    empty=BLANK,
                ),
            ),
        ],
        BASIS,
        signs=SIGNS,
    )


PAPER = a_sheet(
    "amendment_sheet",
    "AM",
    _("Amendment sheet"),
    _first,
    for_exporters=True,
    for_customs=True,
    needs_revision=True,
)
