"""出口货物报关单, lower half and annex: the goods, and what the form has no box for."""

from dataclasses import dataclass
from typing import Any

from compliance.codes.tables import ATTACHMENT_KINDS, COUNTRIES, DUTY_MODES, SOURCE_AREAS, UNITS
from compliance.declared.dictionary import Dictionary
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.law.declaration import Attachment, Declaration, GoodsLine, Organisation, Party
from shipments.papers.wording import Bilingual, bilingual, coded, currency, joined, money, plain
from shipments.papers.written import Fact, in_annex, written

KILOGRAM = "035"
PARTY_ROLES = {
    "consignee": Bilingual("境外收货人", "Consignee"),
    "end_user": Bilingual("最终用户", "End user"),
    "intermediary": Bilingual("中间商", "Intermediary"),
    "carrier": Bilingual("承运人", "Carrier"),
    "forwarder": Bilingual("货运代理", "Forwarder"),
    "payer": Bilingual("付款人", "Payer"),
    "notify": Bilingual("通知方", "Notify party"),
}


@dataclass(frozen=True)
class ItemRow:
    """One line of goods as the form's nine columns; `control` is the two fields of 2026."""

    number: int
    hs_code: str
    ciq_code: str
    name_zh: str
    specification: str
    name_en: str
    control: str
    quantities: tuple[str, ...]
    prices: tuple[str, ...]
    origin: str
    final_destination: str
    source_area: str
    duty_mode: str


@dataclass(frozen=True)
class Person:
    """One party or organisation in the annex: its capacity, its names, and the rest."""

    role: Bilingual
    names: str
    particulars: str


def item_row(line: GoodsLine) -> ItemRow:
    """What the form prints for a line of goods."""
    return ItemRow(
        number=line.number,
        hs_code=line.hs_code,
        ciq_code=line.ciq_code,
        name_zh=line.name_zh,
        specification=line.specification,
        name_en=line.name_en,
        control=_control(line),
        quantities=_quantities(line),
        prices=(money(line.unit_price), money(line.total_price), currency(line.currency)),
        origin=coded(COUNTRIES, line.origin_country),
        final_destination=coded(COUNTRIES, line.final_destination),
        source_area=coded(SOURCE_AREAS, line.source_area),
        duty_mode=coded(DUTY_MODES, line.duty_mode),
    )


def particulars(line: GoodsLine) -> str:
    """What is declared of a line beyond the form's columns."""
    return _annexed(LINE, line)


def header_facts(declaration: Declaration) -> list[Fact]:
    """Header values the form has no box for, between reference and filer."""
    facts = (
        Fact(Bilingual("申报参考号", "Reference"), declaration.reference),
        *(
            Fact(Bilingual(label.zh, label.en), written(field, declaration))
            for label, field in in_annex(HEADER.values())
        ),
        Fact(Bilingual("录入人", "Filed by"), declaration.filed_by),
    )
    return [fact for fact in facts if fact.text]


def people(declaration: Declaration) -> list[Person]:
    """The Chinese organisations, then every declared party with all its particulars."""
    organisations = (
        (Bilingual("境内发货人", "Domestic consignor"), declaration.exporter),
        (Bilingual("生产销售单位", "Producer or seller"), declaration.producer),
        (Bilingual("申报单位", "Declarant"), declaration.declarant),
    )
    return [_organisation(role, found) for role, found in organisations if found.name_zh] + [
        _party(party) for party in declaration.parties
    ]


def file_line(file: Attachment) -> str:
    """Name, size and SHA-256 of an uploaded file."""
    kind = bilingual(ATTACHMENT_KINDS.get(file.kind), file.kind)
    return joined((str(kind), file.number, file.filename, f"{file.size} B", file.sha256), " · ")


def _organisation(role: Bilingual, found: Organisation) -> Person:
    names = joined((found.name_zh, found.name_en), " ")
    return Person(
        role,
        names,
        _labelled(
            ("统一社会信用代码 USCC", found.uscc),
            ("海关编码 Customs code", found.customs_code),
            ("地址 Address", found.address),
            ("电话 Telephone", found.phone),
        ),
    )


def _party(party: Party) -> Person:
    role = PARTY_ROLES.get(party.role, Bilingual(party.role, ""))
    return Person(role, joined(party.names, " "), _annexed(PARTY, party))


def _annexed(dictionary: Dictionary, declared: Any) -> str:
    fields = in_annex(dictionary.values())
    return _labelled(*((str(label), written(field, declared)) for label, field in fields))


def _quantities(line: GoodsLine) -> tuple[str, ...]:
    """The legal quantity (kilograms throughout chapters 28 to 81), then the declared one."""
    legal = f"{plain(line.net_weight_kg)}{_unit(KILOGRAM)}"
    declared = f"{plain(line.quantity)}{_unit(line.unit)}"
    return (legal, "", declared)


def _unit(code: str) -> str:
    found = UNITS.get(code)
    return found.name_zh if found else code


def _control(line: GoodsLine) -> str:
    """Licence, control code and the two fields of GACC 2026 No.40."""
    licence = f"{line.licence_no}({line.licence_kind})" if line.licence_no else ""
    elements = joined(
        joined((part.category, part.number, part.value), " ") for part in line.control_elements
    )
    return _labelled(
        ("许可证", licence),
        ("管制编码", line.control_code),
        ("禁限管制识别码", line.control_explain_code),
        ("禁限管制申报要素", elements),
    )


def _labelled(*pairs: tuple[str, str]) -> str:
    return joined(f"{label}：{text}" for label, text in pairs if text)
