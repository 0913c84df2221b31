"""Sections over the shipment's own columns: saved one by one, wrong values beside their field."""

import pytest
from django.test import Client

from compliance.audit.models import Event
from shipments.models import Shipment
from tests.shipments.declare.filling import fields_of, fill_in


def address(draft: Shipment, section: str) -> str:
    return f"/shipments/{draft.reference}/{section}/"


def test_a_section_is_saved_and_leads_to_the_next(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "transport"), voyage_no="0150E", then="next")
    draft.refresh_from_db()
    assert draft.voyage_no == "0150E"
    assert response.headers["Location"] == address(draft, "trade")


def test_saving_for_later_leads_to_the_task_list(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "trade"), invoice_no="INV-2", then="tasks")
    assert response.headers["Location"] == f"/shipments/{draft.reference}/"


def test_the_event_names_the_section_and_no_values(client: Client, draft: Shipment) -> None:
    fill_in(client, address(draft, "packing"), marks="SECRET MARK")
    event = Event.objects.get(verb="edit_section")
    assert event.detail == {"section": "packing"}
    assert event.subject == draft.subject


@pytest.mark.parametrize("section", ["transport", "trade", "packing", "declarant"])
def test_an_untouched_section_saves_to_the_same_values(
    client: Client, draft: Shipment, section: str
) -> None:
    before = Shipment.objects.filter(pk=draft.pk).values().get()
    response = fill_in(client, address(draft, section))
    assert response.status_code == 302, response.content.decode()
    after = Shipment.objects.filter(pk=draft.pk).values().get()
    before.pop("version"), after.pop("version")
    assert after == before


def test_net_above_gross_is_refused_beside_the_field(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "packing"), net_weight_kg="900", gross_weight_kg="1")
    assert "net_weight_kg" in response.context["form"].errors
    assert "Net weight cannot be more than gross weight." in response.content.decode()


def test_a_wrong_value_loses_nothing_that_was_typed(client: Client, draft: Shipment) -> None:
    typed = {"net_weight_kg": "900", "gross_weight_kg": "1", "marks": "MADE WITH CARE"}
    response = fill_in(client, address(draft, "packing"), **typed)
    fields = fields_of(response.content.decode(), "stored")
    assert {name: fields[name] for name in typed} == typed


def test_a_twelve_digit_uscc_is_refused_with_its_length(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "declarant"), declarant_uscc="915325010000")
    [sentence] = response.context["form"].errors["declarant_uscc"]
    assert "18" in sentence
    assert "12" in sentence


def test_an_unknown_code_stays_in_its_box_with_a_message(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "transport"), destination_port="Atlantis")
    assert "destination_port" in response.context["form"].errors
    assert fields_of(response.content.decode(), "stored")["destination_port"] == "Atlantis"


def test_a_port_of_another_country_is_refused(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "transport"), destination_port="NLD066")
    assert "destination_port" in response.context["form"].errors


def test_freight_needs_terms_that_include_it(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "trade"), incoterm="3")
    assert "freight_amount" in response.context["form"].errors


def test_a_total_needs_its_currency(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "trade"), freight_mark="3", freight_currency="")
    assert "freight_currency" in response.context["form"].errors


def test_price_promises_are_five_answers_in_one_column(client: Client, draft: Shipment) -> None:
    answers = {f"promise_{place}": answer for place, answer in enumerate("01091")}
    fill_in(client, address(draft, "trade"), **answers)
    draft.refresh_from_db()
    assert draft.price_promises == "01091"


def test_other_documents_are_rows_of_kind_and_number(client: Client, draft: Shipment) -> None:
    rows = {"documents-0-code": "B", "documents-0-number": "123456789012345"}
    fill_in(client, address(draft, "packing"), **rows)
    draft.refresh_from_db()
    assert draft.other_documents == [{"code": "B", "number": "123456789012345"}]


def test_a_row_with_half_its_values_is_refused(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "packing"), **{"documents-0-code": "B"})
    assert response.status_code == 200
    assert "Fill in this one as well" in response.content.decode()


def test_adding_a_row_judges_nothing_and_keeps_what_was_typed(
    client: Client, draft: Shipment
) -> None:
    page = address(draft, "packing")
    response = fill_in(client, page, net_weight_kg="words", add_row="documents")
    html = response.content.decode()
    assert fields_of(html, "stored")["documents-TOTAL_FORMS"] == "3"
    assert fields_of(html, "stored")["net_weight_kg"] == "words"
    assert "field--error" not in html


def test_a_draft_may_be_saved_incomplete(client: Client, draft: Shipment) -> None:
    response = fill_in(client, address(draft, "transport"), exit_port="", bill_no="")
    assert response.status_code == 302
    assert "Incomplete" in client.get(f"/shipments/{draft.reference}/").content.decode()
