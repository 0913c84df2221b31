"""合同要点: what the declaration says of the contract, with the promise not to divert."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import INCOTERMS
from compliance.law.declaration import Declaration, GoodsLine
from shipments.papers import trade
from shipments.papers.paper import Issue
from shipments.papers.sheet import Part, Sheet, a_sheet, columns, facts
from shipments.papers.wording import Bilingual, named

BASIS = Bilingual("《两用物项出口管制条例》第十六条、第二十七条", "Decree 792 arts. 16 and 27")
NO_DIVERSION = Bilingual(
    "买方承诺：未经中华人民共和国政府同意，不将货物用于申报用途以外的任何用途，"
    "不转让给申报的最终用户以外的任何第三方。",
    "The buyer undertakes that, without the consent of the Government of the People's Republic "
    "of China, the goods are put to no use other than the one declared and are transferred to "
    "nobody other than the declared end user.",
)
COLUMNS = columns(
    ("项号", "Line", 8),
    ("商品名称及规格", "Goods and specification", 44),
    ("数量", "Quantity", 16, True),
    ("单价", "Unit price", 14, True),
    ("金额", "Amount", 18, True),
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    return Sheet(
        Bilingual("销售合同要点", "Summary of the sales contract"),
        [
            Part(Bilingual("合同", "Contract"), trade.contract(declaration)),
            trade.organisation(Bilingual("卖方", "Seller"), declaration.exporter),
            trade.party(Bilingual("买方", "Buyer"), declaration.party("consignee")),
            trade.party(Bilingual("最终用户", "End user"), declaration.party("end_user")),
            Part(
                Bilingual("标的", "Goods sold"),
                columns=COLUMNS,
                rows=[_row(line) for line in declaration.lines],
            ),
            Part(
                Bilingual("条件", "Terms"),
                facts(
                    ("合同总额", "Contract value", trade.totals(declaration)),
                    ("成交方式", "Terms of delivery", named(INCOTERMS, declaration.incoterm)),
                ),
            ),
            Part(Bilingual("防转移条款", "No diversion"), words=[NO_DIVERSION]),
        ],
        BASIS,
        intro=Bilingual(
            "本要点依申报内容摘录，合同全文以随附的副本为准。",
            "Taken from the declaration; the copy attached to it holds the whole contract.",
        ),
        signs=[
            Bilingual("卖方签字盖章", "Seller: signature and seal"),
            Bilingual("买方签字盖章", "Buyer: signature and seal"),
        ],
    )


def _row(line: GoodsLine) -> list[str]:
    return [str(line.number), trade.goods_named(line), *trade.amounts(line)]


PAPER = a_sheet("contract_summary", "CT", _("Summary of the contract"), _first, for_exporters=True)
