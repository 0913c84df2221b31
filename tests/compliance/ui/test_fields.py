"""What the fields of a declaration accept, and what they answer otherwise."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils.translation import override
from lxml import html

from compliance.accounts.models import User
from compliance.ui.fields import CodeField, CodeSelect, DateField, PlainDecimalField


class RouteForm(forms.Form):
    country = CodeField("countries", label="Country")
    incoterm = CodeSelect("incoterms", label="Terms", required=False)
    net = PlainDecimalField(
        label="Net", unit="kg", max_digits=12, decimal_places=3, min_value=0, required=False
    )
    sails_on = DateField(label="Sails on", required=False)


def cleaned(name: str, text: str) -> Any:
    form = RouteForm({"country": "JPN", name: text})
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


def mistake(name: str, text: str) -> str:
    with override("en"):
        form = RouteForm({"country": "JPN", name: text})
        return str(form.errors[name][0])


@pytest.mark.parametrize(
    "text", ["JPN", "jpn", " ＪＰＮ ", "日本", "Japan", "JAPAN", "JPN 日本", "JPN Japan"]
)
def test_a_code_a_label_or_a_whole_name_gives_the_code(text: str) -> None:
    assert cleaned("country", text) == "JPN"


def test_an_unclear_entry_offers_what_it_may_mean() -> None:
    form = RouteForm({"country": "Kore"})
    page = html.fromstring(str(form))
    radios = page.cssselect("input[type=radio][name=country_pick]")
    assert {"KOR", "PRK"} <= {radio.get("value") for radio in radios}
    assert page.cssselect("input[type=text][name=country]")[0].get("value") == "Kore"


def test_one_candidate_is_asked_about_as_one() -> None:
    assert "can mean several" in mistake("country", "Kore")
    assert "this one" in mistake("country", "Kyrgyz")


def test_picking_a_candidate_settles_it() -> None:
    form = RouteForm({"country": "Kore", "country_asked": "Kore", "country_pick": "KOR"})
    assert form.is_valid()
    assert form.cleaned_data["country"] == "KOR"


def test_a_changed_text_counts_more_than_an_old_pick() -> None:
    form = RouteForm({"country": "Japan", "country_asked": "Kore", "country_pick": "KOR"})
    assert form.is_valid()
    assert form.cleaned_data["country"] == "JPN"


def test_an_unknown_code_is_named_and_kept() -> None:
    assert "“QQQ” is not in the list" in mistake("country", "QQQ")
    assert 'value="QQQ"' in str(RouteForm({"country": "QQQ"})["country"])


def test_a_picked_code_that_does_not_exist_is_refused() -> None:
    form = RouteForm({"country": "Kore", "country_asked": "Kore", "country_pick": "XX'X"})
    assert not form.is_valid()


def test_the_candidates_of_one_form_do_not_show_in_the_next() -> None:
    RouteForm({"country": "Kore"}).is_valid()
    assert "country_pick" not in str(RouteForm({"country": "JPN"}))


def test_a_stored_code_is_shown_with_its_name_and_counts_as_unchanged() -> None:
    form = RouteForm({"country": "JPN Japan"}, initial={"country": "JPN"})
    assert form.changed_data == []
    with override("en"):
        assert 'value="JPN Japan"' in str(RouteForm(initial={"country": "JPN"})["country"])


def test_a_select_takes_its_rows_in_the_readers_language() -> None:
    with override("en"):
        english = str(RouteForm()["incoterm"])
    with override("zh-hans"):
        assert english != str(RouteForm()["incoterm"])
    assert "not in the list" in mistake("incoterm", "ZZZ")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("１，２３４．５", "1234.5"),
        ("1 234.500", "1234.500"),
        (".5", "0.5"),
        ("12.", "12"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str) -> None:
    assert cleaned("net", text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,5", "12,34.5", "1.234,5", "1e5", "NaN", "Infinity", "5 kg"])
def test_a_number_that_could_be_misread_is_asked_for_again(text: str) -> None:
    assert mistake("net", text) == "Write a number, with a point before decimals, as in 1234.5."
    assert f'value="{text}"' in str(RouteForm({"net": text})["net"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-1", "Write a number of at least 0."),
        ("1.2345", "Write at most 3 digits after the point."),
        ("1234567890", "Write at most 9 digits before the point."),
    ],
)
def test_a_number_out_of_bounds_is_told_the_bound(text: str, sentence: str) -> None:
    assert mistake("net", text) == sentence


def test_a_stored_number_is_shown_without_the_databases_zeros() -> None:
    box = RouteForm(initial={"net": Decimal("100.500")})["net"]
    assert box.value() == "100.5"
    assert RouteForm(initial={"net": Decimal("100")})["net"].value() == "100"
    assert box.label == "Net (kg)"


@pytest.mark.parametrize(
    "text", ["2026-11-24", "2026/11/24", "2026年11月24日", "２０２６．１１．２４", "20261124"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert cleaned("sails_on", text) == date(2026, 11, 24)


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert mistake("sails_on", "2026-02-30").startswith("Write the day as year-month-day")


@pytest.mark.django_db
def test_suggestions_need_sign_in(client: Client) -> None:
    assert client.get("/codes/countries/?q=ja").status_code == 302


@pytest.mark.django_db
def test_suggestions_cost_no_more_than_knowing_who_asks(
    client: Client, exporter: User, django_assert_max_num_queries: Any, settings: Any
) -> None:
    client.force_login(exporter, "compliance.accounts.backends.OrganisationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with django_assert_max_num_queries(3):
        answer = client.get("/codes/countries/?q=japan", headers={"Accept": "application/json"})
    assert answer.json()["rows"][0] == {"code": "JPN", "name": "Japan"}


@pytest.mark.django_db
def test_a_cut_list_says_how_many_entries_it_leaves_out(client: Client, exporter: User) -> None:
    client.force_login(exporter, "compliance.accounts.backends.OrganisationBackend")
    for typed, more in (("rotterdam", 0), ("a", 900)):
        answer = client.get(
            "/codes/ports_abroad/", {"q": typed}, headers={"Accept": "application/json"}
        ).json()
        assert len(answer["rows"]) <= 20
        assert (answer["more"] > more) is bool(more)
    with override("en"):
        form = RouteForm({"country": "a"})
        assert form.is_valid() is False
        assert "more entries; go on typing" in html.fromstring(str(form)).text_content()


@pytest.mark.django_db
def test_a_misspelt_word_is_suggested_as_it_is_offered(client: Client, exporter: User) -> None:
    client.force_login(exporter, "compliance.accounts.backends.OrganisationBackend")
    address = "/codes/countries/?q=germny"
    answer = client.get(address, headers={"Accept": "application/json"}).json()
    assert answer["rows"][0]["code"] == "DEU"
    assert "“germny” is not in the list. Perhaps you mean" in mistake("country", "germny")
    assert "德国" in client.get(address).content.decode()


@pytest.mark.django_db
def test_without_scripts_the_list_is_a_page(client: Client, exporter: User) -> None:
    client.force_login(exporter, "compliance.accounts.backends.OrganisationBackend")
    assert "日本" in client.get("/codes/countries/?q=japan").content.decode()
    assert client.get("/codes/nothing/").status_code == 404
