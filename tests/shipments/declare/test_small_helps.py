"""Several papers at once, guessed countries, a statement begun from its goods, live status."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

from compliance.accounts.models import User
from shipments.declare.paper_names import kind_named
from shipments.demo.papers import paper
from shipments.models import Shipment
from shipments.moves import Status
from tests.builders import a_shipment
from tests.shipments.declare.filling import fields_of

NAMES = {
    "Sales contract YP-2611.pdf": "contract",
    "合同2611.pdf": "contract",
    "INVOICE_0001.pdf": "invoice",
    "商业发票.pdf": "invoice",
    "packing-list.pdf": "packing_list",
    "装箱单 3.pdf": "packing_list",
    "出口许可证扫描件.png": "licence_scan",
    "Export_Licence.pdf": "licence_scan",
    "COA lot 7.pdf": "test_report",
    "End-Use Certificate.pdf": "end_use_certificate",
    "最终用户证明.pdf": "end_use_certificate",
    "AWB 999-12345675.pdf": "bill_of_lading",
    "提单.pdf": "bill_of_lading",
    "scan0001.pdf": "",
    "Pontoon.pdf": "",
}


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload_all(client: Client, draft: Shipment, **files: bytes) -> str:
    sent = [
        SimpleUploadedFile(name.replace("__", "."), content, "application/pdf")
        for name, content in files.items()
    ]
    page = f"/shipments/{draft.reference}/attachments/"
    return client.post(page, {"papers": sent}, follow=True).content.decode()


def encrypted() -> bytes:
    writer, stream = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
def test_a_file_is_known_by_its_name(name: str, kind: str) -> None:
    assert kind_named(name) == kind


def test_many_files_are_attached_at_once_and_wrong_ones_keep_nobody_back(
    client: Client, draft: Shipment
) -> None:
    draft.attachments.all().delete()
    html = upload_all(
        client,
        draft,
        contract__pdf=paper("contract"),
        invoice__pdf=paper("invoice"),
        packing_list__pdf=b"MZ program",
        scan0001__pdf=paper("other"),
        licence__pdf=encrypted(),
    )
    assert {each.kind for each in draft.attachments.all()} == {"contract", "invoice"}
    assert "packing_list.pdf: By its content this file is a Windows program" in html
    assert "scan0001.pdf: Its name does not say what it is." in html
    assert "licence.pdf: This PDF is encrypted" in html


def test_an_encrypted_paper_is_refused_alone_too(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/attachments/"
    sent = {"kind": "other", "upload": SimpleUploadedFile("a.pdf", encrypted())}
    assert "This PDF is encrypted" in client.post(page, sent).content.decode()


def test_the_consignees_country_fills_the_others_as_a_guess(
    client: Client, draft: Shipment
) -> None:
    empty = {"trading_country": "", "destination_country": "", "final_destination": ""}
    Shipment.objects.filter(pk=draft.pk).update(**empty)
    page = f"/shipments/{draft.reference}/transport/"
    html = client.get(page).content.decode()
    shown = fields_of(html, "stored")
    assert {shown[name][:3] for name in empty} == {"KOR"}
    assert html.count("A guess from the consignee's country") == 3
    draft.refresh_from_db()
    assert draft.trading_country == ""


def test_one_country_fills_the_others_and_is_no_guess_itself(
    client: Client, draft: Shipment
) -> None:
    known = {"trading_country": "", "destination_country": "NLD", "final_destination": ""}
    Shipment.objects.filter(pk=draft.pk).update(**known)
    html = client.get(f"/shipments/{draft.reference}/transport/").content.decode()
    shown = fields_of(html, "stored")
    assert {shown[name][:3] for name in known} == {"NLD"}
    assert html.count("A guess from the other countries") == 2


def test_a_new_statement_begins_with_what_the_declaration_says(
    client: Client, draft: Shipment
) -> None:
    html = client.get(f"/shipments/{draft.reference}/end-use/").content.decode()
    link = re.search(r'href="(/end-use/statements/add/[^"]*)"', html)
    assert link
    begun = fields_of(client.get(link[1].replace("&amp;", "&")).content.decode(), "stored")
    line = draft.lines.get()
    assert begun["contract_no"] == draft.contract_no
    assert begun["goods_en"] == line.name_en
    assert begun["hs_code"].startswith(line.hs_code)
    assert begun["quantity_kg"] == f"{line.net_weight_kg.normalize():f}"


@pytest.mark.parametrize(
    ("status", "looks"),
    [
        (Status.SCREENING, "3s"),
        (Status.IN_REVIEW, "60s"),
        (Status.RELEASED, ""),
        (Status.REFUSED, ""),
    ],
)
def test_an_open_status_page_looks_by_itself(
    client: Client, exporter: User, status: Status, looks: str
) -> None:
    shipment = a_shipment(exporter, status)
    html = client.get(f"/shipments/{shipment.reference}/").content.decode()
    found = re.search(r'hx-trigger="every (\d+s)" hx-select="#main"', html)
    assert (found[1] if found else "") == looks


def test_a_long_list_is_entered_at_any_page(client: Client, exporter: User) -> None:
    for _number in range(26):
        Shipment.objects.create(exporter=exporter.exporter, created_by=exporter)
    html = client.get("/shipments/?order=&q=").content.decode()
    assert re.search(r'name="page" value="1"', html)
    assert re.search(r'name="page" value="2"', client.get("/shipments/?page=2").content.decode())
