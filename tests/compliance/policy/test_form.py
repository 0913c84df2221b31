"""The form of a policy: it gives back what it was filled with and names each mistake."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from compliance.accounts.models import User
from compliance.law.default_policy import default_policy
from compliance.law.policy import Restriction
from compliance.policy.comparison import differences
from compliance.policy.forms import PolicyForm
from compliance.policy.models import PolicyVersion
from tests.compliance.policy.filling import typed

pytestmark = pytest.mark.django_db


def test_the_form_gives_back_the_policy_it_was_filled_with() -> None:
    form = PolicyForm(typed(), policy=default_policy())
    assert form.is_valid(), form.errors
    kept = form.drafted_policy(1)
    assert replace(kept, in_force_from=default_policy().in_force_from) == default_policy()
    assert differences(default_policy(), kept) == ()


def test_the_hint_names_the_cells_of_a_row() -> None:
    with translation.override("en"):
        form = PolicyForm(policy=default_policy())
        assert "code | effect | from | until" in str(form["restrictions"].help_text)
        assert "|" not in str(form["holidays"].help_text)


def test_a_restriction_is_read_from_one_line() -> None:
    row = "US-1 | HOLD | 2026-12-01 | | USA | | | indium | 审慎 | Caution"
    form = PolicyForm(typed(restrictions=row), policy=default_policy())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["restrictions"] == (
        Restriction(
            "US-1",
            "HOLD",
            date(2026, 12, 1),
            country="USA",
            material="indium",
            reason_zh="审慎",
            reason_en="Caution",
        ),
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("usd_rates", "USD | 1\nEUR | much", "“much” is not a number"),
        ("usd_rates", "XXA | 1", "unknown currency"),
        ("holidays", "2026-13-01", "is not a date"),
        ("restrictions", "A | STOP | 2026-12-01 | | USA | | | | 原因 | Why", "FLAG, HOLD or BLOCK"),
        ("restrictions", "A | HOLD | 2026-12-01 | | | | | | 原因 | Why", "name a country"),
        ("restrictions", "A | HOLD | 2026-12-01 | 2026-12-01 | USA", "end after it begins"),
        ("restrictions", "A | HOLD", "cells where"),
        ("suspensions", "MOFCOM-1999-1 | 2026-01-01 |", "is no instrument"),
        ("embargoed_countries", "XYZ", "is no country code"),
        ("list_limits", "watch_list | 35 | 0.05", "export_control_list"),
        ("list_limits", "watch_list | x | 0.05", "is not a whole number"),
        ("sampling_rate", "1.5", "from 0 to 1"),
        ("price_high_ratio", "0.5", "above the lowest"),
        ("end_use_norms", "ito | 靶材 | ITO | 99.9 | 99 | | 1 | 2 | 1 | 2", "upper bound"),
        ("claim_minutes", "soon", "whole number"),
        ("control_attribute_since", "soon", "2026-11-24"),
    ],
)
def test_each_mistake_is_named_beside_its_field(
    client: Client, policy_admin: User, name: str, text: str, words: str
) -> None:
    client.force_login(policy_admin)
    client.cookies["django_language"] = "en"
    page = client.post("/policies/new/", typed(**{name: text}))
    with translation.override("en"):
        sentences = " ".join(map(str, page.context["form"].errors[name]))
    assert words in sentences
    assert page.context["form"][name].value() == text
    assert PolicyVersion.objects.count() == 1
