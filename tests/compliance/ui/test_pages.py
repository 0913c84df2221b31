"""The frame of pages, the look of forms, and the pages for what goes wrong."""

from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import Client
from django.utils.translation import override
from lxml import html

from compliance.accounts.models import User

BACKEND = "compliance.accounts.backends.OrganisationBackend"


class LineForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the invoice")
    note = forms.CharField(label="Note", required=False)
    shape = forms.ChoiceField(
        label="Shape", choices=[("i", "Ingot"), ("p", "Powder")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="I agree")


def render(text: str, **context: Any) -> str:
    with override("en"):
        return engines["django"].from_string(text).render(context)


def form_page(form: forms.Form) -> Any:
    return html.fromstring(render("<main>{% error_summary form %}{{ form }}</main>", form=form))


def test_a_field_reads_label_hint_error_input() -> None:
    page = form_page(LineForm({}))
    field = page.cssselect(".field")[0]
    order = [part.get("class") for part in field]
    assert order == ["field__label", "field__hint", "field__error", "field__control"]
    box = field.cssselect("input")[0]
    assert box.get("aria-describedby") == "id_name_helptext id_name_error"
    assert box.get("aria-invalid") == "true"
    assert all(
        page.get_element_by_id(name) is not None for name in ("id_name_helptext", "id_name_error")
    )


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    group = form_page(LineForm({})).cssselect("fieldset")[0]
    assert group.cssselect("legend")[0].text_content().strip() == "Shape"
    assert "id_shape_error" in group.get("aria-describedby")


def test_only_optional_fields_say_so_unless_the_form_is_a_draft() -> None:
    form = LineForm()
    assert render("{{ form }}", form=form).count("(optional)") == 1
    form.hides_optional = True
    assert "(optional)" not in render("{{ form }}", form=form)


def test_every_mistake_in_the_summary_leads_to_a_control() -> None:
    page = form_page(LineForm({}))
    links = page.cssselect(".error-summary a")
    assert next(link.text_content() for link in links) == "Name: This field is required."
    targets = [page.get_element_by_id(link.get("href")[1:]).tag for link in links]
    assert targets == ["input", "input", "input"]


def test_no_mistake_no_summary() -> None:
    assert "error-summary" not in render("{% error_summary form %}", form=LineForm())


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('{{ "1234.500"|kg }}', "1,234.5\u00a0kg"),
        ('{{ "1000"|kg }}', "1,000\u00a0kg"),
        ("{{ nothing|kg }}", ""),
        ('{{ "99.9950"|percent }}', "99.995%"),
        ('{{ "1234"|money:"USD" }}', "USD\u00a01,234.00"),
        ('{{ "0.12345"|money }}', "0.12345"),
        ('{{ "JPN"|code_name:"countries" }}', "Japan"),
        ('{{ "JPN"|code_label:"countries" }}', "JPN Japan"),
        ('{{ "Q?"|code_name:"countries" }}', "Q?"),
        ('{% status_tag "held" "Held" %}', '<span class="tag tag--held">Held</span>\n'),
        ("{% gravity 3 %}", '<span class="tag tag--block">Blocking</span>\n'),
    ],
)
def test_filters_and_tags(template: str, text: str) -> None:
    assert render(template) == text


def test_breadcrumbs_end_where_the_reader_is() -> None:
    page = html.fromstring(render('{% breadcrumbs "/a/" "A" "/b/" "B" "C" %}'))
    assert [link.get("href") for link in page.cssselect("a")] == ["/a/", "/b/"]
    assert page.cssselect("[aria-current=page]")[0].text == "C"


@pytest.mark.django_db
def test_home_marks_where_the_reader_is_and_names_person_and_role(
    client: Client, policy_admin: User
) -> None:
    client.force_login(policy_admin, BACKEND)
    page = html.fromstring(client.get("/").content)
    assert page.cssselect(".nav [aria-current=page]")[0].get("href") == "/"
    assert policy_admin.display_name in page.cssselect(".masthead__name")[0].text_content()


@pytest.mark.django_db
def test_pages_hold_no_inline_style_or_script(client: Client, policy_admin: User) -> None:
    client.force_login(policy_admin, BACKEND)
    page = html.fromstring(client.get("/").content)
    assert page.cssselect("[style], style, script:not([src]), [onclick]") == []


@pytest.mark.django_db
@pytest.mark.urls("tests.compliance.ui.pages")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/none/", 404),
        ("/note/", 405),
        ("/refused/conflict/", 409),
        ("/refused/forbidden/", 403),
    ],
)
def test_what_cannot_be_done_is_a_page_with_a_sentence(
    client: Client, policy_admin: User, address: str, status: int
) -> None:
    client.force_login(policy_admin, BACKEND)
    answer = client.get(address)
    assert answer.status_code == status
    assert "masthead" in answer.content.decode()
    assert status in (404, 405) or "Too late for that." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.urls("tests.compliance.ui.pages")
def test_a_fault_is_a_page_that_asks_no_database(
    client: Client, policy_admin: User, django_assert_num_queries: Any
) -> None:
    client.force_login(policy_admin, BACKEND)
    client.raise_request_exception = False
    with django_assert_num_queries(2):  # session and person, before the fault
        answer = client.get("/fault/")
    assert answer.status_code == 500
    assert "Gate 49" in answer.content.decode()


@pytest.mark.django_db
def test_the_first_page_weighs_less_than_150_kilobytes(client: Client) -> None:
    answer = client.get("/account/sign-in/")
    page = html.fromstring(answer.content)
    addresses = [link.get("href") for link in page.cssselect("link")]
    addresses += [script.get("src") for script in page.cssselect("script")]
    files = [finders.find(address.removeprefix("/static/")) for address in addresses]
    assert len(files) >= 8
    sizes = [Path(file).stat().st_size for file in files]
    assert len(answer.content) + sum(sizes) <= 150_000


def test_colours_are_named_in_one_file_only() -> None:
    sheets = (Path(settings.BASE_DIR) / "static" / "css").glob("*.css")
    coloured = [sheet.name for sheet in sheets if "#" in sheet.read_text()]
    assert coloured == ["tokens.css"]
