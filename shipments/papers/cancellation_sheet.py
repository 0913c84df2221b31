"""进出口货物报关单撤销表: the exporter asks that the declaration be withdrawn."""

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import Declaration
from shipments.papers import trade
from shipments.papers.amendment_sheet import BASIS
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, columns, facts
from shipments.papers.withdrawal_decision import GROUNDS
from shipments.papers.wording import EMPTY, Bilingual, plain

COLUMNS = columns(
    ("项号", "Line", 10),
    ("商品名称", "Goods", 50),
    ("商品编号", "HS code", 20),
    ("净重（千克）", "Net (kg)", 20, True),
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    told = issue.details
    ground = str(GROUNDS.get(told.get("ground", ""), EMPTY))
    return Sheet(
        Bilingual("出口货物报关单撤销表", "Cancellation of an export declaration"),
        [
            trade.organisation(Bilingual("境内发货人", "Consignor"), declaration.exporter),
            trade.organisation(Bilingual("申报单位", "Declarant"), declaration.declarant),
            Part(
                Bilingual("撤销申请", "Request"),
                facts(
                    ("申请事由", "Ground", ground),
                    ("申请说明", "Reason", told.get("reason", "")),
                    ("申请时间", "Asked", told.get("asked", "")),
                    ("海关意见", "Decision of customs", BLANK),
                ),
            ),
            Part(
                Bilingual("货物", "Goods"),
                columns=COLUMNS,
                rows=[
                    [str(line.number), line.name_zh, line.hs_code, plain(line.net_weight_kg)]
                    for line in declaration.lines
                ],
            ),
        ],
        BASIS,
        signs=[
            Bilingual("申报单位（盖章）、日期", "Declarant: seal, date"),
            Bilingual("海关（签章）、日期", "Customs: seal, date"),
        ],
    )


PAPER = a_sheet(
    "cancellation_sheet",
    "CX",
    _("Cancellation sheet"),
    _first,
    for_exporters=True,
    for_customs=True,
    needs_revision=True,
)
