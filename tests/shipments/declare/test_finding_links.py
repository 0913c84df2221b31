"""Each finding that an exporter reads leads to the field it speaks of, each problem of a draft too:
the page is there and has the box."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.law.rule import CATALOGUE
from enduse.models import EndUseStatement
from shipments.declare import actions
from shipments.declare.finding_links import linked
from shipments.declare.readiness import draft_of, problems_of
from shipments.demo.goods import INGOT, TMIN
from shipments.models import Shipment
from shipments.moves import Status
from shipments.screening.wording import FindingView
from tests.builders import a_draft, a_finding, a_shipment
from tests.compliance.law.registry import TOLD_AT

WITHOUT_A_BOX = ("/follow-up/", "/end-use/")
"""Pages that are as a whole what a finding speaks of."""


@pytest.fixture
def draft(exporter: User) -> Shipment:
    found = a_draft(exporter, goods=((INGOT, "500"), (TMIN, "3")))
    found.lines.filter(number=2).update(currency="EUR")
    return found


def a_view(rule: str, where: str, field: str, message: str = "") -> FindingView:
    return FindingView(
        rule=rule,
        title=rule,
        message=message,
        cure="",
        basis=(),
        effect=1,
        disclosed=True,
        line=2 if where == "line" else None,
        party_ref="consignee-1" if where == "party" else "",
        field_name=field,
        rule_url="",
    )


def own(draft: Shipment) -> str:
    return f"/shipments/{draft.reference}"


def address(draft: Shipment, rule: str, where: str, field: str, message: str = "") -> str:
    (found,) = linked([a_view(rule, where, field, message)], draft_of(draft))
    return found.address


def test_every_rule_that_exporters_read_says_where_it_stands() -> None:
    assert {code for code, card in CATALOGUE.items() if card.disclosed} == {
        rule for rule, _where, _field in TOLD_AT
    }


def boxes_at(client: Client, addresses: list[str]) -> dict[str, set[str]]:
    """What each page can be pointed at."""
    found = {}
    for page in {each.partition("#")[0] for each in addresses}:
        answer = client.get(page)
        assert answer.status_code == 200, page
        found[page] = set(re.findall(r'\bid="([^"]+)"', answer.content.decode()))
    return found


def test_every_finding_leads_to_a_box_that_is_there(client: Client, draft: Shipment) -> None:
    found = {place: address(draft, *place) for place in sorted(TOLD_AT)}
    boxes = boxes_at(client, list(found.values()))
    for place, target in found.items():
        page, _hash, box = target.partition("#")
        assert box in boxes[page] if box else page.endswith(WITHOUT_A_BOX), (place, target)


def test_so_does_every_problem_of_an_empty_draft_and_of_a_full_one(
    client: Client, exporter: User, draft: Shipment
) -> None:
    draft.lines.update(name_en="", specification="", statement_no="EUS-NONE")
    draft.parties.update(name_en="")
    Shipment.objects.filter(pk=draft.pk).update(
        net_weight_kg=1, container_nos="CSQU3054389", half_filled={f"{own(draft)}/packing/": "x=1"}
    )
    draft.refresh_from_db()
    EndUseStatement.objects.update(valid_until=clock.today() - timedelta(days=1))
    empty = actions.create_draft(by=exporter, creation_key=uuid4())
    problems = [*problems_of(draft_of(draft)), *problems_of(draft_of(empty))]
    assert len({each.sentence for each in problems}) > 25
    boxes = boxes_at(client, [each.address for each in problems])
    for each in problems:
        page, _hash, box = each.address.partition("#")
        assert not box or box in boxes[page], each


def test_what_is_said_of_a_line_about_the_header_leads_to_the_header(draft: Shipment) -> None:
    regime, line = address(draft, "CLS-08", "line", "customs_regime"), draft.lines.get(number=2)
    assert address(draft, "CLS-01", "line", "remarks") == f"{own(draft)}/packing/#id_remarks"
    assert regime == f"{own(draft)}/trade/#id_customs_regime"
    licence = address(draft, "LIC-01", "line", "licence_no")
    assert licence == f"{own(draft)}/goods/{line.pk}/#id_licence_no"


def test_what_is_said_of_all_lines_leads_to_the_one_that_differs(draft: Shipment) -> None:
    line = draft.lines.get(number=2)
    found = address(draft, "DOC-05", "whole", "currency")
    assert found == f"{own(draft)}/goods/{line.pk}/#id_currency"


def test_what_is_said_of_a_statement_leads_to_its_page_and_back(draft: Shipment) -> None:
    statement = draft.statement
    back = f"?next={own(draft)}/check/"
    found = address(draft, "EUS-02", "whole", "valid_until")
    assert found == f"/end-use/statements/{statement.pk}/{back}#id_valid_until"
    told = address(draft, "EUS-05", "whole", "address", "P.O. Box 9 is no address.")
    assert told == f"/end-use/end-users/{statement.end_user_id}/{back}#id_address"
    told = address(draft, "EUS-05", "whole", "address", f"{statement.site.address} is none.")
    assert told == f"/end-use/sites/{statement.site_id}/{back}#id_address"


def test_of_several_statements_the_one_that_is_told(draft: Shipment) -> None:
    first, other = draft.statement, EndUseStatement.objects.get(pk=draft.statement_id)
    other.pk, other.number = None, f"{first.number}-9"
    other.save(force_insert=True)
    draft.lines.filter(number=2).update(statement_no=f"{first.number}-9")
    places = ("EUS-02", "whole", "valid_until")
    told = address(draft, *places, f"Statement {first.number}-9 was valid until May.")
    assert told.startswith(f"/end-use/statements/{other.pk}/")
    told = address(draft, *places, f"Statement {first.number} was valid until May.")
    assert told.startswith(f"/end-use/statements/{first.pk}/")
    assert address(draft, *places, "It is not said which.") == f"{own(draft)}/end-use/"


def test_without_the_row_the_page_that_adds_one(draft: Shipment) -> None:
    Shipment.objects.filter(pk=draft.pk).update(statement=None)
    draft.parties.all().delete()
    draft.lines.all().delete()
    draft.refresh_from_db()
    assert address(draft, "EUS-02", "whole", "valid_until") == f"{own(draft)}/end-use/"
    assert address(draft, "EUS-20", "whole", "end_user") == f"{own(draft)}/parties/"
    assert address(draft, "LIC-01", "line", "licence_no") == f"{own(draft)}/goods/"
    assert address(draft, "XXX-01", "whole", "") == f"{own(draft)}/"


def test_a_returned_declaration_and_its_check_page_lead_to_the_boxes_too(
    client: Client, exporter: User
) -> None:
    findings = [
        a_finding("DOC-01", params={"where": f"#{number}", "net": "2", "gross": "1"}, line=number)
        for number in (1, 2)
    ]
    shipment = a_shipment(
        exporter, findings=[replace(e, field_name="gross_weight_kg") for e in findings]
    )
    shipment.status = Status.DRAFT
    shipment.save()
    page, line = f"{own(shipment)}/", shipment.lines.get()
    html = client.get(page).content.decode()
    assert f'<a href="{page}goods/{line.pk}/#id_gross_weight_kg">#1: net 2 kg' in html
    assert html.count("Net weight exceeds gross weight") == 1
    shipment.lines.update(net_weight_kg=2, gross_weight_kg=2, total_price=7)
    html = client.get(f"{page}check/").content.decode()
    assert f'href="{page}goods/{line.pk}/#id_total_price">Line 1:' in html
