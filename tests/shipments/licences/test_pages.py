"""The register's pages: customs keeps it, exporters read what they hold, nobody else's."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from compliance.accounts.models import User
from compliance.audit.models import Event
from shipments.licences.balance import draw
from shipments.models import Licence
from tests.builders import a_draft, freeze
from tests.shipments.licences.conftest import Registered
from tests.shipments.licences.registers import a_row


def as_person(user: User, language: str = "en") -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    client.force_login(user)
    return client


def boxes(exporter: User, **changes: str) -> dict[str, str]:
    return {
        "number": "26-53-000777",
        "kind": "4",
        "holder_uscc": exporter.exporter.uscc,
        "hs_codes": "8112923010 8112993000",
        "countries": "KOR, DEU",
        "customs_district": "22",
        "valid_from": "2026-09-01",
        "valid_until": "2027-02-28",
        "quantity_kg": "1,500",
        "uses": "12",
        **changes,
    }


@pytest.mark.parametrize("keeper", ["officer", "policy_admin"])
def test_a_licence_is_registered_from_its_boxes(
    request: pytest.FixtureRequest, exporter: User, keeper: str
) -> None:
    client = as_person(request.getfixturevalue(keeper))
    page = client.post("/licences/new/", boxes(exporter), follow=True)
    assert "1,500\u00a0kg" in page.content.decode()
    licence = Licence.objects.get()
    assert licence.countries == ["KOR", "DEU"]
    assert licence.hs_codes == ["8112923010", "8112993000"]
    assert licence.remaining_kg == Decimal(1500)
    assert Event.objects.get(verb="register_licence").subject == f"licence:{licence.number}"


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("number", "", "number"),
        ("holder_uscc", "91530000MA6K49YP00", "holder_uscc"),
        ("hs_codes", "1234567890", "hs_codes"),
        ("countries", "XXQ", "countries"),
        ("quantity_kg", "0", "quantity_kg"),
        ("quantity_kg", "much", "quantity_kg"),
        ("uses", "0", "uses"),
        ("valid_until", "2026-08-31", "valid_until"),
        ("currency", "USD EUR", "currency"),
    ],
)
def test_a_wrong_box_is_named_and_nothing_is_registered(
    exporter: User, officer: User, name: str, text: str, place: str
) -> None:
    page = as_person(officer).post("/licences/new/", boxes(exporter, **{name: text}))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [place]
    assert not Licence.objects.exists()


def test_a_number_is_registered_once(exporter: User, officer: User, registered: Registered) -> None:
    licence = registered()
    page = as_person(officer).post("/licences/new/", boxes(exporter, number=licence.number))
    assert "number" in page.context["form"].errors


@pytest.mark.parametrize(("role", "status"), [("exporter", 404), ("auditor", 403)])
@pytest.mark.parametrize("path", ["/licences/new/", "/licences/{number}/revoke/"])
def test_only_customs_and_policy_keepers_change_the_register(
    request: pytest.FixtureRequest, registered: Registered, role: str, status: int, path: str
) -> None:
    address = path.format(number=registered().number)
    client = as_person(request.getfixturevalue(role))
    assert client.get(address).status_code == status
    assert client.post(address, {"reason": "Because"}).status_code == status
    assert Licence.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize("path", ["/licences/", "/licences/26-53-000149/", "/licences/new/"])
def test_the_register_needs_a_sign_in(client: Client, registered: Registered, path: str) -> None:
    registered()
    assert client.get(path).status_code == 302


def test_an_exporter_reads_own_balances_and_never_a_rivals(
    exporter: User, rival_exporter: User, registered: Registered
) -> None:
    number = registered().number
    own, other = as_person(exporter), as_person(rival_exporter)
    assert number in own.get("/licences/").content.decode()
    assert "1,000\u00a0kg" in own.get(f"/licences/{number}/").content.decode()
    assert number not in other.get("/licences/").content.decode()
    assert other.get(f"/licences/{number}/").status_code == 404


def test_a_rivals_draw_on_my_licence_does_not_name_the_rivals_shipment(
    exporter: User, rival_exporter: User, auditor: User, registered: Registered
) -> None:
    number = registered().number
    line = (("licence_no", number),)
    revision = freeze(a_draft(rival_exporter, line=line), rival_exporter)
    with transaction.atomic():
        draw(revision)
    reference = revision.shipment.reference
    assert reference not in as_person(exporter).get(f"/licences/{number}/").content.decode()
    assert reference in as_person(auditor).get(f"/licences/{number}/").content.decode()


def test_a_licence_is_revoked_once_and_with_a_reason(officer: User, registered: Registered) -> None:
    address = f"/licences/{registered().number}/revoke/"
    client = as_person(officer)
    assert "reason" in client.post(address, {"reason": " "}).context["form"].errors
    assert client.post(address, {"reason": "Obtained by fraud"}).status_code == 302
    assert client.post(address, {"reason": "Again"}).status_code == 409
    assert Licence.objects.get().revoked_reason == "Obtained by fraud"


def test_the_exporter_is_told_of_the_revocation_but_not_why(
    exporter: User, officer: User, registered: Registered
) -> None:
    number = registered().number
    as_person(officer).post(f"/licences/{number}/revoke/", {"reason": "Secret tip"})
    page = as_person(exporter).get(f"/licences/{number}/").content.decode()
    assert "Revoked" in page
    assert "Secret tip" not in page
    assert "Secret tip" in as_person(officer).get(f"/licences/{number}/").content.decode()


@pytest.mark.parametrize("state", ["valid", "used_up", "expired", "revoked"])
def test_the_register_is_filtered_by_state(
    officer: User, registered: Registered, state: str
) -> None:
    registered(number="26-53-VALID")
    expired = registered(number="26-53-EXPIRED")
    used_up, revoked = registered(number="26-53-USED_UP"), registered(number="26-53-REVOKED")
    Licence.objects.filter(pk=expired.pk).update(
        valid_from=date(2020, 1, 1), valid_until=date(2020, 6, 1)
    )
    Licence.objects.filter(pk=used_up.pk).update(remaining_uses=0)
    as_person(officer).post(f"/licences/{revoked.number}/revoke/", {"reason": "Because"})
    page = as_person(officer).get("/licences/", {"state": state})
    assert [each.number for each, _s in page.context["licences"]] == [f"26-53-{state.upper()}"]


def test_the_register_asks_as_much_for_many_licences_as_for_one(
    officer: User, registered: Registered, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        registered(number=f"26-53-{number:06d}")
    client = as_person(officer)
    with django_assert_max_num_queries(6):
        client.get("/licences/")


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"valid_until": "2026-12-31"}, ""),
        ({"valid_from": "2026-06-30", "valid_until": "2026-12-31"}, "at most six months"),
        ({"valid_until": "2027-01-01"}, "ends with its calendar year"),
        ({"valid_until": "2026-12-31", "uses": "13"}, "at most twelve uses"),
        ({"kind": "3", "form": "individual", "uses": "1", "valid_until": "2027-08-31"}, ""),
        (
            {"kind": "3", "form": "individual", "uses": "1", "valid_until": "2027-09-01"},
            "at most one year",
        ),
        ({"kind": "3", "form": "general", "uses": "2", "valid_until": "2029-08-31"}, ""),
        (
            {"kind": "3", "form": "general", "uses": "2", "valid_until": "2029-09-01"},
            "at most three years",
        ),
    ],
)
def test_the_keeper_is_told_what_is_unusual_and_may_still_register_it(
    officer: User, exporter: User, changes: dict[str, str], doubt: str
) -> None:
    page = as_person(officer).post("/licences/new/", boxes(exporter, **changes), follow=True)
    text = page.content.decode()
    assert Licence.objects.count() == 1
    assert ("Check this licence against the paper" in text) is bool(doubt)
    assert doubt in text


def test_a_value_needs_its_currency(officer: User, exporter: User) -> None:
    page = as_person(officer).post("/licences/new/", boxes(exporter, value="1000"))
    assert "Give the currency of the value." in page.content.decode()
    assert not Licence.objects.exists()


def test_the_page_shows_what_is_left_of_the_value(officer: User, registered: Registered) -> None:
    licence = registered(value=Decimal(1000), currency="USD")
    page = as_person(officer).get(f"/licences/{licence.number}/").content.decode()
    assert "Value left" in page


@pytest.mark.parametrize(
    ("kind", "form", "is_right"),
    [
        ("3", "", False),
        ("G", "", False),
        ("3", "general", True),
        ("4", "general", False),
        ("x", "registration", False),
        ("4", "", True),
    ],
)
def test_a_dual_use_licence_says_its_form_and_no_other_has_one(
    exporter: User, officer: User, kind: str, form: str, is_right: bool
) -> None:
    told = boxes(exporter, kind=kind, form=form, hs_codes="2853904051")
    page = as_person(officer).post("/licences/new/", told)
    assert Licence.objects.exists() == is_right
    assert is_right or "form" in page.context["form"].errors


def test_a_suspended_licence_says_so_in_the_list_to_customs_alone(
    exporter: User, officer: User, registered: Registered, in_force: Any, holder: str
) -> None:
    number = registered().number
    in_force(a_row(holder, number, status="暂停"), a_row(holder, "26-53-000902"))
    client = as_person(officer)
    states = {each.number: state for each, state in client.get("/licences/").context["licences"]}
    assert states == {number: "suspended", "26-53-000902": "valid"}
    assert client.get(f"/licences/{number}/").context["state"] == "suspended"
    for state, shown in (("suspended", [number]), ("valid", ["26-53-000902"])):
        found = client.get("/licences/", {"state": state}).context["licences"]
        assert [each.number for each, _state in found] == shown
    theirs = as_person(exporter)
    told = {each.number: state for each, state in theirs.get("/licences/").context["licences"]}
    assert told == {number: "valid", "26-53-000902": "valid"}
    assert len(theirs.get("/licences/", {"state": "suspended"}).context["licences"]) == 2
    assert "Suspended" not in theirs.get("/licences/").content.decode()


def test_a_revoked_licence_says_so_in_the_list(
    exporter: User, registered: Registered, in_force: Any, holder: str
) -> None:
    number = registered().number
    in_force(a_row(holder, number, status="撤销"))
    ((_licence, state),) = as_person(exporter).get("/licences/").context["licences"]
    assert state == "revoked"
