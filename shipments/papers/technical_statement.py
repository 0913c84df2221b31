"""情况说明: each line held against every entry of the control list, parameter by parameter.

It compares what was declared and decides nothing: the exporter signs for it, customs reads it.
"""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from compliance.codes.goods import ControlEntry, control_entries
from compliance.codes.tables import GOODS_FORMS, MATERIALS, SUBSTANCES
from compliance.law.declaration import Declaration, GoodsLine
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, columns, facts
from shipments.papers.wording import EMPTY, Bilingual, coded, joined, named, plain
from shipments.papers.written import Fact

BASIS = Bilingual(
    "《两用物项出口管制条例》第十四条、第二十二条、海关总署公告2025年第123号第二条",
    "Decree 792 arts. 14 and 22 and GACC Announcement 2025 No.123 (2)",
)
COLUMNS = columns(
    ("管制编码", "Entry", 13),
    ("参数", "Parameter", 22),
    ("货物数值", "Value of the goods", 25),
    ("管制阈值", "Threshold", 24),
    ("结论", "In / out", 16),
)
INSIDE, OUTSIDE = Bilingual("属于", "in"), Bilingual("不属于", "out")
PRESENT = Bilingual("含有，须按成分判断", "present: to be judged")
BY_PARAMETER = Bilingual("须按参数判断", "to be judged by the parameter")
UNTOLD = Bilingual("未申报", "not declared")
NO_PARAMETER = "未列参数"
# Entries on an element rather than on a compound are judged by how much of it there is.
ELEMENTS = {
    "6C001.a": "Bi",
    "3C001.a": "Ga",
    "3C002.a": "Ge",
    "3C003.b": "Sb",
    "6C002.a": "Te",
    "1C117.d": "W",
}


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    entries = control_entries(declaration.declared_on)
    parts: list[Part] = []
    for line in declaration.lines:
        title = Bilingual(f"第 {line.number} 项", f"Line {line.number}")
        parts.append(Part(title, _identity(line)))
        parts.append(
            Part(
                Bilingual("与管制清单逐项对照", "Held against the control list"),
                columns=COLUMNS,
                rows=_rows(line, entries),
            )
        )
    parts.append(Part(Bilingual("用途和理由", "Use and reasons"), _use(declaration)))
    return Sheet(
        Bilingual("技术参数情况说明", "Statement of technical parameters"),
        parts,
        BASIS,
        intro=Bilingual(
            "出口经营者就下列货物的技术指标、主要用途以及是否属于管制物项说明如下，并对真实性负责。"
            "商品编号仅供参考，以物项描述为准。",
            "The exporter states the technical indicators and main use of the goods below and "
            "whether they are controlled, and answers for the truth of it. HS codes are for "
            "reference: the description of the item decides.",
        ),
        signs=[Bilingual("出口经营者（盖章）、日期", "Exporter: seal, date")],
    )


def _identity(line: GoodsLine) -> list[Fact]:
    parts = (
        f"{coded(SUBSTANCES, part.substance)} {plain(part.percent)}%" for part in line.composition
    )
    purity = f"{plain(line.purity_percent)}%" if line.purity_percent is not None else ""
    return facts(
        ("商品名称", "Goods", joined((line.name_zh, line.name_en), " ")),
        ("商品编号", "HS code", line.hs_code),
        ("规格型号", "Specification", line.specification),
        ("材质", "Material", named(MATERIALS, line.material)),
        ("形状", "Form", named(GOODS_FORMS, line.form)),
        ("纯度", "Purity", purity),
        ("成分", "Composition", joined(parts)),
        ("CAS", "CAS", line.cas),
        ("检测方法（如 GDMS、ICP-MS）", "Test method (e.g. GDMS, ICP-MS)", BLANK),
    )


def _rows(line: GoodsLine, entries: tuple[ControlEntry, ...]) -> list[list[str]]:
    """One row an entry; elements that are not declared share one."""
    absent = [each for each in entries if _is_absent(line, each)]
    rows = [_row(line, each) for each in entries if each not in absent]
    if absent:
        symbols = "、".join(ELEMENTS[each.code] for each in absent)
        codes, names = ("\n".join(each) for each in zip(*map(_named, absent), strict=True))
        limit = f"{absent[0].parameters_zh} {absent[0].parameters_en}"
        rows.append([codes, names, f"{symbols}：{UNTOLD}", limit, str(OUTSIDE)])
    return rows


def _named(entry: ControlEntry) -> tuple[str, str]:
    return entry.code, f"{entry.name_zh} {entry.name_en}"


def _is_absent(line: GoodsLine, entry: ControlEntry) -> bool:
    element = ELEMENTS.get(entry.code)
    return bool(element) and not any(_shares(line, str(element)))


def _row(line: GoodsLine, entry: ControlEntry) -> list[str]:
    threshold = f"{entry.parameters_zh} {entry.parameters_en}"
    value, verdict = _judged(line, entry)
    return [*_named(entry), value, threshold, str(verdict)]


def _judged(line: GoodsLine, entry: ControlEntry) -> tuple[str, Bilingual]:
    """What the goods have of it, and whether that is inside. What only a measurement tells is left
    to it."""
    if element := ELEMENTS.get(entry.code):
        share = sum(_shares(line, element), start=Decimal(0))
        return f"{element}：{plain(share)}%", PRESENT
    purity = f" {plain(line.purity_percent)}%" if line.purity_percent is not None else ""
    value = f"{coded(MATERIALS, line.material)}{purity}" or EMPTY
    if line.control_code == entry.code:
        return value, INSIDE
    if line.material in entry.materials or (entry.cas and line.cas == entry.cas):
        return value, INSIDE if NO_PARAMETER in entry.parameters_zh else BY_PARAMETER
    return value, OUTSIDE


def _shares(line: GoodsLine, element: str) -> Iterator[Decimal]:
    return (part.percent for part in line.composition if part.substance == element)


def _use(declaration: Declaration) -> list[Fact]:
    user = declaration.party("end_user")
    said = ((each.end_use_detail, each.product_made) for each in declaration.all_statements)
    declared = joined(dict.fromkeys(text for pair in said for text in pair), "\n")
    return facts(
        ("最终用户", "End user", joined(user.names, " ") if user else ""),
        ("主要用途", "Main use", declared),
        ("备注栏声明", "Statement in the remarks", declaration.remarks),
        ("不属于管制物项的理由", "Reasons not controlled", BLANK),
    )


PAPER = a_sheet(
    "technical_statement", "TS", _("Statement of technical parameters"), _first, for_exporters=True
)
