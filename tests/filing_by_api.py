"""Filing through the API, as an exporter's program would."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

from shipments.demo.buyers import AOBA, DEKKER, HANBIT, Buyer
from shipments.demo.goods import FOIL, INGOT, line_fields
from shipments.demo.papers import paper
from shipments.demo.people import PASSWORD

BUYERS = (HANBIT, DEKKER, AOBA)


def sign_in(url: str, username: str = "exporter") -> str:
    """A token of the API."""
    answer = _post(f"{url}/api/token/", {"username": username, "password": PASSWORD}, "")
    return str(answer["token"])


def file_shipment(url: str, token: str, number: int) -> Callable[[], str]:
    """File a complete draft with its papers; calling the result submits it: its reference."""
    reference = file_draft(url, token, number)

    return lambda: submit(url, token, reference)


def submit(url: str, token: str, reference: str) -> str:
    """Submit a draft; its reference. Raises HTTPError."""
    address = f"{url}/api/shipments/{reference}/submit/"
    return str(_post(address, {"expected_revision": 0}, token)["reference"])


def file_draft(url: str, token: str, number: int, buyer: Buyer | None = None, **others: Any) -> str:
    """A complete draft with its papers, ready to be submitted: its reference. `others` are values
    of the header that differ."""
    told = {**content(number, buyer), **others}
    reference = str(_post(f"{url}/api/shipments/", told, token)["reference"])
    for kind in ("contract", "invoice", "packing_list"):
        _upload(f"{url}/api/shipments/{reference}/attachments/", kind, token)
    return reference


def content(number: int, buyer: Buyer | None = None) -> dict[str, Any]:
    """A complete declaration as JSON; goods, and buyers where none is named, go by the number."""
    buyer = buyer or BUYERS[number % len(BUYERS)]
    product = (INGOT, FOIL)[number % 2]
    line = line_fields(product, Decimal(50 + number), buyer.country)
    party = {
        "name_en": buyer.name_en,
        "name_zh": buyer.name_zh,
        "country": buyer.country,
        "address": buyer.address,
        "business_kind": buyer.business_kind,
    }
    plain = {name: str(v) if isinstance(v, Decimal) else v for name, v in line.items()}
    return {
        "office": "2233",
        "exit_customs": "2233",
        "export_date": "2099-01-01",
        "customs_regime": "0110",
        "contract_no": f"BENCH-{number}",
        "invoice_no": f"INV-{number}",
        "trading_country": buyer.country,
        "destination_country": buyer.country,
        "final_destination": buyer.country,
        "destination_port": buyer.port,
        "exit_port": "310302",
        "transport_mode": "5",
        "incoterm": "3",
        "packing": "23",
        "packages": 2,
        "gross_weight_kg": plain["gross_weight_kg"],
        "net_weight_kg": plain["net_weight_kg"],
        "declared_total": plain["total_price"],
        "producer_name_zh": "个旧银坪铟业有限公司",
        "producer_uscc": "91532501MA6K49YP37",
        "declarant_name_zh": "个旧银坪铟业有限公司",
        "declarant_uscc": "91532501MA6K49YP37",
        "declarant_person": "陈立",
        "parties": [{"role": "consignee", **party}, {"role": "end_user", **party}],
        "lines": [plain],
    }


def _post(address: str, body: dict[str, Any], token: str) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    return _send(address, json.dumps(body).encode(), headers, token)


def _upload(address: str, kind: str, token: str) -> None:
    boundary = uuid4().hex
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\n{kind}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="upload"; filename="{kind}.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    body = head.encode() + paper(kind) + f"\r\n--{boundary}--\r\n".encode()
    _send(address, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}, token)


def _send(address: str, body: bytes, headers: dict[str, str], token: str) -> dict[str, Any]:
    authorization = {"Authorization": f"Token {token}"} if token else {}
    request = Request(address, data=body, headers={**headers, **authorization})
    with urlopen(request) as answer:
        found: dict[str, Any] = json.load(answer)
    return found
