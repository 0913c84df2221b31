"""商业发票, drawn from the declared lines."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES
from compliance.law.declaration import Declaration, GoodsLine
from shipments.papers import trade
from shipments.papers.paper import Issue
from shipments.papers.sheet import Part, Sheet, a_sheet, columns, facts
from shipments.papers.wording import Bilingual, named

BASIS = Bilingual(
    "《海关法》第二十四条、《两用物项出口管制条例》第二十七条",
    "Customs Law art. 24 and Decree 792 art. 27",
)
COLUMNS = columns(
    ("项号", "Line", 7),
    ("商品名称及规格", "Goods and specification", 33),
    ("商品编号", "HS code", 14),
    ("数量", "Quantity", 14, True),
    ("单价", "Unit price", 14, True),
    ("金额", "Amount", 18, True),
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    payer = declaration.party("payer")
    return Sheet(
        Bilingual("商业发票", "Commercial invoice"),
        [
            Part(Bilingual("发票与合同", "Invoice and contract"), trade.contract(declaration)),
            trade.organisation(Bilingual("卖方", "Seller"), declaration.exporter),
            trade.party(Bilingual("买方", "Buyer"), declaration.party("consignee")),
            *([trade.party(Bilingual("付款人", "Payer"), payer)] if payer else []),
            Part(Bilingual("运输", "Transport"), trade.route(declaration)),
            Part(
                Bilingual("货物", "Goods"),
                columns=COLUMNS,
                rows=[_row(line) for line in declaration.lines],
            ),
            Part(
                Bilingual("合计", "Total"),
                facts(
                    ("总金额", "Total amount", trade.totals(declaration)),
                    (
                        "净重 / 毛重（千克）",
                        "Net / gross (kg)",
                        " / ".join(trade.weights(declaration)),
                    ),
                    ("原产国（地区）", "Origin", _origins(declaration)),
                ),
            ),
        ],
        BASIS,
        signs=[Bilingual("卖方签字盖章", "Seller: signature and seal")],
    )


def _row(line: GoodsLine) -> list[str]:
    return [str(line.number), trade.goods_named(line), line.hs_code, *trade.amounts(line)]


def _origins(declaration: Declaration) -> str:
    found = dict.fromkeys(line.origin_country for line in declaration.lines)
    return "\n".join(named(COUNTRIES, code) for code in found)


PAPER = a_sheet("commercial_invoice", "CI", _("Commercial invoice"), _first, for_exporters=True)
