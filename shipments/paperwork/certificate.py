"""最终用户和最终用途证明, sections A to G, from the statement frozen with the revision.

No official template of 2025 is public; the fields follow Decree 792 arts. 16 and 24.
"""

from dataclasses import dataclass

from compliance.codes.tables import BUSINESS_KINDS, COUNTRIES
from compliance.law.declaration import Declaration, EndUseStatement
from compliance.law.default_norms import END_USE_NORMS
from shipments.paperwork.goods import Fact
from shipments.paperwork.wording import (
    EMPTY,
    Bilingual,
    currency,
    day,
    joined,
    money,
    named,
    plain,
    registrations,
    yes_no,
)

KINDS = {
    "statutory": Bilingual("法定（两用物项）", "Statutory (dual-use item)"),
    "requested": Bilingual("应要求出具（最终用户声明）", "Requested (end-user statement)"),
}
PROMISES = {
    "promises_declared_use": Bilingual(
        "未经中华人民共和国政府同意，不将上述物项用于申报用途以外的任何用途。",
        "Without the consent of the Government of the People's Republic of China, the items "
        "will not be put to any use other than the one declared.",
    ),
    "promises_no_transfer": Bilingual(
        "未经中华人民共和国政府同意，不将上述物项转让给申报的最终用户以外的任何第三方。",
        "Without that consent, the items will not be transferred to any third party other than "
        "the declared end user.",
    ),
    "promises_no_wmd": Bilingual(
        "不将上述物项用于储存、加工、生产、处理大规模杀伤性武器及其运载工具。",
        "The items will not be used to store, process, produce or handle weapons of mass "
        "destruction or their means of delivery.",
    ),
    "accepts_verification": Bilingual(
        "接受对最终用户和最终用途的核查。", "The end user and end use may be verified."
    ),
}


@dataclass(frozen=True)
class Section:
    """A lettered part of the certificate."""

    letter: str
    title: Bilingual
    facts: list[Fact]


@dataclass(frozen=True)
class Promise:
    """One undertaking and whether it was given."""

    words: Bilingual
    given: Bilingual


def sections(declaration: Declaration) -> list[Section]:
    """A to E: who, through whom, what and for which use."""
    statement = _statement(declaration)
    return [
        Section("A", Bilingual("最终用户", "End user"), _end_user(statement)),
        Section("B", Bilingual("进口商", "Importer"), _importer(statement)),
        Section("C", Bilingual("出口商", "Exporter"), _exporter(declaration)),
        Section("D", Bilingual("交易和物项", "Transaction and items"), _transaction(statement)),
        Section("E", Bilingual("最终用途", "End use"), _use(statement)),
    ]


def promises(declaration: Declaration) -> list[Promise]:
    """F: the undertakings of Decree 792 art. 24, each with the answer given."""
    statement = _statement(declaration)
    return [Promise(words, yes_no(getattr(statement, name))) for name, words in PROMISES.items()]


def signature(declaration: Declaration) -> Section:
    """G: who signed where and when, and how long the statement holds."""
    statement = _statement(declaration)
    facts = _facts(
        ("授权代表", "Authorised representative", statement.signatory_name),
        ("职务", "Title", statement.signatory_title),
        ("签署地点", "Place", statement.signed_at_place),
        ("签署日期", "Date", day(statement.signed_on)),
        ("加盖公章", "Company seal", str(yes_no(statement.sealed))),
        ("附中文文本", "Chinese text attached", str(yes_no(statement.has_chinese_text))),
        ("有效期至", "Valid until", day(statement.valid_until)),
        ("签字扫描件 SHA-256", "Signed scan SHA-256", statement.scan_sha256),
    )
    return Section("G", Bilingual("签署", "Signature"), facts)


def heading_facts(declaration: Declaration) -> list[Fact]:
    """Number and kind of the statement."""
    statement = _statement(declaration)
    kind = str(KINDS.get(statement.kind, statement.kind))
    return _facts(("证明编号", "Statement no.", statement.number), ("种类", "Kind", kind))


def _statement(declaration: Declaration) -> EndUseStatement:
    if declaration.statement is None:
        raise ValueError(f"{declaration.reference} has no end-use statement")
    return declaration.statement


def _end_user(statement: EndUseStatement) -> list[Fact]:
    return _facts(
        ("名称（英文）", "Legal name", statement.end_user_name_en),
        ("名称（中文）", "Name in Chinese", statement.end_user_name_zh),
        ("登记号", "Registration no.", statement.registration_no),
        ("国家（地区）", "Country or region", named(COUNTRIES, statement.country)),
        ("实际地址", "Physical address", statement.address),
        ("企业类型", "Kind of business", named(BUSINESS_KINDS, statement.business_kind)),
        ("经营范围", "Business scope", statement.business_scope),
        ("所有权", "Ownership", statement.ownership),
        ("与军方的联系", "Ties to the military", str(yes_no(statement.military_ties))),
        ("电话", "Telephone", statement.phone),
        ("电子邮箱", "E-mail", statement.email),
        ("网站", "Website", statement.website),
    )


def _importer(statement: EndUseStatement) -> list[Fact]:
    return _facts(
        ("名称", "Name", statement.importer_name),
        ("地址", "Address", statement.importer_address),
        ("与最终用户的关系", "Relation to the end user", statement.importer_relation),
    )


def _exporter(declaration: Declaration) -> list[Fact]:
    exporter = declaration.exporter
    return _facts(
        ("名称", "Name", joined((exporter.name_zh, exporter.name_en), " ")),
        ("统一社会信用代码 / 海关编码", "USCC / customs code", registrations(exporter)),
        ("地址", "Address", exporter.address),
        ("电话", "Telephone", exporter.phone),
    )


def _transaction(statement: EndUseStatement) -> list[Fact]:
    return _facts(
        ("合同号", "Contract no.", statement.contract_no),
        ("合同日期", "Contract date", day(statement.contract_date)),
        ("物项（中文）", "Item in Chinese", statement.goods_zh),
        ("物项（英文）", "Item in English", statement.goods_en),
        ("出口管制编码", "Control code", statement.control_code),
        ("商品编号", "HS code", statement.hs_code),
        ("规格和纯度", "Specification and purity", statement.specification),
        ("数量（千克）", "Quantity (kg)", plain(statement.quantity_kg)),
        ("金额", "Value", money(statement.value)),
        ("币制", "Currency", currency(statement.currency)),
    )


def _use(statement: EndUseStatement) -> list[Fact]:
    return _facts(
        ("用途类别", "Category", _category(statement.end_use)),
        ("用途说明", "Use in detail", statement.end_use_detail),
        ("制成产品", "Product made", statement.product_made),
        ("使用工序", "Process step", statement.process_step),
        ("使用场所", "Plant", statement.site_name),
        ("场所地址", "Plant address", statement.site_address),
        ("场所国家（地区）", "Plant country", named(COUNTRIES, statement.site_country)),
        ("下游客户或产品", "Downstream customers or product", statement.downstream),
        ("年消耗量（千克）", "Yearly consumption (kg)", plain(statement.annual_consumption_kg)),
        ("库存（千克）", "Stock (kg)", plain(statement.stock_kg)),
    )


def _category(code: str) -> str:
    found = next((norm for norm in END_USE_NORMS if norm.code == code), None)
    return f"{found.name_zh} {found.name_en} ({code})" if found else code


def _facts(*rows: tuple[str, str, str]) -> list[Fact]:
    return [Fact(Bilingual(zh, en), text or EMPTY) for zh, en, text in rows]
