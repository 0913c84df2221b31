"""What was typed into a draft is kept: half filled, gone back to, pasted too long, in two tabs."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from compliance.accounts.models import User
from enduse.models import EndUser
from shipments.declare import actions
from shipments.models import Shipment, ShipmentParty
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import Fields, fields_of


def opened(client: Client, page: str) -> Fields:
    return fields_of(client.get(page).content.decode(), "stored")


@pytest.fixture
def page(draft: Shipment) -> Callable[[str], str]:
    return lambda name: f"/shipments/{draft.reference}/{name}/"


def later(client: Client, address: str, **typed: str) -> None:
    fields = {**opened(client, address), **typed, "then": "tasks"}
    assert client.post(address, fields).status_code == 302


def test_save_later_keeps_what_is_valid_and_what_is_not(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    later(client, page("packing"), marks="NEW MARKS", packages="a dozen")
    draft.refresh_from_db()
    assert draft.marks == "NEW MARKS"
    shown = opened(client, page("packing"))
    assert (shown["packages"], shown["marks"]) == ("a dozen", "NEW MARKS")


def test_it_is_kept_for_another_day_and_a_colleague(
    client: Client, exporter: User, draft: Shipment, page: Callable[[str], str]
) -> None:
    later(client, page("packing"), packages="a dozen")
    assert opened(signed_in(exporter), page("packing"))["packages"] == "a dozen"


def test_a_draft_with_a_half_filled_page_is_not_submitted(
    client: Client, exporter: User, draft: Shipment, page: Callable[[str], str]
) -> None:
    later(client, page("packing"), packages="a dozen")
    draft.refresh_from_db()
    with pytest.raises(actions.Incomplete, match="could be accepted"):
        actions.submit(draft, by=exporter, expected_revision=0)
    assert f'href="{page("packing")}"' in client.get(page("check")).content.decode()


def test_saving_the_page_ends_it(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    later(client, page("packing"), packages="a dozen")
    fields = {**opened(client, page("packing")), "packages": "12"}
    assert client.post(page("packing"), fields).status_code == 302
    draft.refresh_from_db()
    assert (draft.packages, draft.half_filled) == (12, {})


def test_what_is_stored_is_shown_on_demand(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    later(client, page("packing"), packages="a dozen")
    assert opened(client, page("packing") + "?stored")["packages"] == str(draft.packages)


def test_a_valid_value_that_would_break_the_row_waits_with_the_others(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    before = draft.gross_weight_kg
    later(client, page("packing"), net_weight_kg="900", gross_weight_kg="10")
    draft.refresh_from_db()
    assert draft.gross_weight_kg == before
    assert opened(client, page("packing"))["gross_weight_kg"] == "10"


def test_a_new_goods_line_is_kept_half_filled(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    later(client, page("goods/add"), name_en="Indium wire", composition="", quantity="much")
    assert draft.lines.count() == 1
    shown = opened(client, page("goods/add"))
    assert (shown["name_en"], shown["quantity"]) == ("Indium wire", "much")


def test_back_and_save_again_corrects_the_party(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    add = page("parties/add/notify")
    fields = {**opened(client, add), "name_en": "Lantau Air Fright Ltd.", "country": "HKG"}
    for name in ("Lantau Air Fright Ltd.", "Lantau Air Freight Ltd."):
        assert client.post(add, {**fields, "name_en": name}).status_code == 302
    assert [each.name_en for each in draft.parties.filter(role="notify")] == [
        "Lantau Air Freight Ltd."
    ]


def test_back_and_save_again_corrects_a_single_party_instead_of_refusing(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    draft.parties.filter(role="consignee").delete()
    add = page("parties/add/consignee")
    fields = {**opened(client, add), "country": "KOR", "address": "Gumi"}
    for name in ("First Name Ltd.", "Second Name Ltd."):
        assert client.post(add, {**fields, "name_en": name}).status_code == 302
    assert draft.parties.get(role="consignee").name_en == "Second Name Ltd."


def test_back_and_save_again_corrects_the_goods_line(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    stored = opened(client, page(f"goods/{draft.lines.get().pk}"))
    add = page("goods/add")
    fields = {**stored, "stored": opened(client, add)["stored"]}
    for name in ("Ingots", "Ingots 4N5"):
        assert client.post(add, {**fields, "name_en": name}).status_code == 302
    assert [(each.number, each.name_en) for each in draft.lines.all()][1:] == [(2, "Ingots 4N5")]


def test_back_and_save_again_corrects_the_end_user(client: Client) -> None:
    add = "/end-use/end-users/add/"
    fields = {
        **opened(client, add),
        "country": "DEU",
        "address": "Am Rossmarkt 9, Freiberg",
        "business_kind": "manufacturer",
        "business_scope": "Optics",
    }
    for name in ("Back Optik GmbH", "Back Optics GmbH"):
        assert client.post(add, {**fields, "name_en": name}).status_code == 302
    names = EndUser.objects.filter(name_en__startswith="Back").values_list("name_en", flat=True)
    assert list(names) == ["Back Optics GmbH"]


def test_a_row_that_another_tab_changed_meanwhile_is_not_overwritten_by_going_back(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    add = page("parties/add/notify")
    fields = {**opened(client, add), "name_en": "First", "country": "HKG"}
    client.post(add, fields)
    ShipmentParty.objects.filter(name_en="First").update(name_en="By another tab")
    assert client.post(add, {**fields, "name_en": "Second"}).status_code == 409
    assert draft.parties.get(role="notify").name_en == "By another tab"


def test_a_page_of_another_draft_does_not_reach_this_row(
    client: Client, rival_exporter: User, draft: Shipment, page: Callable[[str], str]
) -> None:
    fields = {**opened(client, page("parties/add/notify")), "name_en": "A", "country": "HKG"}
    client.post(page("parties/add/notify"), fields)
    foreign = a_draft(rival_exporter)
    add = f"/shipments/{foreign.reference}/parties/add/notify/"
    assert signed_in(rival_exporter).post(add, {**fields, "name_en": "B"}).status_code == 302
    assert draft.parties.get(role="notify").name_en == "A"
    assert foreign.parties.get(role="notify").name_en == "B"


def test_no_box_cuts_what_is_pasted(client: Client, page: Callable[[str], str]) -> None:
    for name in ("transport", "trade", "packing", "declarant", "parties/add/notify", "goods/add"):
        assert "maxlength" not in client.get(page(name)).content.decode(), name


def test_what_is_too_long_is_counted_and_kept(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    fields = {**opened(client, page("trade")), "contract_no": "C" * 40}
    html = client.post(page("trade"), fields).content.decode()
    assert fields_of(html, "stored")["contract_no"] == "C" * 40
    assert re.search(r"at most 32 characters \(it has 40\)", html)


def test_two_tabs_on_different_fields_are_merged(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    first, second = (opened(client, page("packing")) for _tab in range(2))
    client.post(page("packing"), {**first, "marks": "FIRST", "packages": "7"})
    answer = client.post(page("packing"), {**second, "remarks": "SECOND"}, follow=True)
    draft.refresh_from_db()
    assert (draft.marks, draft.packages, draft.remarks) == ("FIRST", 7, "SECOND")
    assert "Kept as it was saved meanwhile in another tab" in answer.content.decode()


def test_of_a_conflict_only_the_fields_changed_twice_are_asked_about(
    client: Client, draft: Shipment, page: Callable[[str], str]
) -> None:
    first, second = (opened(client, page("packing")) for _tab in range(2))
    client.post(page("packing"), {**first, "marks": "FIRST", "packages": "7"})
    mine = {**second, "marks": "MINE"}
    html = client.post(page("packing"), mine).content.decode()
    table = html[html.index("change-title") : html.index("</table>")]
    assert table.count('<th scope="row">') == 1
    client.post(page("packing"), {**mine, "save_anyway": "1"})
    draft.refresh_from_db()
    assert (draft.marks, draft.packages) == ("MINE", 7)


def test_an_added_row_gets_the_focus_and_the_page_stays_where_it_was(
    client: Client, page: Callable[[str], str]
) -> None:
    before = client.get(page("goods/add")).content.decode()
    fields = {**opened(client, page("goods/add")), "add_row": "composition"}
    html = client.post(page("goods/add"), fields).content.decode()
    assert 'formaction="#id_composition-5-substance"' in before
    assert 'id="id_composition-5-substance"' in html
    assert "autofocus" not in html  # of no effect where an address has a fragment
