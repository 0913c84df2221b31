"""From the live rows of a draft to the frozen Declaration that customs judges."""

from datetime import date
from decimal import Decimal
from typing import Any

from compliance.law import declaration as law
from enduse.models import EndUseStatement
from shipments.models import GoodsLine, Shipment, ShipmentParty

ZERO = Decimal(0)
HEADER = (
    "reference",
    "declarant_person",
    "declarant_person_card",
    "exit_customs",
    "export_date",
    "record_no",
    "customs_regime",
    "levy_nature",
    "contract_no",
    "contract_date",
    "invoice_no",
    "trading_country",
    "destination_country",
    "final_destination",
    "destination_port",
    "exit_port",
    "transport_mode",
    "transport_name",
    "voyage_no",
    "bill_no",
    "incoterm",
    "packing",
    "marks",
    "remarks",
    "price_promises",
)
PARTY = (
    "ref",
    "role",
    "name_en",
    "name_zh",
    "country",
    "address",
    "registration_no",
    "business_kind",
    "aeo_code",
    "phone",
    "email",
)
LINE = (
    "number",
    "hs_code",
    "ciq_code",
    "material",
    "form",
    "name_zh",
    "name_en",
    "specification",
    "cas",
    "purity_percent",
    "quantity",
    "unit",
    "net_weight_kg",
    "gross_weight_kg",
    "unit_price",
    "total_price",
    "currency",
    "origin_country",
    "final_destination",
    "source_area",
    "duty_mode",
    "licence_kind",
    "licence_no",
    "control_code",
    "control_explain_code",
    "lot_numbers",
    "un_number",
    "dangerous_name",
    "dangerous_packing",
)
STATEMENT = (
    "number",
    "kind",
    "importer_name",
    "importer_address",
    "importer_relation",
    "contract_no",
    "contract_date",
    "goods_zh",
    "goods_en",
    "control_code",
    "hs_code",
    "specification",
    "quantity_kg",
    "value",
    "currency",
    "end_use",
    "end_use_detail",
    "product_made",
    "process_step",
    "downstream",
    "annual_consumption_kg",
    "stock_kg",
    "promises_declared_use",
    "promises_no_transfer",
    "promises_no_wmd",
    "accepts_verification",
    "signatory_name",
    "signatory_title",
    "signed_at_place",
    "signed_on",
    "sealed",
    "has_chinese_text",
    "valid_until",
    "scan_sha256",
)
END_USER = (
    "registration_no",
    "country",
    "address",
    "business_kind",
    "business_scope",
    "military_ties",
    "ownership",
    "phone",
    "email",
    "website",
)


def declaration_of(shipment: Shipment, revision_no: int, declared_on: date) -> law.Declaration:
    """The draft as one frozen value. Reads parties, lines, attachments and statement."""
    statement = shipment.statement
    parts: dict[str, Any] = {**_organisations(shipment), **_amounts(shipment)}
    return law.Declaration(
        **_copy(shipment, HEADER),
        declaration_no=shipment.declaration_no or "",
        revision=revision_no,
        declared_on=declared_on,
        declaring_customs=shipment.office.code if shipment.office else "",
        **parts,
        parties=tuple(_party(party) for party in shipment.parties.all()),
        lines=tuple(_line(line) for line in shipment.lines.all()),
        documents=tuple(law.OtherDocument(**each) for each in shipment.other_documents),
        attachments=tuple(
            law.Attachment(each.kind, each.filename, each.sha256, each.size, each.number)
            for each in shipment.attachments.all()
            if each.removed_at is None
        ),
        statement=_statement(statement) if statement else None,
        filed_by=str(shipment.filed_by or shipment.created_by),
    )


def _copy(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _organisations(shipment: Shipment) -> dict[str, law.Organisation]:
    exporter = shipment.exporter
    return {
        "exporter": law.Organisation(
            exporter.name_zh,
            exporter.name_en,
            exporter.uscc,
            exporter.customs_code,
            exporter.address,
            exporter.phone,
        ),
        "producer": law.Organisation(
            shipment.producer_name_zh,
            uscc=shipment.producer_uscc,
            customs_code=shipment.producer_customs_code,
        ),
        "declarant": law.Organisation(
            shipment.declarant_name_zh,
            uscc=shipment.declarant_uscc,
            customs_code=shipment.declarant_customs_code,
            phone=shipment.declarant_phone,
        ),
    }


def _amounts(shipment: Shipment) -> dict[str, Any]:
    return {
        "freight": _fee(shipment, "freight"),
        "insurance": _fee(shipment, "insurance"),
        "other_charges": _fee(shipment, "other"),
        "packages": shipment.packages or 0,
        "gross_weight_kg": shipment.gross_weight_kg or ZERO,
        "net_weight_kg": shipment.net_weight_kg or ZERO,
        "declared_total": shipment.declared_total or ZERO,
    }


def _fee(shipment: Shipment, name: str) -> law.Fee:
    return law.Fee(
        getattr(shipment, f"{name}_mark"),
        getattr(shipment, f"{name}_amount"),
        getattr(shipment, f"{name}_currency"),
    )


def _party(party: ShipmentParty) -> law.Party:
    return law.Party(**_copy(party, PARTY))


def _line(line: GoodsLine) -> law.GoodsLine:
    return law.GoodsLine(
        **_copy(line, LINE),
        composition=tuple(
            law.Component(each["substance"], Decimal(each["percent"])) for each in line.composition
        ),
        control_elements=tuple(law.ControlElement(**each) for each in line.control_elements),
    )


def _statement(statement: EndUseStatement) -> law.EndUseStatement:
    end_user, site = statement.end_user, statement.site
    return law.EndUseStatement(
        **_copy(statement, STATEMENT),
        **_copy(end_user, END_USER),
        end_user_name_en=end_user.name_en,
        end_user_name_zh=end_user.name_zh,
        site_name=site.name if site else "",
        site_address=site.address if site else "",
        site_country=site.country if site else "",
    )
