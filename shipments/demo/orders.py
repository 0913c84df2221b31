"""From an order to a complete draft: the rows an exporter would have filled in."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from compliance import clock
from compliance.accounts.models import CustomsOffice, User
from enduse.models import EndUser, EndUseStatement, Site, StatementKind
from shipments.declare.actions import exporter_of
from shipments.demo.buyers import Buyer
from shipments.demo.goods import Product, line_fields
from shipments.demo.licences import licence_number
from shipments.demo.papers import attach_papers, sign_statement
from shipments.models import GoodsLine, PartyRole, Shipment, ShipmentParty

_serial = itertools.count(1)
TERMS = {
    "incoterm": "1",
    "freight_mark": "3",
    "freight_amount": Decimal(1800),
    "freight_currency": "USD",
    "insurance_mark": "1",
    "insurance_amount": Decimal("0.3"),
    "insurance_currency": "",
}


@dataclass(frozen=True)
class Order:
    """Who buys how much of what. `end_user` defaults to the buyer; `statement` off leaves the
    end-use statement out; `header` overrides fields of the shipment."""

    buyer: Buyer
    goods: tuple[tuple[Product, str], ...]
    end_user: Buyer | None = None
    statement: bool = True
    office: str = "2233"
    header: tuple[tuple[str, Any], ...] = ()
    line: tuple[tuple[str, Any], ...] = ()


def draft_of(order: Order, by: User) -> Shipment:
    """A complete, unsubmitted shipment for the order, filed by that exporter's user."""
    lines = [
        line_fields(product, Decimal(kg), order.buyer.country, **_line(order, product, by))
        for product, kg in order.goods
    ]
    contract_no = f"YP-{clock.today():%y%m}-{next(_serial):04d}"
    statement = _statement(order, lines, contract_no, by) if order.statement else None
    header = {**_header(order, lines, contract_no, by), **dict(order.header)}
    shipment = Shipment.objects.create(created_by=by, statement=statement, **header)
    GoodsLine.objects.bulk_create(
        GoodsLine(shipment=shipment, number=number, **fields)
        for number, fields in enumerate(lines, start=1)
    )
    _add_parties(shipment, order, statement.end_user if statement else None)
    attach_papers(shipment, by)
    return shipment


def _line(order: Order, product: Product, by: User) -> dict[str, Any]:
    return {"licence_no": licence_number(exporter_of(by), product.licence_kind), **dict(order.line)}


def _header(
    order: Order, lines: list[dict[str, Any]], contract_no: str, by: User
) -> dict[str, Any]:
    exporter, buyer = exporter_of(by), order.buyer
    return {
        **TERMS,
        **_contract(contract_no),
        "exporter": exporter,
        "office": CustomsOffice.objects.get(code=order.office),
        "exit_customs": order.office,
        "export_date": clock.today() + timedelta(days=3),
        "producer_name_zh": exporter.name_zh,
        "producer_uscc": exporter.uscc,
        "producer_customs_code": exporter.customs_code,
        "declarant_name_zh": exporter.name_zh,
        "declarant_uscc": exporter.uscc,
        "declarant_customs_code": exporter.customs_code,
        "declarant_person": by.display_name.split()[0],
        "declarant_person_card": "2233004914901",
        "declarant_phone": exporter.phone,
        "trading_country": buyer.country,
        "destination_country": buyer.country,
        "final_destination": buyer.country,
        "destination_port": buyer.port,
        "exit_port": {"2233": "310302", "2248": "311002"}[order.office],
        "transport_mode": {"2233": "5", "2248": "2"}[order.office],
        "transport_name": {"2233": "CK257", "2248": "EVER CALM"}[order.office],
        "voyage_no": "0149W",
        "bill_no": f"SHA{contract_no[-4:]}49",
        "packing": "23",
        "packages": max(1, int(_total(lines, "net_weight_kg") / 25)),
        "gross_weight_kg": _total(lines, "gross_weight_kg"),
        "net_weight_kg": _total(lines, "net_weight_kg"),
        "declared_total": _total(lines, "total_price"),
        "marks": "N/M",
        "remarks": "；".join(dict.fromkeys(product.remark for product, _kg in order.goods)),
    }


def _contract(contract_no: str) -> dict[str, Any]:
    return {
        "customs_regime": "0110",
        "levy_nature": "101",
        "contract_no": contract_no,
        "contract_date": clock.today() - timedelta(days=20),
        "invoice_no": f"INV-{contract_no}",
    }


def _total(lines: list[dict[str, Any]], name: str) -> Decimal:
    return sum((line[name] for line in lines), Decimal(0))


def _statement(
    order: Order, lines: list[dict[str, Any]], contract_no: str, by: User
) -> EndUseStatement:
    buyer = order.end_user or order.buyer
    end_user = _end_user(buyer, by)
    site = end_user.sites.first()
    is_dual_use = any(product.licence_kind == "3" for product, _kg in order.goods)
    first = lines[0]
    statement = EndUseStatement(
        exporter=exporter_of(by),
        end_user=end_user,
        site=site,
        number=f"EUS-{contract_no}",
        kind=StatementKind.STATUTORY if is_dual_use else StatementKind.REQUESTED,
        importer_name=order.buyer.name_en,
        importer_address=order.buyer.address,
        importer_relation="Same company" if order.end_user is None else "Supplier",
        contract_no=contract_no,
        contract_date=clock.today() - timedelta(days=20),
        goods_zh="、".join(line["name_zh"] for line in lines),
        goods_en=", ".join(line["name_en"] for line in lines),
        control_code=first["control_code"],
        hs_code=first["hs_code"],
        specification=first["specification"],
        quantity_kg=_total(lines, "net_weight_kg"),
        value=_total(lines, "total_price"),
        currency="USD",
        end_use=buyer.use,
        end_use_detail=f"{buyer.product_made}. {buyer.process}.",
        product_made=buyer.product_made,
        process_step=buyer.process,
        downstream="Makers of displays and optical components",
        annual_consumption_kg=Decimal(buyer.yearly_kg),
        stock_kg=Decimal(buyer.yearly_kg) / 10,
        **_signature(buyer),
    )
    sign_statement(statement)
    return statement


def _signature(buyer: Buyer) -> dict[str, Any]:
    return {
        "promises_declared_use": True,
        "promises_no_transfer": True,
        "promises_no_wmd": True,
        "accepts_verification": True,
        "signatory_name": "Jonas Park",
        "signatory_title": "Head of Purchasing",
        "signed_at_place": buyer.address.split(",")[-1].strip(),
        "signed_on": clock.today() - timedelta(days=10),
        "sealed": True,
        "has_chinese_text": True,
        "valid_until": clock.today() + timedelta(days=355),
    }


def _end_user(buyer: Buyer, by: User) -> EndUser:
    particulars = {
        "name_zh": buyer.name_zh,
        "registration_no": f"{buyer.country}-49-{buyer.yearly_kg}",
        "address": buyer.address,
        "phone": "+00 49 1149",
        "email": "purchasing@buyer.example",
        "website": "https://buyer.example",
        "business_kind": buyer.business_kind,
        "business_scope": buyer.scope,
        "ownership": "Privately held",
    }
    end_user, is_new = EndUser.objects.get_or_create(
        exporter=by.exporter, name_en=buyer.name_en, country=buyer.country, defaults=particulars
    )
    if is_new:
        Site.objects.create(
            end_user=end_user,
            name="Plant 1",
            address=buyer.address,
            country=buyer.country,
        )
    return end_user


def _add_parties(shipment: Shipment, order: Order, known: EndUser | None) -> None:
    end_user = order.end_user or order.buyer
    known = known or _known(shipment, end_user)
    ShipmentParty.objects.bulk_create(
        [
            _party(shipment, PartyRole.CONSIGNEE, order.buyer),
            _party(shipment, PartyRole.END_USER, end_user, end_user=known),
            _party(shipment, PartyRole.PAYER, order.buyer),
            _carrier(shipment),
        ]
    )


def _carrier(shipment: Shipment) -> ShipmentParty:
    return ShipmentParty(
        shipment=shipment,
        role=PartyRole.CARRIER,
        name_en="Lantau Air Freight Ltd.",
        name_zh="大屿航空货运有限公司",
        country="HKG",
        address="Chek Lap Kok, Hong Kong",
        business_kind="forwarder",
    )


def _known(shipment: Shipment, buyer: Buyer) -> EndUser | None:
    return EndUser.objects.filter(exporter=shipment.exporter, name_en=buyer.name_en).first()


def _party(shipment: Shipment, role: str, buyer: Buyer, **fields: Any) -> ShipmentParty:
    return ShipmentParty(
        shipment=shipment,
        role=role,
        name_en=buyer.name_en,
        name_zh=buyer.name_zh,
        country=buyer.country,
        address=buyer.address,
        registration_no=f"{buyer.country}-49-{buyer.yearly_kg}",
        business_kind=buyer.business_kind,
        phone="+00 49 1149",
        **fields,
    )
