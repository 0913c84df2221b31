"""The code tables a declaration is filled in with, by name.

Origin and confidence of each table stand in docs/data-sources.md; rows that a person still has
to verify carry `confidence` M (from memory) or placeholder.
"""

from compliance.codes.table import Code, CodeTable

__all__ = ["TABLES", "Code", "CodeTable"]

COUNTRIES = CodeTable("countries", "国别（地区）", "Countries and regions")
CURRENCIES = CodeTable("currencies", "币制", "Currencies")
TRANSPORT_MODES = CodeTable("transport_modes", "运输方式", "Modes of transport")
CUSTOMS_REGIMES = CodeTable("customs_regimes", "监管方式", "Customs regimes")
UNITS = CodeTable("units", "计量单位", "Units of quantity")
PACKING = CodeTable("packing", "包装种类", "Kinds of packing")
PORTS_ABROAD = CodeTable("ports_abroad", "指运港", "Ports abroad")
EXIT_PORTS = CodeTable("exit_ports", "离境口岸", "Ports of exit")
SOURCE_AREAS = CodeTable("source_areas", "境内货源地", "Domestic source areas")
CUSTOMS_OFFICES = CodeTable("customs_offices", "关区", "Customs offices")
INCOTERMS = CodeTable("incoterms", "成交方式", "Terms of delivery")
LEVY_NATURES = CodeTable("levy_natures", "征免性质", "Nature of levy or exemption")
DUTY_MODES = CodeTable("duty_modes", "征免方式", "Modes of levy or exemption")
BRAND_TYPES = CodeTable("brand_types", "品牌类型", "Kinds of brand")
PREFERENCE = CodeTable("preference", "出口享惠情况", "Export preference")
FEE_MARKS = CodeTable("fee_marks", "费用标志", "Fee marks")
SUPERVISION_DOCS = CodeTable("supervision_docs", "监管证件", "Supervision documents")
ATTACHMENT_KINDS = CodeTable("attachment_kinds", "随附单据", "Kinds of attachment", official=False)
GOODS_FORMS = CodeTable("goods_forms", "货物形状", "Forms of goods", official=False)
CONTROL_EXPLAIN_CODES = CodeTable(
    "control_explain_codes", "禁限管制识别码", "Prohibition and restriction codes"
)
SUBSTANCES = CodeTable("substances", "物质成分", "Substances")
BUSINESS_KINDS = CodeTable("business_kinds", "企业类型", "Kinds of business", official=False)
MATERIALS = CodeTable("materials", "货物材质", "Materials", official=False)
HS_CODES = CodeTable("hs_codes", "商品编号", "HS codes of indium goods")
CONTROL_ENTRIES = CodeTable("control_entries", "出口管制编码", "Control entries")

TABLES: dict[str, CodeTable] = {
    table.name: table for table in tuple(globals().values()) if isinstance(table, CodeTable)
}
"""All that stand above, by their names."""
ENUM_NAMES = {
    "".join(part.capitalize() for part in name.split("_")) + "Code": table.pairs
    for name, table in TABLES.items()
}
"""What the API's schema calls the codes of each table, and where it finds them."""

# Looked up only, never chosen from.
TARIFF_CHAPTERS = CodeTable("tariff_chapters", "税则章", "Chapters of the tariff", official=False)
