"""A party of the declaration: who somebody abroad is and how to reach them."""

from compliance.codes import tables
from compliance.codes.spelling import code_text, compact_code, name_text
from compliance.declared.dictionary import Dictionary
from compliance.declared.field import Annex, Field, Group
from compliance.law.declaration import Party

# A table reads best in rows.
# fmt: off
PARTY = Dictionary(
    Party,
    Group(
        "particulars",
        Field("name_en", "英文名称", "name in English", width=400, spelling=name_text,
              box="境外收货人", tag="OverseasConsigneeEname", beside_findings=True),
        Field("name_zh", "中文名称", "name in Chinese", width=100, spelling=name_text,
              box="境外收货人", beside_findings=True),
        Field("country", "国家（地区）", "country or region", width=3, table=tables.COUNTRIES,
              annex=Annex(1, "国家（地区）", "Country"), beside_findings=True),
        Field("address", "地址", "address", width=300, spelling=name_text, annex=2,
              beside_findings=True),
        (
            Field("registration_no", "注册号", "registration number", width=50, spelling=code_text,
                  annex=Annex(3, "登记号", "Registration"), beside_findings=True),
            Field("aeo_code", "AEO编码", "AEO code", width=50, spelling=compact_code,
                  annex=Annex(5, "AEO"), tag="OverseasConsigneeCode"),
        ),
        Field("business_kind", "企业类型", "kind of business", width=20,
              table=tables.BUSINESS_KINDS, annex=Annex(4, "类型", "Kind"), beside_findings=True),
        (
            Field("phone", "电话", "telephone", width=40, spelling=code_text, annex=6),
            Field("email", "电子邮箱", "e-mail", annex=Annex(7, "邮箱", "E-mail")),
        ),
    ),
    given=("ref", "role"),
)
