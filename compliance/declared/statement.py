"""最终用户和最终用途证明: who uses the goods, where and for what, promised and signed.

The groups are the parts of the certificate in its order (Decree 792 arts. 16 and 24); what the end
user and the site are stands in rows of their own.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.codes import tables
from compliance.codes.spelling import bare_code, code_text, name_text
from compliance.declared.dictionary import Dictionary
from compliance.declared.field import MASS, MONEY, Annex, Field, Group
from compliance.law.declaration import EndUseStatement

# A table reads best in rows.
# fmt: off
HEADING = Group(
    "heading",
    Field("number", "证明编号", "statement number", width=40, spelling=code_text,
          annex=Annex(1, "证明编号", "Statement no.")),
    Field("kind", "类型", "kind", width=10, annex=Annex(2, "种类", "Kind")),
)
END_USER = Group(
    "end_user",
    Field("end_user_name_en", "最终用户英文名称", "end user in English", spelling=name_text,
          row="end_user.name_en", annex=Annex(1, "名称（英文）", "Legal name")),
    Field("end_user_name_zh", "最终用户中文名称", "end user in Chinese", spelling=name_text,
          row="end_user.name_zh", annex=Annex(2, "名称（中文）", "Name in Chinese")),
    Field("registration_no", "注册号", "registration number", spelling=code_text,
          row="end_user.registration_no", annex=Annex(3, "登记号", "Registration no.")),
    Field("country", "国家（地区）", "country or region", table=tables.COUNTRIES,
          row="end_user.country", annex=4),
    Field("address", "实际地址", "physical address", width=300, spelling=name_text,
          row="end_user.address", annex=5),
    Field("business_kind", "企业类型", "kind of business", width=20, table=tables.BUSINESS_KINDS,
          row="end_user.business_kind", annex=6),
    Field("business_scope", "经营范围", "business scope", width=1000, row="end_user.business_scope",
          annex=7),
    Field("ownership", "股东", "owners", width=300, spelling=name_text, row="end_user.ownership",
          annex=Annex(8, "所有权", "Ownership")),
    Field("military_ties", "有军方背景", "has ties to the military", row="end_user.military_ties",
          annex=Annex(9, "与军方的联系", "Ties to the military")),
    Field("phone", "电话", "telephone", spelling=code_text, row="end_user.phone", annex=10),
    Field("email", "电子邮箱", "e-mail", row="end_user.email", annex=11),
    Field("website", "网站", "website", row="end_user.website", annex=12),
)
IMPORTER = Group(
    "importer",
    Field("importer_name", "进口商", "importer", width=200, spelling=name_text,
          annex=Annex(1, "名称", "Name")),
    Field("importer_address", "进口商地址", "importer's address", width=300, spelling=name_text,
          annex=Annex(2, "地址", "Address")),
    Field("importer_relation", "进口商与最终用户的关系", "importer's relation to the end user",
          width=200, annex=Annex(3, "与最终用户的关系", "Relation to the end user")),
    legend=_("End user and importer"),
)
TRANSACTION = Group(
    "transaction",
    Field("contract_no", "合同协议号", "contract number", width=32, spelling=code_text,
          annex=Annex(1, "合同号", "Contract no.")),
    Field("contract_date", "合同日期", "contract date", annex=2),
    Field("goods_zh", "商品中文名称", "goods in Chinese", width=200, spelling=name_text,
          annex=Annex(3, "物项（中文）", "Item in Chinese")),
    Field("goods_en", "商品英文名称", "goods in English", width=200, spelling=name_text,
          annex=Annex(4, "物项（英文）", "Item in English")),
    Field("control_code", "出口管制编码", "control code", width=20, table=tables.CONTROL_ENTRIES,
          annex=5),
    Field("hs_code", "商品编号", "HS code", width=10, table=tables.HS_CODES, spelling=bare_code,
          annex=Annex(6, "商品编号", "HS code")),
    Field("specification", "规格和纯度", "specification and purity", width=255, annex=7),
    Field("quantity_kg", "数量（千克）", "quantity (kg)", digits=MASS, above=0, annex=8),
    Field("value", "金额", "value", digits=MONEY, above=0, annex=9),
    Field("currency", "币制", "currency", width=3, table=tables.CURRENCIES, annex=10),
    legend=_("Transaction"),
)
USE = Group(
    "use",
    Field("end_use", "最终用途类别", "end-use category", width=30,
          annex=Annex(1, "用途类别", "Category")),
    Field("end_use_detail", "最终用途详细说明", "end use in detail", width=2000,
          annex=Annex(2, "用途说明", "Use in detail")),
    Field("product_made", "所生产的产品", "product made", width=300,
          annex=Annex(3, "制成产品", "Product made")),
    Field("process_step", "使用工序", "process step", width=300, annex=4),
    Field("site_name", "使用地点", "site", width=200, spelling=name_text, row="site.name",
          annex=Annex(5, "使用场所", "Plant")),
    Field("site_address", "使用地点地址", "address of the site", width=300, spelling=name_text,
          row="site.address", annex=Annex(6, "场所地址", "Plant address")),
    Field("site_country", "使用地点所在国家（地区）", "country of the site", table=tables.COUNTRIES,
          row="site.country", annex=Annex(7, "场所国家（地区）", "Plant country")),
    Field("downstream", "下游客户或产品", "downstream customers or product", width=300, annex=8),
    Field("annual_consumption_kg", "年用量（千克）", "annual consumption (kg)", digits=MASS,
          above=0, annex=Annex(9, "年消耗量（千克）", "Yearly consumption (kg)")),
    Field("stock_kg", "库存（千克）", "stock (kg)", digits=MASS, least=0, annex=10),
    legend=capfirst(_("end use")),
)
PROMISES = Group(
    "promises",
    Field("promises_declared_use", "未经中国政府许可，不改变货物的最终用途",
          "will not use the goods otherwise without consent of the PRC government"),
    Field("promises_no_transfer", "未经中国政府许可，不向任何第三方转让货物",
          "will not transfer the goods to anyone else without that consent"),
    Field("promises_no_wmd", "不将货物用于大规模杀伤性武器及其运载工具",
          "will not use the goods for weapons of mass destruction or their delivery"),
    Field("accepts_verification", "接受核查", "accepts verification"),
    legend=_("Promises of the end user"),
)
SIGNATURE = Group(
    "signature",
    Field("signatory_name", "签字人", "signed by", width=100, spelling=name_text,
          annex=Annex(1, "授权代表", "Authorised representative")),
    Field("signatory_title", "签字人职务", "title of the signatory", width=100, spelling=name_text,
          annex=Annex(2, "职务", "Title")),
    Field("signed_at_place", "签字地点", "place of signature", width=100, spelling=name_text,
          annex=Annex(3, "签署地点", "Place")),
    Field("signed_on", "签字日期", "signed on", annex=Annex(4, "签署日期", "Date")),
    Field("sealed", "已加盖公章", "bears the company seal",
          annex=Annex(5, "加盖公章", "Company seal")),
    Field("has_chinese_text", "有中文文本或已附中文译本", "Chinese text or translation attached",
          annex=Annex(6, "附中文文本", "Chinese text attached")),
    Field("valid_until", "有效期至", "valid until",
          hint=_("Leave empty for twelve months from the signature."), annex=7),
    legend=_("Signature"),
)
SCAN = Group(
    "scan",
    Field("scan_sha256", "签章扫描件哈希值", "hash of the signed scan", width=64,
          annex=Annex(8, "签字扫描件 SHA-256", "Signed scan SHA-256")),
)
STATEMENT = Dictionary(
    EndUseStatement, HEADING, END_USER, IMPORTER, TRANSACTION, USE, PROMISES, SIGNATURE, SCAN,
)
