"""A goods line: what it is, what it weighs and costs, its licence, control code and packing."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.codes import tables
from compliance.codes.spelling import bare_code, code_text, name_text
from compliance.codes.written_numbers import cas_number, licence_number
from compliance.declared.dictionary import Dictionary
from compliance.declared.field import MASS, MONEY, PERCENT, Annex, Field, Group
from compliance.law.declaration import GoodsLine

# A table reads best in rows.
# fmt: off
IDENTITY = Group(
    "identity",
    Field("material", "材料", "material", width=30, table=tables.MATERIALS, annex=1,
          beside_findings=True),
    Field("form", "形态", "form", width=20, table=tables.GOODS_FORMS,
          annex=Annex(2, "形状", "Form"), beside_findings=True),
    Field("hs_code", "商品编号", "HS code", width=10, table=tables.HS_CODES, spelling=bare_code,
          box=True, tag="CodeTS", is_open=True, beside_findings=True),
    Field("ciq_code", "检验检疫编码", "CIQ suffix", width=3, spelling=bare_code, box="商品编号",
          tag="CiqCode"),
    Field("name_zh", "中文名称", "name in Chinese", width=255, spelling=name_text,
          box="商品名称及规格型号", tag="GName", beside_findings=True),
    Field("name_en", "英文名称", "name in English", width=255, spelling=name_text,
          box="商品名称及规格型号", tag="DeclGoodsEname", beside_findings=True),
    Field("cas", "CAS号", "CAS number", width=12, spelling=cas_number, annex=Annex(5, "CAS")),
    legend=_("What the goods are"),
)
COMPOSITION = Group(
    "composition",
    Field("composition", "成分", "composition", annex=4, tag="Stuff"),
    legend=_("Composition by mass"),
)
PURITY = Group(
    "purity",
    Field("purity_percent", "纯度（%）", "purity (%)", digits=PERCENT, above=0, most=100, unit="%",
          annex=Annex(3, "纯度", "Purity"), beside_findings=True),
)
SPECIFICATION = Group(
    "specification",
    Field("specification", "规格型号", "specification", width=255, box="商品名称及规格型号",
          tag="GModel"),
)
AMOUNTS = Group(
    "amounts",
    (
        Field("quantity", "数量", "quantity", digits=MASS, above=0, box="数量及单位", tag="GQty"),
        Field("unit", "计量单位", "unit", width=3, table=tables.UNITS, box="数量及单位",
              tag="GUnit"),
    ),
    (
        Field("net_weight_kg", "净重（千克）", "net weight (kg)", digits=MASS, above=0, unit="kg",
              annex=Annex(9, "净重", "Net"), tag="FirstQty", beside_findings=True),
        Field("gross_weight_kg", "毛重（千克）", "gross weight (kg)", digits=MASS, above=0,
              unit="kg", annex=Annex(8, "毛重", "Gross")),
    ),
    (
        Field("unit_price", "单价", "unit price", digits=MONEY, above=0, box="单价/总价/币制",
              tag="DeclPrice", beside_findings=True),
        Field("total_price", "总价", "total price", digits=MONEY, above=0,
              hint=_("Leave empty for unit price × quantity."), box="单价/总价/币制",
              tag="DeclTotal"),
    ),
    Field("currency", "币制", "currency", width=3, table=tables.CURRENCIES, box="单价/总价/币制",
          tag="TradeCurr"),
    legend=_("Quantity, weight and price"),
)
ROUTE = Group(
    "route",
    # In export messages the Single Window's two country tags carry each other's value.
    Field("origin_country", "原产国", "country of origin", width=3, table=tables.COUNTRIES,
          box="原产国（地区）", tag="DestinationCountry"),
    Field("final_destination", "最终目的国", "final destination", width=3, table=tables.COUNTRIES,
          box="最终目的国（地区）", tag="OriginCountry"),
    Field("source_area", "境内货源地", "domestic source area", width=5, table=tables.SOURCE_AREAS,
          box=True, tag="DistrictCode"),
    Field("duty_mode", "征免方式", "duty mode", width=1, table=tables.DUTY_MODES, box="征免",
          tag="DutyMode"),
    legend=_("Origin, destination, duty"),
)
CONTROL = Group(
    "control",
    (
        Field("licence_kind", "许可证种类", "kind of licence", width=1,
              table=tables.SUPERVISION_DOCS, annex=Annex(6, "许可证种类", "Licence"),
              tag="LicTypeCode"),
        Field("licence_no", "许可证号", "licence number", width=20, spelling=licence_number,
              box=True, tag="LicenceNo", beside_findings=True),
    ),
    Field("control_code", "出口管制编码", "control code", width=20, table=tables.CONTROL_ENTRIES,
          box="标记唛码及备注", beside_findings=True),
    Field("control_explain_code", "禁限管制识别码", "control explanation code", width=4,
          table=tables.CONTROL_EXPLAIN_CODES, annex=Annex(7, "禁限管制", "Control attribute"),
          tag="ControlExplainCode", beside_findings=True),
    legend=_("Licence and control"),
)
ELEMENTS = Group(
    "elements",
    Field("control_elements", "禁限管制申报要素", "control elements", box="商品名称及规格型号",
          tag="DecControlModel"),
)
PACKED = Group(
    "packed",
    Field("lot_numbers", "批号或锭号", "lot or ingot numbers", width=300, spelling=code_text,
          annex=Annex(10, "批号", "Lots"), tag="ProdBatchNo", is_once=True),
    Field("un_number", "UN编号", "UN number", width=20, spelling=bare_code,
          annex=Annex(11, "UN"), tag="Uncode"),
    Field("dangerous_name", "危险货物名称", "dangerous-goods name", width=80, spelling=name_text,
          annex=Annex(12, "危险货物名称", "Dangerous goods"), tag="DangName"),
    Field("dangerous_packing", "危险货物包装类别", "dangerous-goods packing", width=24,
          spelling=code_text, annex=Annex(13, "危包规格", "Dangerous packing"), tag="DangPackSpec"),
    legend=_("Lots and dangerous goods"),
)
COVERED = Group(
    "covered",
    Field("statement_no", "最终用户证明编号", "number of the end-use statement", width=40,
          spelling=code_text, annex=Annex(14, "最终用户证明", "End-use statement"),
          hint=_("Only where another than the declaration's covers this line.")),
    legend=capfirst(_("end-use statement")),
)
LINE = Dictionary(
    GoodsLine, IDENTITY, COMPOSITION, PURITY, SPECIFICATION, AMOUNTS, ROUTE, CONTROL, ELEMENTS,
    PACKED, COVERED, given=("number",),
)
