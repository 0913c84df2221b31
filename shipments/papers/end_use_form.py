"""最终用户和最终用途证明 as a form for the end user to fill in and sign; what is declared stands in
it already."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES
from compliance.law.declaration import Declaration, GoodsLine
from shipments.papers import trade
from shipments.papers.certificate import PROMISES
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, columns, facts
from shipments.papers.wording import EMPTY, Bilingual, day, joined, named, plain
from shipments.papers.written import Fact

BASIS = Bilingual("《两用物项出口管制条例》第十六条、第二十四条", "Decree 792 arts. 16 and 24")
COLUMNS = columns(
    ("物项名称及规格", "Item and specification", 46),
    ("管制编码", "Entry", 16),
    ("商品编号", "HS code", 20),
    ("净重（千克）", "Net (kg)", 18, True),
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    return Sheet(
        Bilingual(
            "最终用户和最终用途证明（空白）", "End-user and end-use certificate (to be signed)"
        ),
        [
            Part(Bilingual("A 最终用户", "End user"), _user(declaration)),
            Part(Bilingual("B 进口商", "Importer"), _importer(declaration)),
            trade.organisation(Bilingual("C 出口商", "Exporter"), declaration.exporter),
            Part(
                Bilingual("D 交易和物项", "Transaction and items"),
                facts(
                    ("合同协议号", "Contract no.", declaration.contract_no),
                    ("合同日期", "Contract date", day(declaration.contract_date)),
                    empty=BLANK,
                ),
                columns=COLUMNS,
                rows=[_row(line) for line in declaration.lines],
            ),
            Part(Bilingual("E 最终用途", "End use"), _use()),
            Part(Bilingual("F 承诺", "Undertakings"), words=list(PROMISES.values())),
            Part(Bilingual("G 签署", "Signature"), _signature()),
        ],
        BASIS,
        signs=[
            Bilingual(
                "最终用户授权代表签字、盖公章", "End user: authorised representative, company seal"
            )
        ],
    )


def _user(declaration: Declaration) -> list[Fact]:
    user = declaration.party("end_user") or trade.NOBODY
    return facts(
        ("单位全称", "Full legal name", joined(user.names, " ")),
        ("国家（地区）", "Country", named(COUNTRIES, user.country)),
        ("注册号", "Registration no.", user.registration_no),
        ("实际地址（非邮政信箱）", "Physical address (no PO box)", user.address),
        ("电话 / 邮箱", "Telephone / e-mail", joined((user.phone, user.email), " / ")),
        ("网址", "Website", ""),
        ("经营范围", "Business scope", ""),
        ("股权及与军方的联系", "Ownership and ties to the military", ""),
        empty=BLANK,
    )


def _importer(declaration: Declaration) -> list[Fact]:
    importer = declaration.party("consignee") or trade.NOBODY
    return facts(
        ("名称", "Name", joined(importer.names, " ")),
        ("地址", "Address", importer.address),
        ("与最终用户的关系", "Relation to the end user", ""),
        empty=BLANK,
    )


def _row(line: GoodsLine) -> list[str]:
    net_kg = plain(line.net_weight_kg)
    return [trade.goods_named(line), line.control_code or EMPTY, line.hs_code, net_kg]


def _use() -> list[Fact]:
    return facts(
        ("用途详述", "Use in detail", ""),
        ("生产的产品", "Product made", ""),
        ("工艺环节", "Process step", ""),
        ("使用工厂地址", "Address of the plant", ""),
        ("下游客户或者产品", "Downstream customers or products", ""),
        ("年用量 / 库存（千克）", "Annual use / stock (kg)", ""),
        empty=BLANK,
    )


def _signature() -> list[Fact]:
    return facts(
        ("授权代表姓名、职务", "Representative: name, title", ""),
        ("签署地点、日期", "Place and date", ""),
        ("有效期至", "Valid until", ""),
        empty=BLANK,
    )


PAPER = a_sheet(
    "end_use_form", "EF", _("End-use certificate to be signed"), _first, for_exporters=True
)
