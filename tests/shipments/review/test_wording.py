"""Findings in words: parameters become names, and exporters never get what is not theirs."""

from itertools import product

import pytest
from django.utils.translation import override

from compliance.accounts.models import Role, User
from compliance.law.rules import CATALOGUE
from shipments.screening.wording import render_finding, render_findings
from tests.builders import a_finding
from tests.rows import every_row

OFFICER, EXPORTER = User(role=Role.OFFICER), User(role=Role.EXPORTER)


@every_row(list(product(sorted(CATALOGUE), ("en", "zh-hans"))))
def test_every_rule_is_worded_even_without_its_parameters(code: str, language: str) -> None:
    with override(language):
        view = render_finding(a_finding(code), OFFICER)
    assert view.title
    assert view.cure
    assert all(each.instrument for each in view.basis)


def test_an_undisclosed_finding_is_refused_to_an_exporter() -> None:
    with pytest.raises(ValueError, match="PTY-01"):
        render_finding(a_finding("PTY-01", disclosed=False), EXPORTER)


def test_an_exporter_gets_the_disclosed_findings_gravest_first() -> None:
    findings = [
        a_finding("DOC-07", params={"field": "contract_no"}),
        a_finding("PTY-01", effect=3, disclosed=False),
        a_finding("LIC-01", effect=3, params={"line": "1", "codes": "3C004.a"}),
    ]
    assert [view.rule for view in render_findings(findings, EXPORTER)] == ["LIC-01", "DOC-07"]


@pytest.mark.parametrize(
    ("rule", "params", "sentence"),
    [
        ("DST-25", {"hub": "SGP"}, "SGP Singapore is a transit hub and the end user is not there."),
        ("DOC-07", {"field": "contract_no"}, "Contract number is blank."),
        (
            "LST-01",
            {"list": "watch_list", "state": "stale"},
            "The list PRC watch list is too old, so names were not fully checked.",
        ),
    ],
)
def test_codes_become_names(rule: str, params: dict[str, str], sentence: str) -> None:
    with override("en"):
        assert render_finding(a_finding(rule, params=params), OFFICER).message == sentence
