"""两用物项出口申请表: what the application for a dual-use licence asks (Decree 792 art. 16)."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import COUNTRIES, EXIT_PORTS, TRANSPORT_MODES
from compliance.law.declaration import Declaration, GoodsLine
from shipments.papers import trade
from shipments.papers.goods import file_line
from shipments.papers.paper import Issue
from shipments.papers.sheet import BLANK, Part, Sheet, a_sheet, columns, facts
from shipments.papers.wording import Bilingual, day, named
from shipments.papers.written import Fact

BASIS = Bilingual("《两用物项出口管制条例》第十五条、第十六条", "Decree 792 arts. 15 and 16")
KINDS = "□ 单项许可 Individual　□ 通用许可 General　□ 登记填报 Registration"
COLUMNS = columns(
    ("物项名称及规格", "Item and specification", 34),
    ("管制编码 / 商品编号", "Entry / HS code", 20),
    ("数量", "Quantity", 14, True),
    ("单价", "Unit price", 14, True),
    ("总价", "Amount", 18, True),
)


def _first(declaration: Declaration, issue: Issue) -> Sheet:
    return Sheet(
        Bilingual("两用物项出口申请表", "Application to export dual-use items"),
        [
            Part(Bilingual("申请人", "Applicant"), [*trade.seller(declaration), *_people()]),
            Part(
                Bilingual("物项", "Items"),
                columns=COLUMNS,
                rows=[_row(line) for line in declaration.lines],
            ),
            trade.organisation(Bilingual("生产单位", "Manufacturer"), declaration.producer),
            Part(Bilingual("合同", "Contract"), trade.contract(declaration)),
            trade.party(Bilingual("进口商", "Importer"), declaration.party("consignee")),
            trade.party(Bilingual("最终用户", "End user"), declaration.party("end_user")),
            Part(Bilingual("最终用途", "End use"), _use(declaration)),
            Part(Bilingual("运输", "Transport"), _transport(declaration)),
            Part(
                Bilingual("随附材料", "Attached"),
                words=[Bilingual(file_line(file), "") for file in declaration.attachments],
            ),
        ],
        BASIS,
        intro=Bilingual(
            "申请人声明所填内容及随附材料真实、完整，愿意接受主管部门的核查。",
            "The applicant states that this form and what is attached to it are true and complete, "
            "and accepts to be checked by the authorities.",
        ),
        signs=[
            Bilingual(
                "申请人（盖章）、法定代表人、日期", "Applicant: seal, legal representative, date"
            )
        ],
    )


def _people() -> list[Fact]:
    return facts(
        ("许可类型", "Kind of licence", KINDS),
        ("法定代表人", "Legal representative", BLANK),
        ("主要经营管理人员", "Key managers", BLANK),
        ("经办人及电话", "Handler and telephone", BLANK),
    )


def _row(line: GoodsLine) -> list[str]:
    return [
        trade.goods_named(line),
        f"{line.control_code or '—'}\n{line.hs_code}",
        *trade.amounts(line),
    ]


def _use(declaration: Declaration) -> list[Fact]:
    """What several statements say alike is said once."""

    def told(name: str) -> str:
        said = (getattr(each, name) for each in declaration.all_statements)
        return "\n".join(dict.fromkeys(filter(None, said)))

    return facts(
        ("用途说明", "Use", told("end_use_detail")),
        ("生产的产品", "Product made", told("product_made")),
        ("工艺环节", "Process step", told("process_step")),
        ("使用地点", "Site", told("site_address")),
        ("各方关系", "Relation of the parties", told("importer_relation")),
    )


def _transport(declaration: Declaration) -> list[Fact]:
    return facts(
        ("最终目的国（地区）", "Destination", named(COUNTRIES, declaration.final_destination)),
        ("过境国（地区）", "Transit", BLANK),
        ("运输方式", "Transport", named(TRANSPORT_MODES, declaration.transport_mode)),
        ("离境口岸", "Port of exit", named(EXIT_PORTS, declaration.exit_port)),
        ("预计出口日期", "Planned date", day(declaration.export_date)),
    )


PAPER = a_sheet(
    "dual_use_sheet", "DA", _("Dual-use licence application"), _first, for_exporters=True
)
