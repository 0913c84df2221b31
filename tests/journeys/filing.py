"""An exporter fills in a whole declaration at the browser, section by section."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from compliance import clock
from shipments.demo.buyers import Buyer
from shipments.demo.goods import INGOT, INP, TMIN, Product, line_fields
from shipments.demo.papers import paper
from tests.browser import Person

GOODS = ((INGOT, Decimal("250")), (INP, Decimal("20")), (TMIN, Decimal("3")))
LINE = (
    "material",
    "form",
    "hs_code",
    "name_zh",
    "name_en",
    "cas",
    "purity_percent",
    "quantity",
    "net_weight_kg",
    "gross_weight_kg",
    "unit_price",
    "total_price",
    "currency",
    "origin_country",
    "final_destination",
    "source_area",
    "licence_kind",
    "licence_no",
    "control_code",
    "control_explain_code",
    "lot_numbers",
    "un_number",
    "dangerous_name",
    "dangerous_packing",
)


def file_declaration(person: Person, buyer: Buyer, contract_no: str, folder: Path) -> str:
    """File everything for three lines of goods and submit; the shipment's reference."""
    lines = [line_fields(product, kg, buyer.country) for product, kg in GOODS]
    add_statement(person, buyer, contract_no, lines, folder)
    person.go("/shipments/")
    person.press("form[action$='/shipments/new/'] button")
    reference = person.path.strip("/").split("/")[-1]
    add_parties(person, reference, buyer)
    for number, (product, _kg) in enumerate(GOODS):
        add_line(person, reference, product, lines[number])
    fill_header(person, reference, buyer, contract_no, lines)
    choose_statement(person, reference, contract_no)
    attach_papers(person, reference, folder)
    person.go(f"/shipments/{reference}/check/")
    person.submit_form("expected_revision")
    assert person.path == f"/shipments/{reference}/"
    return reference


def add_statement(
    person: Person, buyer: Buyer, contract_no: str, lines: list[dict[str, Any]], folder: Path
) -> None:
    """An end user with its site, and its signed statement."""
    person.go("/end-use/end-users/add/")
    person.fill(
        {
            "name_en": buyer.name_en,
            "name_zh": buyer.name_zh,
            "country": buyer.country,
            "address": buyer.address,
            "business_kind": buyer.business_kind,
            "business_scope": buyer.scope,
            "registration_no": "REG-49",
        }
    )
    person.submit_form("business_scope")
    person.go("/end-use/statements/add/")
    end_user = person.page.locator("main [name=end_user]")
    end_user.select_option(label=next(text for text in _options(end_user) if buyer.name_en in text))
    person.fill(statement_fields(buyer, contract_no, lines))
    person.fill(signature_fields())
    person.page.locator("main [name=upload]").set_input_files(file_of(folder, "statement"))
    person.submit_form("end_use_detail")
    assert not person.errors()


def statement_fields(buyer: Buyer, contract_no: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """What the statement says."""
    today = clock.today()
    return {
        "importer_name": buyer.name_en,
        "importer_address": buyer.address,
        "importer_relation": "Same company",
        "number": f"EUS-{contract_no}",
        "kind": "statutory",
        "contract_no": contract_no,
        "contract_date": today - timedelta(days=20),
        "goods_zh": "铟锭、磷化铟多晶、三甲基铟",
        "goods_en": "Indium ingots, InP, TMIn",
        "hs_code": "2853904051",
        "control_code": "3C004.a",
        "specification": "In 99.995%; InP 6N; TMIn 6N",
        "quantity_kg": sum(line["net_weight_kg"] for line in lines),
        "value": sum(line["total_price"] for line in lines),
        "currency": "USD",
        "end_use": buyer.use,
        "end_use_detail": buyer.process,
        "product_made": buyer.product_made,
        "process_step": buyer.process,
        "downstream": "Makers of lasers",
        "annual_consumption_kg": buyer.yearly_kg,
        "stock_kg": "10",
    }


def signature_fields() -> dict[str, Any]:
    """What the end user promises and signs."""
    today = clock.today()
    return {
        "promises_declared_use": True,
        "promises_no_transfer": True,
        "promises_no_wmd": True,
        "accepts_verification": True,
        "signatory_name": "Jonas Park",
        "signatory_title": "Head of Purchasing",
        "signed_at_place": "Freiberg",
        "signed_on": today - timedelta(days=10),
        "valid_until": today + timedelta(days=300),
        "sealed": True,
        "has_chinese_text": True,
    }


def add_parties(person: Person, reference: str, buyer: Buyer) -> None:
    """Consignee and end user are the buyer; a carrier as well."""
    particulars = {
        "name_en": buyer.name_en,
        "name_zh": buyer.name_zh,
        "country": buyer.country,
        "address": buyer.address,
        "business_kind": buyer.business_kind,
    }
    carrier = {
        "name_en": "Lantau Air Freight Ltd.",
        "name_zh": "大屿航空货运有限公司",
        "country": "HKG",
        "address": "Chek Lap Kok, Hong Kong",
        "business_kind": "forwarder",
    }
    for role, fields in (
        ("consignee", particulars),
        ("end_user", particulars),
        ("carrier", carrier),
    ):
        person.go(f"/shipments/{reference}/parties/add/{role}/")
        person.fill(fields)
        person.submit_form("name_en")
        assert person.path == f"/shipments/{reference}/parties/"


def add_line(person: Person, reference: str, product: Product, line: dict[str, Any]) -> None:
    """One goods line and its declaration elements."""
    person.go(f"/shipments/{reference}/goods/add/")
    person.fill({name: line[name] for name in LINE if line.get(name) not in (None, "")})
    for place, row in enumerate(line["composition"]):
        person.fill({f"composition-{place}-{name}": value for name, value in row.items()})
    for place, row in enumerate(line["control_elements"]):
        person.fill({f"elements-{place}-{name}": value for name, value in row.items()})
    person.submit_form("hs_code")
    assert person.path.endswith("/elements/")
    cells = product.specification.split("|")
    fields = person.page.locator("main form [name]:not([type=hidden]):not(button)").all()
    for field, cell in zip(fields, cells, strict=False):
        if cell:
            person.fill({field.get_attribute("name") or "": cell})
    person.save()
    assert person.path == f"/shipments/{reference}/goods/"


def fill_header(
    person: Person, reference: str, buyer: Buyer, contract_no: str, lines: list[dict[str, Any]]
) -> None:
    """Transport, trade, packing; the declarant's section is filled in from the account."""
    office = person.page
    person.go(f"/shipments/{reference}/transport/")
    select = office.locator("main [name=office]")
    select.select_option(label=next(text for text in _options(select) if text.startswith("2233")))
    person.fill(
        {
            "exit_customs": "2233",
            "export_date": clock.today() + timedelta(days=3),
            "transport_mode": "5",
            "transport_name": "CK257",
            "voyage_no": "0149",
            "bill_no": "999-12345675",
            "exit_port": "310302",
            "destination_port": buyer.port,
            "trading_country": buyer.country,
            "destination_country": buyer.country,
            "final_destination": buyer.country,
        }
    )
    person.save()
    fill_terms(person, reference, contract_no, lines)


def fill_terms(
    person: Person, reference: str, contract_no: str, lines: list[dict[str, Any]]
) -> None:
    """Regime and terms, packing and weights, the declarant's card."""
    person.go(f"/shipments/{reference}/trade/")
    person.fill(
        {
            "customs_regime": "0110",
            "levy_nature": "101",
            "contract_no": contract_no,
            "contract_date": clock.today() - timedelta(days=20),
            "invoice_no": f"INV-{contract_no}",
            "declared_total": sum(line["total_price"] for line in lines),
            "incoterm": "1",
            "freight_mark": "3",
            "freight_amount": "1800",
            "freight_currency": "USD",
            "insurance_mark": "1",
            "insurance_amount": "0.3",
        }
    )
    person.save()
    person.go(f"/shipments/{reference}/packing/")
    person.fill(
        {
            "packing": "23",
            "packages": "12",
            "gross_weight_kg": sum(line["gross_weight_kg"] for line in lines),
            "net_weight_kg": sum(line["net_weight_kg"] for line in lines),
            "marks": "N/M",
            "remarks": "；".join(product.remark for product, _kg in GOODS),
        }
    )
    person.save()
    person.go(f"/shipments/{reference}/declarant/")
    person.fill({"declarant_person_card": "3120049149"})
    person.save()


def choose_statement(person: Person, reference: str, contract_no: str) -> None:
    """The statement of this contract backs the shipment."""
    person.go(f"/shipments/{reference}/end-use/")
    person.page.get_by_label(f"EUS-{contract_no}").check()
    person.save()


def attach_papers(person: Person, reference: str, folder: Path) -> None:
    """Contract, invoice, packing list, technical statement and licence scan."""
    for kind in ("contract", "invoice", "packing_list", "technical_statement", "licence_scan"):
        person.go(f"/shipments/{reference}/attachments/")
        person.fill({"kind": kind, "number": f"NO-{kind}"})
        person.page.locator("main [name=upload]").set_input_files(file_of(folder, kind))
        person.submit_form("upload")


def file_of(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.pdf"
    path.write_bytes(paper(kind))
    return path


def _options(select: Any) -> list[str]:
    return [str(text) for text in select.locator("option").all_inner_texts()]
