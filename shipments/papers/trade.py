"""What trade documents say of the two sides, the way of the goods and the lines."""

from decimal import Decimal

from compliance.codes.tables import (
    COUNTRIES,
    EXIT_PORTS,
    INCOTERMS,
    PORTS_ABROAD,
    TRANSPORT_MODES,
    UNITS,
)
from compliance.law.declaration import Declaration, GoodsLine, Organisation, Party
from shipments.papers.sheet import Part, columns, facts
from shipments.papers.wording import (
    Bilingual,
    coded,
    currency,
    day,
    joined,
    money,
    named,
    plain,
    registrations,
)
from shipments.papers.written import Fact

ZERO = Decimal(0)  # a draft may lack any number
NOBODY = Party("", "", "")
"""Stands for a party that is not declared."""
GOODS = columns(
    ("项号", "Line", 10),
    ("商品名称", "Goods", 50),
    ("商品编号", "HS code", 20),
    ("净重（千克）", "Net (kg)", 20, True),
)


def seller(declaration: Declaration) -> list[Fact]:
    """The consignor with its codes."""
    return _organisation(declaration.exporter)


def _organisation(found: Organisation) -> list[Fact]:
    return facts(
        ("名称", "Name", joined((found.name_zh, found.name_en), " ")),
        ("统一社会信用代码 / 海关编码", "USCC / customs code", registrations(found)),
        ("地址", "Address", found.address),
        ("电话", "Telephone", found.phone),
    )


def organisation(title: Bilingual, found: Organisation) -> Part:
    """A Chinese organisation as a part of its own."""
    return Part(title, _organisation(found))


def party(title: Bilingual, found: Party | None) -> Part:
    """A foreign party as a part of its own; empty where none is declared."""
    found = found or NOBODY
    return Part(
        title,
        facts(
            ("名称", "Name", joined(found.names, " ")),
            ("国家（地区）", "Country", named(COUNTRIES, found.country)),
            ("地址", "Address", found.address),
            ("注册号", "Registration", found.registration_no),
            ("电话 / 邮箱", "Telephone / e-mail", joined((found.phone, found.email), " / ")),
        ),
    )


def route(declaration: Declaration) -> list[Fact]:
    """Where, how and by which papers the goods travel."""
    return facts(
        ("离境口岸", "Port of loading", named(EXIT_PORTS, declaration.exit_port)),
        ("指运港", "Port of destination", named(PORTS_ABROAD, declaration.destination_port)),
        (
            "最终目的国（地区）",
            "Final destination",
            named(COUNTRIES, declaration.final_destination),
        ),
        ("运输方式", "Transport", named(TRANSPORT_MODES, declaration.transport_mode)),
        (
            "运输工具及航次",
            "Vessel / voyage",
            joined((declaration.transport_name, declaration.voyage_no), " / "),
        ),
        ("提运单号", "Bill of lading", declaration.bill_no),
        ("成交方式", "Terms", named(INCOTERMS, declaration.incoterm)),
    )


def contract(declaration: Declaration) -> list[Fact]:
    """Number and date of the contract, and the invoice under it."""
    return facts(
        ("合同协议号", "Contract no.", declaration.contract_no),
        ("合同日期", "Contract date", day(declaration.contract_date)),
        ("发票号", "Invoice no.", declaration.invoice_no),
    )


def goods(declaration: Declaration) -> Part:
    """Which goods it is about: names, codes and net weights."""
    lines = declaration.lines
    rows = [
        [str(each.number), each.name_zh, each.hs_code, plain(each.net_weight_kg)] for each in lines
    ]
    return Part(Bilingual("货物", "Goods"), columns=GOODS, rows=rows)


def goods_named(line: GoodsLine) -> str:
    """Both names and the specification, a line each."""
    return joined((line.name_zh, line.name_en, line.specification), "\n")


def amounts(line: GoodsLine) -> list[str]:
    """Quantity with its unit, unit price, and amount over its currency, a cell each."""
    return [
        f"{plain(line.quantity)}{coded(UNITS, line.unit).partition('(')[0]}",
        money(line.unit_price),
        f"{money(line.total_price)}\n{currency(line.currency)}",
    ]


def totals(declaration: Declaration) -> str:
    """The sum of each currency."""
    sums: dict[str, Decimal] = {}
    for line in declaration.lines:
        sums[line.currency] = sums.get(line.currency, ZERO) + (line.total_price or ZERO)
    return joined(f"{currency} {money(total)}" for currency, total in sums.items())


def weights(declaration: Declaration) -> tuple[str, str]:
    """Net and gross kilograms over all lines."""
    net = sum((line.net_weight_kg or ZERO for line in declaration.lines), start=ZERO)
    gross = sum((line.gross_weight_kg or ZERO for line in declaration.lines), start=ZERO)
    return plain(net), plain(gross)
