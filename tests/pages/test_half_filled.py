"""Who changes the language amid a form finds what was typed; who leaves it is asked first."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from compliance.accounts.models import User
from compliance.policy.models import PolicyVersion
from tests.compliance.policy.filling import typed as policy_as_typed
from tests.compliance.ui.test_kept_posts import sign_in_from
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import fields_of

TEMPLATES = Path(__file__).parents[2] / "templates"
FORM = re.compile(r"<form(?P<head>[^>]*)>(?P<body>.*?)</form>", re.DOTALL)
BASE = re.compile(r'{% extends "([^"]+)" %}')
SWITCH = '{% include "ui/language_switch.html" with form_id="typed" %}'

WITHOUT_WORDS = """
    accounts/forgotten.html accounts/new_password.html accounts/password.html
    accounts/second_factor.html bulk/files.html declare/attachments.html paperwork/retention.html
    review/bulk.html single_window/import.html single_window/shipment.html
""".split()
"""Secrets and files, which no page may keep; a reference, a reason given a page before."""

SMALL = """review/_tools.html""".split()
"""Beside other forms of its page: what it lacks is asked on a page of its own."""


def forms_of_their_own() -> Iterator[tuple[str, str]]:
    """The forms whose boxes Django draws: template, and the form's attributes."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        for found in FORM.finditer(path.read_text(encoding="utf-8")):
            if 'method="post"' in found["head"] and re.search(
                r"{{ ?(form|many|bulk)", found["body"]
            ):
                yield str(path.relative_to(TEMPLATES)), found["head"]


def with_its_base(name: str) -> str:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return text + "".join((TEMPLATES / each).read_text() for each in BASE.findall(text))


def test_every_form_asks_before_it_is_left_half_filled() -> None:
    unasked = {name for name, head in forms_of_their_own() if 'id="typed"' not in head}
    assert unasked == {*WITHOUT_WORDS, *SMALL}


def test_every_such_form_travels_with_a_change_of_language() -> None:
    typed = {name for name, head in forms_of_their_own() if 'id="typed"' in head}
    assert len(typed) > 20
    lost = {name for name in typed if SWITCH not in with_its_base(name)}
    assert lost == {"accounts/profile.html"}, "whose own box is called language, too"


@pytest.mark.parametrize(
    ("who", "page", "typed"),
    [
        ("exporter", "/webhooks/", {"url": "https://half.example/typed"}),
        ("exporter", "/account/", {"name": "Half a name", "days": "7"}),
        ("officer", "/licences/editions/new/", {"as_of": "2026-", "source": "Letter"}),
        ("policy_admin", "/parties/un/upload/", {"as_of": "2026-"}),
        ("policy_admin", "/policies/new/", {"note": "Half a reason"}),
        ("auditor", "/flows/reports/", {"subject": "2026-"}),
        ("officer", "/review/views/", {"name": "Half a name"}),
    ],
)
def test_what_was_typed_is_there_in_the_other_language_and_not_judged(
    request: pytest.FixtureRequest, who: str, page: str, typed: dict[str, str]
) -> None:
    client = signed_in(request.getfixturevalue(who), "zh-hans")
    html = switched(client, page, typed)
    assert 'lang="en"' in html
    assert 'class="field__error"' not in html
    shown = fields_of(html, next(iter(typed)))
    assert {name: shown[name] for name in typed} == typed


def test_boxes_unticked_before_a_change_of_language_stay_so(exporter: User) -> None:
    html = switched(
        signed_in(exporter, "zh-hans"), "/messages/by-mail/", {"csrfmiddlewaretoken": "x"}
    )
    assert "checked" in html, "nothing was sent, so what is stored is shown"


def switched(client: Client, page: str, typed: dict[str, str]) -> str:
    answer = client.post(f"/language/?page={quote(page)}", {**typed, "language": "en"}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_typed_before_the_session_ended_is_saved_by_nobody_else_than_its_person(
    policy_admin: User,
) -> None:
    client = Client()
    asked = client.post("/policies/new/", policy_as_typed(claim_minutes="77"))
    assert asked.status_code == 401
    back = sign_in_from(client, asked, policy_admin.username)
    assert back.request["PATH_INFO"] == "/policies/new/"
    assert not PolicyVersion.objects.filter(note="Because").exists()
    assert fields_of(back.content.decode(), "claim_minutes")["claim_minutes"] == "77"
