"""进出口货物报关单撤销表: the exporter asks that the declaration be withdrawn."""

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import Declaration
from shipments.papers import trade
from shipments.papers.amendment_sheet import BASIS, SIGNS
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, facts
from shipments.papers.withdrawal_decision import GROUNDS
from shipments.papers.wording import EMPTY, Bilingual


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
            trade.goods(declaration),
        ],
        BASIS,
        signs=SIGNS,
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
