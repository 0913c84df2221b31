"""What was stored before the fields had a dictionary stands byte for byte: canonical content, the
API's answer, and every word of the papers. `before_the_dictionary.json` was written by the code of
that time; `write_it_again()` is for a change that is meant."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override
from lxml import html

from compliance.accounts.models import User
from compliance.law.canonical import canonical_bytes, from_plain, sha256_of, to_plain
from compliance.law.declaration import Declaration
from shipments.api.serializers import WholeShipmentSerializer
from shipments.declare.freezing import declaration_of
from shipments.models import Shipment
from shipments.papers import PAPERS, boxes, goods
from shipments.paperwork.render import shared_context
from tests.shipments.declared_in_full import (
    DECLARED_ON,
    a_bare_draft,
    a_full_draft,
    an_empty_draft,
)
from tests.shipments.paperwork.papers import a_declaration, an_issue

BEFORE = Path(__file__).with_name("before_the_dictionary.json")


def of_then(shipment: Shipment) -> Shipment:
    """Without what could not be declared then."""
    shipment.container_nos = ""
    shipment.lines.update(statement_no="")
    return shipment


DRAFTS = {
    "full": lambda by: of_then(a_full_draft(by)),
    "without site": lambda by: of_then(a_full_draft(by, "G49-NOSITE01", site=False)),
    "bare": a_bare_draft,
    "empty": an_empty_draft,
}
pytestmark = pytest.mark.django_db


def frozen(shipment: Shipment) -> dict[str, Any]:
    declaration = declaration_of(shipment, 2, DECLARED_ON)
    return {
        "canonical": canonical_bytes(declaration).decode(),
        "sha256": sha256_of(declaration),
        "api": _api_output(shipment),
        "papers": papers(declaration),
    }


def papers(declaration: Declaration) -> dict[str, Any]:
    """Every value that is printed, and the page as it goes to the typesetter."""
    with override("zh-hans"):
        context = {**_context("declaration", declaration), "blank_rows": range(2)}
        printed = {
            "boxes": [[asdict(box) for box in row] for row in boxes.boxes(declaration)],
            "promises": boxes.promises(declaration),
            "items": [asdict(goods.item_row(line)) for line in declaration.lines],
            "particulars": [goods.particulars(line) for line in declaration.lines],
            "facts": [asdict(fact) for fact in goods.header_facts(declaration)],
            "people": [asdict(person) for person in goods.people(declaration)],
            "page": render_to_string("paperwork/paper/declaration.html", context),
        }
        if declaration.statement:
            printed |= _certificate(declaration)
    return json.loads(json.dumps(printed))


def _certificate(declaration: Declaration) -> dict[str, Any]:
    context = _context("end_use_certificate", declaration)
    (only,) = context["certificates"]
    page = render_to_string("paperwork/paper/certificate.html", context)
    return {
        "certificate": [asdict(each) for each in only.sections],
        "signature": asdict(only.signature),
        "certificate page": page,
    }


def _context(kind: str, declaration: Declaration) -> dict[str, Any]:
    issue = an_issue()
    return {**shared_context(declaration, issue), **PAPERS[kind].context(declaration, issue)}


def _api_output(shipment: Shipment) -> dict[str, Any]:
    content: dict[str, Any] = dict(WholeShipmentSerializer(shipment).data["content"])
    content.pop("declared_on")
    return content


def write_it_again(by: User) -> None:
    found: dict[str, Any] = {"paper": {"papers": papers(a_declaration())}}
    for name, draft in DRAFTS.items():
        with transaction.atomic():
            found[name] = frozen(draft(by))
            transaction.set_rollback(True)
    BEFORE.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_freezes_to_the_same_bytes_as_before(exporter: User, name: str) -> None:
    before = json.loads(BEFORE.read_text())[name]
    found = frozen(DRAFTS[name](exporter))
    assert found["canonical"] == before["canonical"]
    assert found["sha256"] == before["sha256"]
    assert found["api"] == before["api"]


@pytest.mark.parametrize("name", [*DRAFTS, "paper"])
def test_a_stored_revision_prints_the_same_papers_as_before(exporter: User, name: str) -> None:
    before = json.loads(BEFORE.read_text())[name]
    stored = json.loads(before["canonical"]) if "canonical" in before else _sample_of_then()
    found = papers(from_plain(stored, Declaration))
    assert found.keys() == before["papers"].keys()
    for part, printed in before["papers"].items():
        assert typeset(found[part]) == typeset(printed), part


def _sample_of_then() -> dict[str, Any]:
    """The sample declaration as it stood then: it had no end user among its parties, and its
    trimethylindium named the wrong entry."""
    plain: dict[str, Any] = to_plain(a_declaration())
    plain["parties"] = [each for each in plain["parties"] if each["role"] != "end_user"]
    (element,) = plain["lines"][2]["control_elements"]
    element["value"] = "3C004.a"
    return plain


def typeset(printed: Any) -> Any:
    """A page as its elements and words, whatever white space is between; values as they are."""
    if not isinstance(printed, str) or not printed.startswith("<"):
        return printed
    return [
        (each.tag, dict(each.attrib), (each.text or "").split(), (each.tail or "").split())
        for each in html.fromstring(printed).iter()
    ]
