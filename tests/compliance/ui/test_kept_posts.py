"""Nothing typed is lost when the session ends before the form is sent."""

from typing import Any

import pytest
from django.core import signing
from django.test import Client
from lxml import html

from compliance.accounts.models import User
from shipments.demo.people import PASSWORD

TYPED = {"contract": "Q4-49 & <铟>", "goods": ["ingot", "shot"], "country": "Japan"}
SITE = "http://testserver"

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.compliance.ui.pages")]


def hidden_fields(response: Any) -> dict[str, str]:
    page = html.fromstring(response.content)
    return {
        box.get("name"): box.get("value") or "" for box in page.cssselect("main input[type=hidden]")
    }


def sign_in_from(client: Client, response: Any, username: str = "exporter") -> Any:
    person = {"username": username, "password": PASSWORD}
    return client.post("/account/sign-in/", {**hidden_fields(response), **person}, follow=True)


def value_of(response: Any, name: str) -> str:
    return html.fromstring(response.content).cssselect(f"main input[name={name}]")[0].get("value")


def test_what_was_typed_stands_in_the_form_again_after_sign_in(
    client: Client, exporter: User
) -> None:
    asked = client.post("/contract/", TYPED)
    assert asked.status_code == 401
    back = sign_in_from(client, asked)
    assert back.redirect_chain == [("/contract/", 302)]
    assert value_of(back, "contract") == "Q4-49 & <铟>"
    boxes = html.fromstring(back.content).cssselect("main input[name=goods]")
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == [
        "ingot",
        "shot",
    ]


def test_it_survives_a_wrong_password_in_between(client: Client, exporter: User) -> None:
    asked = client.post("/contract/", TYPED)
    wrong = {**hidden_fields(asked), "username": "exporter", "password": "wrong"}
    back = sign_in_from(client, client.post("/account/sign-in/", wrong))
    assert value_of(back, "contract") == "Q4-49 & <铟>"


def test_it_is_handed_out_once(client: Client, exporter: User) -> None:
    sign_in_from(client, client.post("/contract/", TYPED))
    assert not value_of(client.get("/contract/"), "contract")


def test_passwords_and_tokens_are_not_carried(client: Client) -> None:
    asked = client.post("/contract/", {**TYPED, "password": "secret", "new_password1": "secret"})
    _path, fields = signing.loads(hidden_fields(asked)["held"], salt="gate49.held-post")
    assert "secret" not in fields
    assert "csrfmiddlewaretoken" not in fields
    assert "contract=" in fields


def test_a_form_too_large_to_carry_still_leads_to_sign_in(client: Client, exporter: User) -> None:
    asked = client.post("/contract/", {"contract": "x" * 210_000})
    assert asked.status_code == 401
    assert hidden_fields(asked)["held"] == ""
    assert sign_in_from(client, asked).status_code == 200


def test_forged_fields_are_not_taken_over(client: Client, exporter: User) -> None:
    asked = client.post("/contract/", TYPED)
    forged = {**hidden_fields(asked), "held": "WyIvIl0:1:forged"}
    person = {"username": "exporter", "password": PASSWORD}
    client.post("/account/sign-in/", {**forged, **person})
    assert "held_posts" not in client.session


def test_a_form_that_only_takes_posts_leads_back_to_its_page(
    client: Client, exporter: User
) -> None:
    asked = client.post("/note/", {"note": "1"}, headers={"Referer": f"{SITE}/contract/?tab=2"})
    assert sign_in_from(client, asked).redirect_chain == [("/contract/?tab=2", 302)]


def test_a_foreign_referrer_is_no_place_to_go(client: Client, exporter: User) -> None:
    asked = client.post("/contract/", TYPED, headers={"Referer": "https://evil.example/x"})
    assert sign_in_from(client, asked).redirect_chain == [("/contract/", 302)]


def test_signing_in_again_in_another_tab_does_not_cost_the_form(exporter: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(exporter, "compliance.accounts.backends.OrganisationBackend")
    refused = client.post("/contract/", TYPED, headers={"Origin": SITE})
    assert refused.status_code == 403
    assert value_of(client.get("/contract/"), "contract") == "Q4-49 & <铟>"


def test_a_form_from_another_site_is_not_kept(exporter: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(exporter, "compliance.accounts.backends.OrganisationBackend")
    client.post("/contract/", TYPED, headers={"Origin": "https://evil.example"})
    assert "held_posts" not in client.session


def test_htmx_is_sent_to_a_whole_sign_in_page(client: Client) -> None:
    asked = client.get(
        "/contract/", headers={"HX-Request": "true", "HX-Current-URL": f"{SITE}/contract/?a=1"}
    )
    assert asked.headers["HX-Redirect"] == "/account/sign-in/?next=%2Fcontract%2F%3Fa%3D1"
