"""出口许可证申请表: the 21 boxes of the export licence (GB/T 15311.2-2008), as far as they are
declared. The ministry's platform takes the application; this is what to type there."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES, CUSTOMS_OFFICES, INCOTERMS, TRANSPORT_MODES, UNITS
from compliance.law.declaration import Declaration, GoodsLine
from shipments.papers import trade
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, columns, facts
from shipments.papers.wording import (
    Bilingual,
    coded,
    currency,
    joined,
    money,
    named,
    plain,
    registrations,
)
from shipments.papers.written import Fact

BASIS = Bilingual(
    "《货物出口许可证管理办法》、商务部、海关总署公告2025年第89号",
    "the Measures on export licences for goods and MOFCOM/GACC Announcement 2025 No.89",
)
COLUMNS = columns(
    ("11 商品名称及编码", "Goods and HS code", 24),
    ("12 规格、等级", "Specification", 24),
    ("13 单位", "Unit", 9),
    ("14 数量", "Quantity", 13, True),
    ("15 单价（币别）", "Unit price", 14, True),
    ("16 总值（币别）", "Amount", 16, True),
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    return Sheet(
        Bilingual("出口许可证申请表", "Application for an export licence"),
        [
            Part(Bilingual("1–10", "Boxes 1 to 10"), _head(declaration)),
            Part(
                Bilingual("11–16 商品", "Boxes 11 to 16: goods"),
                columns=COLUMNS,
                rows=[_row(line) for line in declaration.lines],
            ),
            Part(Bilingual("17–21", "Boxes 17 to 21"), _foot(declaration)),
        ],
        BASIS,
        signs=[Bilingual("申请单位（盖章）、经办人、日期", "Applicant: seal, handler, date")],
    )


def _head(declaration: Declaration) -> list[Fact]:
    exporter = declaration.exporter
    names = joined((exporter.name_zh, exporter.name_en), " ")
    customs = named(CUSTOMS_OFFICES, declaration.declaring_customs)
    country = named(COUNTRIES, declaration.trading_country)
    transport = named(TRANSPORT_MODES, declaration.transport_mode)
    return facts(
        ("1 出口商", "Exporter", f"{names}（{registrations(exporter)}）"),
        ("2 发货人", "Consignor", names),
        ("3 出口许可证号", "Licence no.", BLANK),
        ("4 出口许可证有效截止日期", "Expiry date", BLANK),
        ("5 贸易方式 / 成交方式", "Terms of trade", named(INCOTERMS, declaration.incoterm)),
        ("6 合同号", "Contract no.", declaration.contract_no),
        ("7 报关口岸", "Place of clearance", customs),
        ("8 进口国（地区）", "Country of purchase", country),
        ("9 付款方式", "Payment", BLANK),
        ("10 运输方式", "Transport", transport),
    )


def _foot(declaration: Declaration) -> list[Fact]:
    return facts(
        ("17 总值折美元", "Amount in USD", BLANK),
        ("18 总计", "Total", trade.totals(declaration)),
        ("19 备注", "Remarks", declaration.remarks),
        ("20 发证机关签章", "Issuing authority", BLANK),
        ("21 发证日期", "Licence date", BLANK),
    )


def _row(line: GoodsLine) -> list[str]:
    return [
        f"{line.name_zh}\n{line.hs_code}",
        line.specification,
        coded(UNITS, line.unit).partition("(")[0],
        plain(line.quantity),
        f"{money(line.unit_price)}\n{currency(line.currency)}",
        f"{money(line.total_price)}\n{currency(line.currency)}",
    ]


PAPER = a_sheet("licence_sheet", "LA", _("Export licence application"), _first, for_exporters=True)
