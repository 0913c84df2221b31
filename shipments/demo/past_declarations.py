"""From an order of the past to the declaration that was filed for it. Pure."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from compliance.accounts.models import Exporter
from compliance.law import sample
from compliance.law.declaration import (
    Component,
    Declaration,
    EndUseStatement,
    GoodsLine,
    Organisation,
    Party,
)
from compliance.law.default_policy import default_policy
from shipments.demo.buyers import Buyer
from shipments.demo.goods import LICENCE_NUMBERS, Product
from shipments.demo.papers import frozen_papers
from shipments.demo.two_years import PastOrder

CENT = Decimal("0.01")
DAYS_TO_EXPORT = 3


def declaration_for(
    order: PastOrder, reference: str, number: str, day: date, exporter: Exporter
) -> Declaration:
    """What the exporter declared that day under that pre-entry number."""
    line, contract = _line(order, day, exporter), f"{exporter.customs_code[:4]}-{reference[4:]}"
    organisation = _organisation(exporter)
    base = sample.with_lines(sample.DECLARATION, line)
    return replace(
        base,
        reference=reference,
        declaration_no=number,
        declared_on=day,
        export_date=min(day + timedelta(days=DAYS_TO_EXPORT), day.replace(month=12, day=31)),
        exporter=organisation,
        producer=organisation,
        declarant=organisation,
        contract_no=contract,
        contract_date=day - timedelta(days=25),
        invoice_no=f"INV-{contract}",
        trading_country=order.consignee.country,
        destination_country=order.buyer.country,
        final_destination=order.buyer.country,
        destination_port=order.buyer.port,
        packages=max(1, int(order.kg / 25)),
        remarks=order.product.remark,
        parties=(_party("consignee", order.consignee), _party("end_user", order.buyer)),
        attachments=frozen_papers(contract),
        statement=_statement(order, line, contract, day),
    )


def _statement(order: PastOrder, line: GoodsLine, contract: str, day: date) -> EndUseStatement:
    user, is_dual_use = order.buyer, order.product.licence_kind == "3"
    return replace(
        sample.STATEMENT,
        number=f"EUS-{contract}",
        kind="statutory" if is_dual_use else "requested",
        end_user_name_en=user.name_en,
        end_user_name_zh=user.name_zh,
        registration_no=_registration(user),
        country=user.country,
        address=user.address,
        business_kind=user.business_kind,
        business_scope=user.scope,
        ownership="Privately held",
        site_name=f"{user.address.rpartition(', ')[2]} plant",
        site_address=user.address,
        site_country=user.country,
        importer_name=order.consignee.name_en,
        importer_address=order.consignee.address,
        importer_relation="same" if order.consignee == user else "supplier",
        contract_no=contract,
        contract_date=day - timedelta(days=25),
        goods_zh=line.name_zh,
        goods_en=line.name_en,
        control_code=line.control_code,
        hs_code=line.hs_code,
        specification=line.specification,
        quantity_kg=line.net_weight_kg,
        value=line.total_price,
        end_use=user.use,
        end_use_detail=f"{user.product_made}. {user.process}.",
        product_made=user.product_made,
        process_step=user.process,
        downstream="Makers of displays and optical components",
        annual_consumption_kg=Decimal(user.yearly_kg),
        stock_kg=Decimal(user.yearly_kg) / 10,
        signed_on=day - timedelta(days=12),
        valid_until=day + timedelta(days=350),
    )


def _line(order: PastOrder, day: date, exporter: Exporter) -> GoodsLine:
    product, usd_per_kg = order.product, _price(order, day)
    element = product.control_code or product.remark
    return replace(
        sample.LINE,
        **product.declared,
        composition=tuple(Component(s, Decimal(p)) for s, p in product.composition),
        quantity=order.kg,
        net_weight_kg=order.kg,
        gross_weight_kg=(order.kg * Decimal("1.04")).quantize(CENT),
        unit_price=usd_per_kg,
        total_price=(order.kg * usd_per_kg).quantize(CENT),
        final_destination=order.buyer.country,
        source_area=f"{exporter.customs_code[:4]}9",
        licence_no=licence_no(product, day, exporter),
        control_elements=(
            replace(
                sample.LINE.control_elements[0],
                category=product.control_explain_code,
                value=element,
            ),
        ),
        un_number=product.dangerous.get("un_number", ""),
        dangerous_name=product.dangerous.get("dangerous_name", ""),
        dangerous_packing=product.dangerous.get("dangerous_packing", ""),
    )


def _price(order: PastOrder, day: date) -> Decimal:
    """USD per kg: about what the first policy takes for the market's price of that day."""
    product, policy = order.product, default_policy()
    market = policy.reference_price(product.material, Decimal(product.purity_percent), day)
    return ((market or Decimal(product.usd_per_kg)) * order.price).quantize(CENT)


def licence_no(product: Product, day: date, exporter: Exporter) -> str:
    """The licence used that day: of the year, and of the province that issued it."""
    number = LICENCE_NUMBERS[product.licence_kind].replace("26", f"{day:%y}", 1)
    return number.replace("53", exporter.customs_code[:2], 1).replace(
        "149", exporter.customs_code[-3:]
    )


def _party(role: str, buyer: Buyer) -> Party:
    return replace(
        sample.CONSIGNEE,
        ref=f"{role}-1",
        role=role,
        name_en=buyer.name_en,
        name_zh=buyer.name_zh,
        country=buyer.country,
        address=buyer.address,
        registration_no=_registration(buyer),
        business_kind=buyer.business_kind,
    )


def _registration(buyer: Buyer) -> str:
    """One number a firm, whatever it says it needs."""
    return f"{buyer.country}-49-{sum(map(ord, buyer.name_en))}"


def _organisation(exporter: Exporter) -> Organisation:
    return Organisation(
        exporter.name_zh,
        exporter.name_en,
        exporter.uscc,
        exporter.customs_code,
        exporter.address,
        exporter.phone,
    )
