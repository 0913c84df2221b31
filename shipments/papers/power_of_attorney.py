"""代理报关委托书 and 委托报关协议: the consignor lets a broker declare in its name."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES, CUSTOMS_OFFICES, CUSTOMS_REGIMES
from compliance.law.declaration import Declaration
from shipments.papers import trade
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, facts
from shipments.papers.wording import Bilingual, day, named
from shipments.papers.written import Fact

BASIS = Bilingual("《海关法》第九条、第十条、第十一条", "Customs Law arts. 9, 10 and 11")
SCOPE = Bilingual(
    "□ 填单申报　□ 申请、联系和配合实施检验检疫　□ 辅助查验　□ 代缴税款　□ 设立手册（账册）　"
    "□ 核销手册（账册）　□ 领取海关相关单证　□ 其他",
    "□ Declare  □ Arrange quarantine and inspection  □ Attend inspections  □ Pay duties  "
    "□ Open handbooks  □ Close handbooks  □ Collect customs papers  □ Other",
)


INTRO = Bilingual(
    "委托方委托被委托方代理下列货物的报关事宜，保证所提供的情况真实、完整、单货相符，"
    "并承担相应的法律责任。",
    "The principal entrusts the broker with declaring the goods below, vouches that what "
    "it tells is true and complete and agrees with the goods, and answers for it in law.",
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    return Sheet(
        Bilingual("代理报关委托书", "Power of attorney for customs declaration"),
        [
            trade.organisation(Bilingual("委托方", "Principal"), declaration.exporter),
            trade.organisation(Bilingual("被委托方", "Broker"), declaration.declarant),
            Part(Bilingual("委托事项", "Scope"), _scope(declaration), words=[SCOPE]),
            Part(Bilingual("委托报关协议", "Agreement"), _agreement(declaration)),
        ],
        BASIS,
        intro=INTRO,
        signs=[
            Bilingual("委托方（盖章）、经办人、日期", "Principal: seal, handler, date"),
            Bilingual("被委托方（盖章）、报关人员、日期", "Broker: seal, declarant, date"),
        ],
    )


def _scope(declaration: Declaration) -> list[Fact]:
    customs = named(CUSTOMS_OFFICES, declaration.declaring_customs)
    return facts(
        ("委托方式", "Kind", "□ 逐票 Single　　□ 长期 Long term（≤ 1 年 year）"),
        ("有效期至", "Valid until", BLANK),
        ("申报地海关", "Customs", customs),
    )


def _agreement(declaration: Declaration) -> list[Fact]:
    first = declaration.lines[0] if declaration.lines else None
    return facts(
        ("主要货物名称", "Main goods", trade.goods_named(first) if first else ""),
        ("商品编号", "HS code", first.hs_code if first else ""),
        ("货物总价", "Value", trade.totals(declaration)),
        ("出口日期", "Date of export", day(declaration.export_date)),
        ("提运单号", "Bill of lading", declaration.bill_no),
        ("监管方式", "Regime", named(CUSTOMS_REGIMES, declaration.customs_regime)),
        ("原产地 / 货源地", "Origin", named(COUNTRIES, first.origin_country) if first else ""),
        ("收到单证日期及情况", "Papers received", BLANK),
        ("报关收费", "Fee", BLANK),
    )


PAPER = a_sheet("power_of_attorney", "PA", _("Power of attorney"), _first, for_exporters=True)
