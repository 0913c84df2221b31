"""Another language is one press away on every page, and costs nobody what was typed."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from compliance.accounts.models import User
from shipments.demo.people import PASSWORD
from shipments.models import Shipment
from tests.builders import a_draft
from tests.shipments.declare.filling import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filer(exporter: User) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    client.force_login(exporter)
    return client


@pytest.fixture
def draft(exporter: User) -> Shipment:
    return a_draft(exporter)


def press_english(client: Client, response: Any, typed: dict[str, str]) -> Any:
    """As a browser does: the button sends the form that it names to its own address."""
    page = html.fromstring(response.content)
    button = page.cssselect("button[name=language]")[0]
    form = page.get_element_by_id(button.get("form"))
    assert form.tag == "form"
    sent = {**typed, "language": button.get("value")}
    return client.post(button.get("formaction"), sent, follow=True)


def typed_values(response: Any) -> dict[str, str]:
    return fields_of(response.content.decode(), "stored")


def lang_of(response: Any) -> str:
    return str(html.fromstring(response.content).get("lang"))


def test_the_same_page_opens_in_english(filer: Client) -> None:
    page = filer.get("/shipments/?status=held&q=a+b")
    english = press_english(filer, page, {})
    assert english.redirect_chain == [("/shipments/?status=held&q=a+b", 302)]
    assert lang_of(english) == "en"


@pytest.mark.parametrize("section", ["packing", "transport", "trade", "declarant", "goods/add"])
def test_what_was_typed_and_not_saved_stays_unjudged(
    filer: Client, draft: Shipment, section: str
) -> None:
    address = f"/shipments/{draft.reference}/{section}/"
    page = filer.get(address)
    name = {"packing": "marks", "transport": "voyage_no", "trade": "contract_no"}.get(section)
    name = name or {"declarant": "declarant_phone"}.get(section, "name_en")
    typed = {**typed_values(page), name: "Not saved", "net_weight_kg": "heavy"}
    english = press_english(filer, page, typed)
    assert lang_of(english) == "en"
    assert typed_values(english)[name] == "Not saved"
    assert b"aria-invalid" not in english.content
    assert b"Not saved" not in filer.get(address).content


def test_mistakes_are_shown_again_in_the_new_language(filer: Client, draft: Shipment) -> None:
    address = f"/shipments/{draft.reference}/packing/"
    typed = {**typed_values(filer.get(address)), "packages": "many", "marks": "KEPT"}
    refused = filer.post(address, typed, headers={"Referer": f"http://testserver{address}"})
    english = press_english(filer, refused, typed)
    assert typed_values(english)["marks"] == "KEPT"
    assert typed_values(english)["packages"] == "many"
    assert "Please check these entries" in english.content.decode()


def test_saving_after_the_switch_saves_what_was_typed(filer: Client, draft: Shipment) -> None:
    address = f"/shipments/{draft.reference}/packing/"
    page = filer.get(address)
    english = press_english(filer, page, {**typed_values(page), "marks": "TWICE"})
    filer.post(address, typed_values(english))
    draft.refresh_from_db()
    assert draft.marks == "TWICE"


def test_rows_of_the_composition_stay(filer: Client, draft: Shipment) -> None:
    page = filer.get(f"/shipments/{draft.reference}/goods/add/")
    typed = {**typed_values(page), "composition-1-substance": "Sn", "composition-1-percent": "1"}
    english = press_english(filer, page, typed)
    assert typed_values(english)["composition-1-substance"].startswith("Sn")
    assert b"aria-invalid" not in english.content


def test_a_chosen_file_is_asked_for_again(filer: Client) -> None:
    page = filer.get("/end-use/statements/add/")
    typed = {**typed_values(page), "goods_en": "Ingots", "upload": "statement.pdf"}
    english = press_english(filer, page, typed)
    assert typed_values(english)["goods_en"] == "Ingots"
    assert english.content.decode().count("Choose this file again") == 2


def test_the_way_back_to_a_draft_survives(filer: Client, draft: Shipment) -> None:
    back = f"/shipments/{draft.reference}/end-use/"
    page = filer.get(f"/end-use/statements/add/?next={back}")
    english = press_english(filer, page, {**typed_values(page), "next": back})
    assert f'name="next" value="{back}"' in english.content.decode()


def test_enter_still_saves_the_page(filer: Client, draft: Shipment) -> None:
    """Enter presses a form's first button in the document, which must not be the language's."""
    page = html.fromstring(filer.get(f"/shipments/{draft.reference}/packing/").content)
    buttons = page.xpath("//button[@form='typed'] | //form[@id='typed']//button")
    assert buttons[0].get("name") is None
    assert buttons[0].get("formaction") is None


def test_the_sign_in_page_keeps_the_form_it_carries(exporter: User, draft: Shipment) -> None:
    client, address = Client(), f"/shipments/{draft.reference}/packing/"
    asked = client.post(address, {"marks": "CARRIED", "stored": "x"})
    fields = fields_of(asked.content.decode(), "held")
    english = press_english(client, asked, {**fields, "username": "exporter", "password": "x"})
    carried = fields_of(english.content.decode(), "held")
    assert carried["username"] == "exporter"
    assert not carried["password"]
    back = client.post("/account/sign-in/", {**carried, "password": PASSWORD}, follow=True)
    assert typed_values(back)["marks"] == "CARRIED"


def test_no_other_site_is_gone_to(client: Client) -> None:
    answer = client.post("/language/?page=//evil.example/", {"language": "en"})
    assert answer.headers["Location"] == "/"
