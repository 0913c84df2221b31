"""装箱单, with the lots and ingots of each line."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import PACKING
from compliance.law.declaration import Declaration, GoodsLine
from shipments.papers import trade
from shipments.papers.paper import Issue
from shipments.papers.sheet import Part, Sheet, a_sheet, columns, facts
from shipments.papers.wording import EMPTY, Bilingual, named, plain

BASIS = Bilingual("《海关法》第二十四条、第二十八条", "Customs Law arts. 24 and 28")
COLUMNS = columns(
    ("项号", "Line", 7),
    ("商品名称及规格", "Goods and specification", 33),
    ("批号 / 锭号", "Lot / ingot nos.", 32),
    ("净重（千克）", "Net (kg)", 14, True),
    ("毛重（千克）", "Gross (kg)", 14, True),
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    net, gross = trade.weights(declaration)
    return Sheet(
        Bilingual("装箱单", "Packing list"),
        [
            Part(Bilingual("发票与合同", "Invoice and contract"), trade.contract(declaration)),
            trade.organisation(Bilingual("发货人", "Consignor"), declaration.exporter),
            trade.party(Bilingual("收货人", "Consignee"), declaration.party("consignee")),
            Part(Bilingual("运输", "Transport"), trade.route(declaration)),
            Part(
                Bilingual("货物", "Goods"),
                columns=COLUMNS,
                rows=[_row(line) for line in declaration.lines],
            ),
            Part(
                Bilingual("包装与合计", "Packages and totals"),
                facts(
                    ("件数", "Packages", str(declaration.packages)),
                    ("包装种类", "Kind of packing", named(PACKING, declaration.packing)),
                    ("净重合计（千克）", "Net (kg)", net),
                    ("毛重合计（千克）", "Gross (kg)", gross),
                    ("标记唛码", "Marks", declaration.marks or "N/M"),
                ),
            ),
        ],
        BASIS,
        signs=[Bilingual("发货人签字盖章", "Consignor: signature and seal")],
    )


def _row(line: GoodsLine) -> list[str]:
    return [
        str(line.number),
        trade.goods_named(line),
        line.lot_numbers or EMPTY,
        plain(line.net_weight_kg),
        plain(line.gross_weight_kg),
    ]


PAPER = a_sheet("packing_list", "PL", _("Packing list"), _first, for_exporters=True)
