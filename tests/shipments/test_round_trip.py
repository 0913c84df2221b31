"""Each declared field survives draft, revision, facts, API output and input, page, change, paper.

Names, places and values are written by hand: a field dropped anywhere fails here by its name.
"""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils.translation import override
from rest_framework.test import APIClient

from compliance.accounts.models import User
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.default_policy import default_policy
from shipments.declare.overview import content_page
from shipments.demo.papers import paper
from shipments.models import Revision, Shipment
from shipments.revision_changes import changes_between
from shipments.screening.facts import facts_of
from tests.shipments import declared_in_full as full
from tests.shipments.api.test_filing import signed_in
from tests.shipments.test_no_byte_moves import _certificate, _context

HEADER_PLACES = {
    "office": ("declaring_customs",),
    "exit_customs": ("exit_customs",),
    "export_date": ("export_date",),
    "transport_mode": ("transport_mode",),
    "transport_name": ("transport_name",),
    "voyage_no": ("voyage_no",),
    "bill_no": ("bill_no",),
    "exit_port": ("exit_port",),
    "destination_port": ("destination_port",),
    "trading_country": ("trading_country",),
    "destination_country": ("destination_country",),
    "final_destination": ("final_destination",),
    "customs_regime": ("customs_regime",),
    "levy_nature": ("levy_nature",),
    "record_no": ("record_no",),
    "contract_no": ("contract_no",),
    "contract_date": ("contract_date",),
    "invoice_no": ("invoice_no",),
    "declared_total": ("declared_total",),
    "incoterm": ("incoterm",),
    "freight_mark": ("freight", "mark"),
    "freight_amount": ("freight", "amount"),
    "freight_currency": ("freight", "currency"),
    "insurance_mark": ("insurance", "mark"),
    "insurance_amount": ("insurance", "amount"),
    "insurance_currency": ("insurance", "currency"),
    "other_mark": ("other_charges", "mark"),
    "other_amount": ("other_charges", "amount"),
    "other_currency": ("other_charges", "currency"),
    "price_promises": ("price_promises",),
    "packing": ("packing",),
    "packages": ("packages",),
    "gross_weight_kg": ("gross_weight_kg",),
    "net_weight_kg": ("net_weight_kg",),
    "marks": ("marks",),
    "remarks": ("remarks",),
    "other_documents": ("documents",),
    "container_nos": ("container_nos",),
    "producer_name_zh": ("producer", "name_zh"),
    "producer_uscc": ("producer", "uscc"),
    "producer_customs_code": ("producer", "customs_code"),
    "declarant_name_zh": ("declarant", "name_zh"),
    "declarant_uscc": ("declarant", "uscc"),
    "declarant_customs_code": ("declarant", "customs_code"),
    "declarant_person": ("declarant_person",),
    "declarant_person_card": ("declarant_person_card",),
    "declarant_phone": ("declarant", "phone"),
}
PARTY_NAMES = (
    "name_en name_zh country address registration_no business_kind aeo_code phone email".split()
)
LINE_NAMES = (
    "material form hs_code ciq_code name_zh name_en cas composition purity_percent specification"
    " quantity unit net_weight_kg gross_weight_kg unit_price total_price currency origin_country"
    " final_destination source_area duty_mode licence_kind licence_no control_code"
    " control_explain_code control_elements lot_numbers un_number dangerous_name dangerous_packing"
    " statement_no"
).split()
STATEMENT_NAMES = (
    "number kind end_user_name_en end_user_name_zh registration_no country address business_kind"
    " business_scope military_ties ownership phone email website site_name site_address"
    " site_country importer_name importer_address importer_relation contract_no contract_date"
    " goods_zh goods_en control_code hs_code specification quantity_kg value currency end_use"
    " end_use_detail product_made process_step downstream annual_consumption_kg stock_kg"
    " promises_declared_use promises_no_transfer promises_no_wmd accepts_verification"
    " signatory_name signatory_title signed_at_place signed_on sealed has_chinese_text"
    " valid_until scan_sha256"
).split()
PRINTED_IN_WORDS = {"office", "price_promises"}
VALUES = {
    **full.HEADER,
    "office": "2233",
    "declarant_uscc": "91430200MA4L17XC26",
    "export_date": date(2099, 1, 1),
    "contract_date": date(2020, 9, 1),
    "net_weight_kg": Decimal("500.00000"),
    "gross_weight_kg": Decimal("537.25000"),
    "declared_total": Decimal("270000.0000"),
}
END_USER_VALUES = {
    **{name: full.END_USER[name] for name in full.END_USER if not name.startswith("name")},
    "end_user_name_en": full.END_USER["name_en"],
    "end_user_name_zh": full.END_USER["name_zh"],
    **{f"site_{name}": value for name, value in full.SITE.items()},
}
pytestmark = pytest.mark.django_db


def plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def at(content: dict[str, Any], place: tuple[str, ...]) -> Any:
    for step in place:
        content = content[step]
    return content


def as_input() -> dict[str, Any]:
    party = {name: plain(full.PARTY[name]) for name in PARTY_NAMES}
    line = {name: plain(full.LINE[name]) for name in LINE_NAMES}
    return {
        **{name: plain(VALUES[name]) for name in HEADER_PLACES},
        "statement": full.STATEMENT["number"],
        "parties": [{"role": role, **party} for role in ("consignee", "end_user")],
        "lines": [line],
    }


@pytest.fixture
def api(exporter: User) -> APIClient:
    cache.clear()
    full._statement(exporter, site=True)
    return signed_in("exporter")


@pytest.fixture
def revision(api: APIClient) -> Revision:
    """Filed over the API with its papers, and submitted."""
    return filed(api, as_input())


def filed(api: APIClient, content: dict[str, Any]) -> Revision:
    answer = api.post("/api/shipments/", content, format="json")
    assert answer.status_code == 201, answer.content
    address = f"/api/shipments/{answer.json()['reference']}/"
    for kind in ("contract", "invoice", "packing_list"):
        upload = SimpleUploadedFile(f"{kind}.pdf", paper(kind))
        api.post(f"{address}attachments/", {"kind": kind, "upload": upload}, format="multipart")
    done = api.post(f"{address}submit/", {"expected_revision": 0}, format="json")
    assert done.status_code == 200, done.content
    return Shipment.objects.get(reference=answer.json()["reference"]).revisions.get()


def test_the_dictionary_has_these_fields_and_no_others() -> None:
    assert set(HEADER) == set(HEADER_PLACES)
    assert set(PARTY) == set(PARTY_NAMES)
    assert set(LINE) == set(LINE_NAMES)
    assert set(STATEMENT) == set(STATEMENT_NAMES)


def test_every_field_reaches_the_revision_and_the_facts(revision: Revision) -> None:
    content, facts = revision.content, facts_of(revision).declaration
    for name, place in HEADER_PLACES.items():
        assert at(content, place) == plain(VALUES[name]), name
    for name in PARTY_NAMES:
        assert content["parties"][1][name] == full.PARTY[name], name
        assert getattr(facts.parties[1], name) == full.PARTY[name], name
    for name in LINE_NAMES:
        assert content["lines"][0][name] == plain(full.LINE[name]), name
    for name in STATEMENT_NAMES:
        expected = END_USER_VALUES.get(name, full.STATEMENT.get(name))
        assert content["statement"][name] == plain(expected), name
    assert facts.voyage_no == "0149W"
    assert facts.lines[0].lot_numbers == "HJ2611-001"
    assert facts.freight.amount == Decimal("1200.5")
    assert facts.documents[0].number == "126000004711"


def test_what_the_api_gives_can_be_given_back(api: APIClient, revision: Revision) -> None:
    address = f"/api/shipments/{revision.shipment.reference}/"
    told = api.get(address).json()["content"]
    assert told == revision.content
    again = {
        **{name: at(told, place) for name, place in HEADER_PLACES.items()},
        "statement": told["statement"]["number"],
        "parties": told["parties"],
        "lines": told["lines"],
    }
    second = filed(api, again).content
    own = ("reference", "declaration_no", "attachments")
    assert {**second, **{name: told[name] for name in own}} == told


def test_every_field_of_a_header_can_be_seen_before_submitting(revision: Revision) -> None:
    with override("en"):
        context = {**content_page(declared(revision)), "shipment": revision.shipment}
        page = render_to_string("declare/_content.html", context)
    for name in ("voyage_no", "bill_no", "marks", "remarks", "record_no", "declarant_phone"):
        assert VALUES[name] in page, name
    for name in ("name_en", "aeo_code", "registration_no", "phone", "email", "address"):
        assert full.PARTY[name] in page, name
    for name in ("lot_numbers", "un_number", "dangerous_name", "licence_no", "cas", "ciq_code"):
        assert full.LINE[name] in page, name
    assert "Total 1,200.5 USD" in page


def test_a_changed_header_field_is_told_as_a_change(revision: Revision) -> None:
    for name, place in HEADER_PLACES.items():
        new = deepcopy(revision.content)
        at(new, place[:-1])[place[-1]] = [] if name == "other_documents" else "0"
        with override("en"):
            found = changes_between(revision.content, new, default_policy())
        assert found, name
        assert all(change.before and change.field for change in found), name


def test_every_header_and_line_field_is_printed(revision: Revision) -> None:
    context = {**_context("declaration", declared(revision)), "blank_rows": range(1)}
    with override("zh-hans"):
        page = render_to_string("paperwork/paper/declaration.html", context)
    for name in HEADER_PLACES:
        if name not in PRINTED_IN_WORDS:
            assert _printed(VALUES[name]) in page, name
    for name in PARTY_NAMES:
        assert _printed(full.PARTY[name]) in page, name
    for name in set(LINE_NAMES) - {"unit", "quantity"}:
        assert _printed(full.LINE[name]) in page, name
    assert "500000克" in page
    assert "浦东机场海关" in page
    assert "特殊关系确认：否  价格影响确认：是" in page


def test_every_field_of_the_statement_is_printed(revision: Revision) -> None:
    with override("zh-hans"):
        page = _certificate(declared(revision))["certificate page"]
    for name in set(STATEMENT_NAMES) - {"kind"}:
        value = END_USER_VALUES.get(name, full.STATEMENT.get(name))
        if not isinstance(value, bool):
            assert _printed(value) in page, name
    assert "法定（两用物项）" in page


def declared(revision: Revision) -> Declaration:
    return from_plain(revision.content, Declaration)


def _printed(value: Any) -> str:
    """As paper has it: no trailing zeros; the first value of a row."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return next(iter(value[0].values()))
    return str(plain(value))
