"""What was declared: the frozen content of one revision, as values.

Masses are Decimal kilograms, money Decimal in the line's or fee's currency, percentages Decimal
0–100, countries ISO alpha-3, codes strings as in compliance.codes.tables. Field names follow the
glossary; the official export declaration field is named where it differs (GACC 2018 No.60).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from compliance.law.canonical import added

LEAST_HEADER_KG = Decimal(1)
"""The header declares goods of less than a kilogram as 1 (filling rules, GACC 2019 No.18)."""


@dataclass(frozen=True)
class Organisation:
    """A PRC organisation on the declaration: consignor, producer or declarant."""

    name_zh: str
    name_en: str = ""
    uscc: str = ""
    customs_code: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Party:
    """A foreign party or service provider. `ref` is stable within the revision ("consignee-1").

    `role` is one of shipments.models.PartyRole; `business_kind` a code of BUSINESS_KINDS.
    """

    ref: str
    role: str
    name_en: str
    name_zh: str = ""
    country: str = ""
    address: str = ""
    registration_no: str = ""
    business_kind: str = ""
    aeo_code: str = ""
    phone: str = ""
    email: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the party is declared under."""
        return tuple(name for name in (self.name_en, self.name_zh) if name)


@dataclass(frozen=True)
class Component:
    """One constituent of a goods line; `percent` by mass."""

    substance: str
    percent: Decimal


@dataclass(frozen=True)
class ControlElement:
    """One row of 禁限管制申报要素 (GACC 2026 No.40)."""

    category: str
    number: str
    value: str


@dataclass(frozen=True)
class GoodsLine:
    """One item of the declaration. `material` is a code of MATERIALS."""

    number: int
    hs_code: str
    ciq_code: str
    material: str
    form: str
    name_zh: str
    name_en: str
    specification: str
    cas: str
    purity_percent: Decimal | None
    composition: tuple[Component, ...]
    quantity: Decimal
    unit: str
    net_weight_kg: Decimal
    gross_weight_kg: Decimal
    unit_price: Decimal
    total_price: Decimal
    currency: str
    origin_country: str
    final_destination: str
    source_area: str
    duty_mode: str
    licence_kind: str = ""
    licence_no: str = ""
    control_code: str = ""
    control_explain_code: str = ""
    control_elements: tuple[ControlElement, ...] = ()
    lot_numbers: str = ""
    un_number: str = ""
    dangerous_name: str = ""
    dangerous_packing: str = ""
    statement_no: str = added("")


@dataclass(frozen=True)
class Fee:
    """Freight, insurance or other charges; mark 1 rate, 2 unit price per tonne, 3 total."""

    mark: str = ""
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True)
class OtherDocument:
    """随附单证: a supervision document other than the licence in the header."""

    code: str
    number: str


@dataclass(frozen=True)
class Attachment:
    """An uploaded file; `kind` is a code of ATTACHMENT_KINDS, `sha256` lower-case hex."""

    kind: str
    filename: str
    sha256: str
    size: int
    number: str = ""


@dataclass(frozen=True)
class EndUseStatement:
    """最终用户和最终用途证明 as declared (Decree 792 arts. 16, 24)."""

    number: str
    kind: str
    end_user_name_en: str
    end_user_name_zh: str
    registration_no: str
    country: str
    address: str
    business_kind: str
    business_scope: str
    military_ties: bool
    ownership: str
    phone: str
    email: str
    website: str
    site_name: str
    site_address: str
    site_country: str
    importer_name: str
    importer_address: str
    importer_relation: str
    contract_no: str
    contract_date: date | None
    goods_zh: str
    goods_en: str
    control_code: str
    hs_code: str
    specification: str
    quantity_kg: Decimal | None
    value: Decimal | None
    currency: str
    end_use: str
    end_use_detail: str
    product_made: str
    process_step: str
    downstream: str
    annual_consumption_kg: Decimal | None
    stock_kg: Decimal | None
    promises_declared_use: bool
    promises_no_transfer: bool
    promises_no_wmd: bool
    accepts_verification: bool
    signatory_name: str
    signatory_title: str
    signed_at_place: str
    signed_on: date | None
    sealed: bool
    has_chinese_text: bool
    valid_until: date | None
    scan_sha256: str = ""


@dataclass(frozen=True)
class Declaration:
    """One revision of one shipment: header, parties, goods lines, end use, attachments.

    A line that names none of `further_statements` is covered by `statement`.
    """

    reference: str
    declaration_no: str
    revision: int
    declared_on: date
    exporter: Organisation
    producer: Organisation
    declarant: Organisation
    declarant_person: str
    declarant_person_card: str
    declaring_customs: str
    exit_customs: str
    export_date: date | None
    record_no: str
    customs_regime: str
    levy_nature: str
    contract_no: str
    contract_date: date | None
    invoice_no: str
    trading_country: str
    destination_country: str
    final_destination: str
    destination_port: str
    exit_port: str
    transport_mode: str
    transport_name: str
    voyage_no: str
    bill_no: str
    incoterm: str
    freight: Fee
    insurance: Fee
    other_charges: Fee
    packing: str
    packages: int
    gross_weight_kg: Decimal
    net_weight_kg: Decimal
    declared_total: Decimal
    marks: str
    remarks: str
    price_promises: str
    parties: tuple[Party, ...] = ()
    lines: tuple[GoodsLine, ...] = ()
    documents: tuple[OtherDocument, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    statement: EndUseStatement | None = None
    filed_by: str = field(default="")
    further_statements: tuple[EndUseStatement, ...] = added(())
    container_nos: str = added("")

    def party(self, role: str) -> Party | None:
        """The first party in that role."""
        return next((party for party in self.parties if party.role == role), None)

    @property
    def all_statements(self) -> tuple[EndUseStatement, ...]:
        """Every end-use statement, the first one first."""
        return (*((self.statement,) if self.statement else ()), *self.further_statements)

    def statement_of(self, line: GoodsLine) -> EndUseStatement | None:
        """The statement that covers the line."""
        named = (each for each in self.further_statements if each.number == line.statement_no)
        return next(named, self.statement)

    def by_statement(self) -> tuple["Declaration", ...]:
        """The declaration itself; where it rests on several statements a part for each of them,
        with the lines that it covers, and one for lines that none covers."""
        return tuple(self._parts()) if self.further_statements and self.lines else (self,)

    def _parts(self) -> Iterator["Declaration"]:
        for statement in (self.statement, *self.further_statements):
            lines = tuple(line for line in self.lines if self.statement_of(line) is statement)
            if lines:
                yield replace(self, statement=statement, further_statements=(), lines=lines)

    def attachment_kinds(self) -> frozenset[str]:
        """Kinds of which at least one file is attached."""
        return frozenset(attachment.kind for attachment in self.attachments)
