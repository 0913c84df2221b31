"""Many different shipments without their forms: what the benchmarks screen, replay and rehearse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from compliance import clock
from compliance.accounts.models import CustomsOffice, User
from compliance.law import sample
from compliance.law.canonical import sha256_of, to_plain
from compliance.law.declaration import Declaration, GoodsLine, Organisation, Party
from shipments.declare.actions import exporter_of
from shipments.demo.buyers import AOBA, DEKKER, HANBIT, LINDNER, MERLION, ORCHID, Buyer
from shipments.demo.goods import BISMUTH_SOLDER, FOIL, HIGH_PURITY, INGOT, INP, TMIN, Product
from shipments.demo.scenarios import INPACT, NITTO_TYPO
from shipments.models import Revision, Shipment
from shipments.moves import Status

BUYERS = (HANBIT, DEKKER, LINDNER, AOBA, ORCHID, MERLION, INPACT, NITTO_TYPO)
PRODUCTS = (INGOT, HIGH_PURITY, FOIL, INP, TMIN, BISMUTH_SOLDER)
PLANTS = 11
DAYS = 360


def file_past(count: int, people: dict[str, User]) -> Iterator[Shipment]:
    """Shipments waiting to be screened, spread evenly over the past year, the oldest first.

    The clock stands at each one's day while the caller works on it.
    """
    filers = [people["exporter"], people["rival"], people["exporter3"]]
    office = CustomsOffice.objects.get(code="2233")
    start = clock.now() - timedelta(days=DAYS)
    for number in range(count):
        with clock.at(start + number * timedelta(days=DAYS) / count):
            yield _file(number, filers[number % 3], office, clock.now())


def varied(number: int, day: date, filer: User, reference: str) -> Declaration:
    """The declaration with that number: buyer, plant, goods, mass and price change with it."""
    buyer = BUYERS[number % len(BUYERS)]
    name = f"{buyer.name_en} Plant {number // 7 % PLANTS + 1}" if number % 5 else buyer.name_en
    goods = [PRODUCTS[(number // step) % len(PRODUCTS)] for step in (1, 6)][: 1 + number % 2]
    lines = [_line(product, place, number, buyer) for place, product in enumerate(goods, start=1)]
    base = sample.with_lines(sample.DECLARATION, *lines)
    return replace(
        base,
        reference=reference,
        declared_on=day,
        exporter=_organisation(filer),
        producer=_organisation(filer),
        declarant=_organisation(filer),
        contract_no=f"YP-{number:06d}",
        trading_country=buyer.country,
        destination_country=buyer.country,
        final_destination=buyer.country,
        parties=(_party("consignee", buyer, name), _party("end_user", buyer, name)),
        remarks="；".join(dict.fromkeys(product.remark for product in goods)),
        statement=replace(
            sample.STATEMENT,
            end_user_name_en=name,
            end_user_name_zh=buyer.name_zh,
            country=buyer.country,
            site_country=buyer.country,
            contract_no=f"YP-{number:06d}",
            end_use=buyer.use,
            quantity_kg=base.net_weight_kg,
            signed_on=day - timedelta(days=10),
            valid_until=day + timedelta(days=300),
        ),
    )


def _file(number: int, filer: User, office: CustomsOffice, moment: datetime) -> Shipment:
    shipment = Shipment(
        exporter=filer.exporter,
        created_by=filer,
        filed_by=filer,
        office=office,
        status=Status.SCREENING,
        revision_no=1,
        first_submitted_at=moment,
        submitted_at=moment,
        contract_no=f"YP-{number:06d}",
    )
    declaration = varied(number, clock.today(), filer, shipment.reference)
    shipment.consignee_name = shipment.end_user_name = declaration.parties[0].name_en
    shipment.total_net_kg = declaration.net_weight_kg
    shipment.save()
    Revision.objects.create(
        shipment=shipment,
        number=1,
        content=to_plain(declaration),
        sha256=sha256_of(declaration),
        submitted_by=filer,
        submitted_at=moment,
    )
    return shipment


def _line(product: Product, place: int, number: int, buyer: Buyer) -> GoodsLine:
    kg = Decimal(20 + number * 37 % 900)
    price = Decimal(product.usd_per_kg) * (Decimal("0.4") if number % 23 == 0 else 1)
    return replace(
        sample.LINE,
        number=place,
        **product.declared,
        quantity=kg,
        net_weight_kg=kg,
        gross_weight_kg=kg + 5,
        unit_price=price,
        total_price=price * kg,
        final_destination=buyer.country,
        licence_no="" if number % 17 == 0 else sample.LINE.licence_no,
    )


def _party(role: str, buyer: Buyer, name: str) -> Party:
    return replace(
        sample.CONSIGNEE,
        ref=f"{role}-1",
        role=role,
        name_en=name,
        name_zh=buyer.name_zh,
        country=buyer.country,
        address=buyer.address,
        business_kind=buyer.business_kind,
    )


def _organisation(filer: User) -> Organisation:
    exporter = exporter_of(filer)
    return Organisation(
        exporter.name_zh, exporter.name_en, exporter.uscc, exporter.customs_code, exporter.address
    )
