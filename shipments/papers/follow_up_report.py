"""后续监管报告书: what the exporter reported of released goods, and what customs made of it."""

import json
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import Declaration
from shipments.papers import trade
from shipments.papers.paper import Issue
from shipments.papers.sheet import Part, Sheet, a_sheet, facts
from shipments.papers.wording import Bilingual

BASIS = Bilingual("《两用物项出口管制条例》第十八条、第三十八条", "Decree 792 arts. 18 and 38")


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    reports = json.loads(issue.details.get("reports", "[]"))
    return Sheet(
        Bilingual("两用物项出口后续监管报告书", "Reports after release"),
        [
            trade.organisation(Bilingual("报告单位", "Reported by"), declaration.exporter),
            trade.party(Bilingual("最终用户", "End user"), declaration.party("end_user")),
            trade.goods(declaration),
            *(_report(number, each) for number, each in enumerate(reports, start=1)),
        ],
        BASIS,
        signs=[
            Bilingual("报告单位（盖章）、日期", "Exporter: seal, date"),
            Bilingual("海关（签章）、日期", "Customs: seal, date"),
        ],
    )


def _report(number: int, told: Mapping[str, str]) -> Part:
    """Masses that a report does not know are left out: an arrival tells of none."""
    masses = (
        ("使用铟量（千克）", "Indium used (kg)", told.get("used", "")),
        ("产品含铟（千克）", "Indium in the products (kg)", told.get("product", "")),
        ("回收废料含铟（千克）", "Indium in recovered scrap (kg)", told.get("scrap", "")),
        ("库存铟量（千克）", "Indium left in stock (kg)", told.get("stock", "")),
    )
    return Part(
        Bilingual(f"{number}. {told.get('kind_zh', '')}", told.get("kind_en", "")),
        facts(
            ("发生日期", "Day of the event", told.get("happened", "")),
            ("货物所在地", "Where the goods are", told.get("place", "")),
            ("货物持有人", "Who has the goods", told.get("holder", "")),
            ("用途", "Used for", told.get("use", "")),
            *(mass for mass in masses if mass[2]),
            ("报告内容", "Report", told.get("text", "")),
            ("随附材料", "Evidence", told.get("files", "")),
            ("提交时间", "Filed", told.get("filed", "")),
            ("海关审核", "Customs", told.get("state", "")),
            ("海关告知", "Message", told.get("message", "")),
        ),
    )


PAPER = a_sheet(
    "follow_up_report",
    "FR",
    _("Reports after release"),
    _first,
    for_exporters=True,
    for_customs=True,
    needs_revision=True,
)
