"""An exporter with an empty address book files a declaration, page by page, without a script."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance import clock
from compliance.accounts.models import CustomsOffice
from enduse.models import EndUser, EndUseStatement
from shipments.declare import actions
from shipments.models import Shipment
from shipments.moves import Status
from tests.shipments.declare.filling import fields_of, fill_in

PDF = b"%PDF-1.7\ntrailer<<>>\n%%EOF\n"
BUYER = {
    "name_en": "Maas Crystal B.V.",
    "name_zh": "马斯晶体公司",
    "country": "NLD",
    "address": "High Tech Campus 49, Eindhoven",
    "business_kind": "manufacturer",
}
LINE = {
    "material": "indium",
    "form": "ingot",
    "hs_code": "8112923010",
    "name_zh": "铟锭",
    "name_en": "Indium ingots 4N5",
    "cas": "7440-74-6",
    "composition-0-substance": "铟",
    "composition-0-percent": "99.995",
    "composition-1-substance": "other",
    "composition-1-percent": "0.005",
    "purity_percent": "99.995",
    "quantity": "500",
    "unit": "035 千克",
    "net_weight_kg": "500",
    "gross_weight_kg": "520",
    "unit_price": "555",
    "currency": "USD",
    "final_destination": "Netherlands",
    "source_area": "53079",
    "licence_kind": "4",
    "licence_no": "26-53-000149",
    "control_explain_code": "ZZ02",
    "elements-0-category": "ZZ02",
    "elements-0-number": "1",
    "elements-0-value": "不属于管制物项，铟锭，In≥99.995%，锭",
}
TRANSPORT = {
    "exit_customs": "2248",
    "transport_mode": "2",
    "transport_name": "EVER CALM",
    "exit_port": "311002",
    "destination_port": "NLD066",
    "trading_country": "NLD",
    "destination_country": "NLD",
    "final_destination": "NLD",
}
TRADE = {
    "customs_regime": "0110",
    "contract_no": "YP-49",
    "invoice_no": "INV-49",
    "declared_total": "277,500",
    "incoterm": "3",
}
PACKING = {
    "packing": "23",
    "packages": "20",
    "gross_weight_kg": "520",
    "net_weight_kg": "500",
    "remarks": "不属于管制物项，铟锭，In≥99.995%，锭",
}
USE = {
    "number": "EUS-49",
    "kind": "requested",
    "contract_no": "YP-49",
    "goods_zh": "铟锭",
    "goods_en": "Indium ingots",
    "hs_code": "8112923010",
    "specification": "In 99.995 %",
    "quantity_kg": "500",
    "value": "277500",
    "currency": "USD",
    "end_use": "ito",
    "end_use_detail": "ITO sputtering targets for displays, made in Eindhoven.",
    "product_made": "ITO targets",
    "process_step": "Dissolving and calcining",
    "annual_consumption_kg": "9000",
    "promises_declared_use": "on",
    "promises_no_transfer": "on",
    "promises_no_wmd": "on",
    "accepts_verification": "on",
    "signatory_name": "A. de Vries",
    "signatory_title": "Purchasing",
    "signed_at_place": "Eindhoven",
    "sealed": "on",
    "has_chinese_text": "on",
}


@pytest.fixture(autouse=True)
def _no_task(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(actions, "send_after_commit", lambda *_args: None)


def saved(client: Client, page: str, **values: Any) -> str:
    """Where the page leads after saving; fails with the form's errors."""
    response = fill_in(client, page, **values)
    errors = getattr(response.context and response.context.get("form"), "errors", None)
    assert response.status_code == 302, (page, errors)
    return response.headers["Location"]


def a_statement(client: Client, back: str) -> str:
    """A new end user with a statement; the address of the shipment's section with it chosen."""
    saved(client, "/end-use/end-users/add/", **BUYER, business_scope="ITO targets")
    end_user = EndUser.objects.get()
    day = clock.today().isoformat()
    names = {"end_user": str(end_user.pk), "signed_on": day, "upload": a_pdf()}
    return saved(client, f"/end-use/statements/add/?next={back}", **USE, **names)


def a_pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.pdf", PDF)


def test_a_declaration_is_filed_from_nothing(client: Client) -> None:
    home = client.post("/shipments/new/", {"creation_key": str(uuid4())}).headers["Location"]
    office = CustomsOffice.objects.get(code="2248")
    for role in ("consignee", "end_user"):
        saved(client, f"{home}parties/add/{role}/", **BUYER)
    elements = saved(client, f"{home}goods/add/", **LINE)
    saved(client, elements, process="未锻轧", condition="非废碎")
    day = clock.today().isoformat()
    saved(client, f"{home}transport/", **TRANSPORT, office=str(office.pk), export_date=day)
    saved(client, f"{home}trade/", **TRADE)
    saved(client, f"{home}packing/", **PACKING)
    saved(client, f"{home}declarant/")
    saved(client, a_statement(client, f"{home}end-use/"))
    for kind in ("contract", "invoice", "packing_list"):
        client.post(f"{home}attachments/", {"kind": kind, "upload": a_pdf()})
    html = client.get(f"{home}check/").content.decode()
    assert "Before you can submit" not in html
    assert client.post(f"{home}submit/", fields_of(html, "expected_revision")).status_code == 302
    shipment = Shipment.objects.get()
    assert shipment.status == Status.SCREENING
    assert shipment.statement == EndUseStatement.objects.get()
    content = shipment.revisions.get().content
    assert content["lines"][0]["total_price"] == "277500.0000"
    assert content["statement"]["valid_until"] is not None
