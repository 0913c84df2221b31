"""A mistake is told beside its box where customs decides, prepares advisories and rehearses."""

from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from compliance import clock
from compliance.accounts.models import User
from shipments.models import Advisory, Shipment
from shipments.moves import Status
from shipments.review.claims import claim
from tests.builders import a_shipment
from tests.pages.test_beside_the_box import LANGUAGES, LONG, Mistake, tell
from tests.shipments.declare.conftest import signed_in

pytestmark = pytest.mark.in_turn("language")
YESTERDAY, TOMORROW = ((clock.today() + timedelta(days=days)).isoformat() for days in (-1, 1))
REQUIRED, TOO_LONG = ("必填", "required"), ("2000", "2000")
PERIOD = ("结束日不得早于开始日", "on or after the day it begins")
BOTH = {"reason": "Papers and goods differ.", "message": "Please correct line 1."}


@pytest.fixture
def case(exporter: User, officer: User) -> Shipment:
    shipment = a_shipment(exporter)
    claim(shipment, by=officer)
    return shipment


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("verb", "box", "told", "typed"),
    [
        ("release", "reason", REQUIRED, {"message": "All is well.", "reason": ""}),
        ("release", "reason", TOO_LONG, {"reason": LONG}),
        (
            "refuse",
            "message",
            REQUIRED,
            {"ground": "no_licence", "reason": "Line 1.", "message": ""},
        ),
        ("refuse", "ground", REQUIRED, {**BOTH, "ground": ""}),
        (
            "hold",
            "until",
            ("今天或以后", "today or a later day"),
            {**BOTH, "ground": "doc_mismatch", "until": YESTERDAY},
        ),
        ("hold", "ground", REQUIRED, {**BOTH, "ground": ""}),
    ],
)
def test_a_decision(
    officer: User,
    case: Shipment,
    language: str,
    verb: str,
    box: str,
    told: tuple[str, str],
    typed: dict[str, Any],
) -> None:
    tell(officer, language, Mistake(f"/review/{case.reference}/{verb}/", box, told, typed))
    assert Shipment.objects.get(pk=case.pk).status == Status.IN_REVIEW


def an_advisory(exporter: User, **changes: str) -> dict[str, str]:
    return {
        "kind": "tip",
        "uscc": exporter.exporter.uscc if exporter.exporter else "",
        "reference": "",
        "number": "2026-17",
        "dated": clock.today().isoformat(),
        "grade": "",
        "text": "Stop what is declared.",
        **changes,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("box", "told", "changes"),
    [
        ("uscc", ("没有", "No exporter"), {"uscc": "9" * 18, "reference": "G49-X"}),
        ("dated", ("尚未到来", "still to come"), {"dated": TOMORROW}),
        ("reference", ("没有", "no such shipment"), {"reference": "G49-NONE0000"}),
        ("number", REQUIRED, {"number": ""}),
        ("text", REQUIRED, {"text": " "}),
    ],
)
def test_an_advisory(
    policy_admin: User,
    exporter: User,
    language: str,
    box: str,
    told: tuple[str, str],
    changes: dict[str, str],
) -> None:
    typed = an_advisory(exporter, **changes)
    tell(policy_admin, language, Mistake("/advisories/new/", box, told, typed))
    assert not Advisory.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("box", "told", "typed"),
    [
        ("draft", ("请选择", "Choose a draft"), {"parameter": ""}),
        ("value", ("", ""), {"parameter": "claim_minutes", "value": "soon"}),
        (
            "until",
            PERIOD,
            {"parameter": "claim_minutes", "value": "9", "since": TOMORROW, "until": YESTERDAY},
        ),
    ],
)
def test_a_rehearsal(
    policy_admin: User, language: str, box: str, told: tuple[str, str], typed: dict[str, str]
) -> None:
    tell(policy_admin, language, Mistake("/rehearsals/new/", box, told, typed))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("box", "told", "asked"),
    [
        ("reference", ("至少填写一项", "which cases"), {"reference": "", "rule": ""}),
        ("until", PERIOD, {"since": TOMORROW, "until": YESTERDAY}),
        ("since", ("日期", "Write the day"), {"since": "soon"}),
    ],
)
def test_what_an_evidence_pack_shall_hold(
    auditor: User, language: str, box: str, told: tuple[str, str], asked: dict[str, str]
) -> None:
    """The form that asks by GET."""
    shown = signed_in(auditor, language).get("/documents/evidence/", asked)
    page = html.fromstring(shown.content)
    beside = {each.get("id"): each.text_content() for each in page.cssselect(".field__error")}
    assert set(beside) == {f"id_{box}_error"}
    assert told[LANGUAGES.index(language)] in beside[f"id_{box}_error"]
    (above,) = page.cssselect(".error-summary li a")
    assert above.get("href") == f"#id_{box}"
    for name, value in asked.items():
        assert page.cssselect(f"#id_{name}")[0].get("value", "") == value
