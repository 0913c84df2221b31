"""The worked examples of CONTRIBUTING.md: each is done here, and reaches every place it should."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from compliance.accounts.models import User
from compliance.law.facts import Facts
from compliance.law.instruments import CUSTOMS_LAW
from compliance.law.rule import CATALOGUE, Effect, Hit, Rule, findings_of, rule
from compliance.parties.entries import Entry
from compliance.parties.forms import UploadForm
from compliance.parties.importers import FORMATS, Format, Source, SourceFile, read_entries
from tests.facts_builders import a_declaration, facts

HEAVY_KG = Decimal(900)


@pytest.fixture
def heavy_rule() -> Iterator[Rule]:
    """As it would stand in compliance/law/rules/quantity.py."""

    @rule(
        "QTY-99",
        regulation="POLICY",
        title="A heavy consignment",
        message="%(kg)s kg are declared.",
        basis=(CUSTOMS_LAW.article("24", "如实申报。", "True declaration."),),
        effect=Effect.FLAG,
        disclosed=True,
        cure="Divide the consignment.",
    )
    def heavy(facts: Facts) -> list[Hit]:
        net_kg = facts.declaration.net_weight_kg
        return [Hit({"kg": format(net_kg, "f")})] if net_kg > HEAVY_KG else []

    yield heavy
    del CATALOGUE["QTY-99"]


def test_a_rule_is_applied_shown_and_listed_once_it_has_a_card_and_a_predicate(
    heavy_rule: Rule, client: Client, officer: User
) -> None:
    heavy = facts(a_declaration(net_weight_kg=HEAVY_KG + 1))
    light = facts(a_declaration(net_weight_kg=HEAVY_KG))
    assert [each.params for each in findings_of(heavy, [heavy_rule])] == [{"kg": "901"}]
    assert findings_of(light, [heavy_rule]) == ()
    assert "QTY-99" in {each.rule for each in findings_of(heavy)}
    client.force_login(officer)
    assert "A heavy consignment" in client.get("/rules/").content.decode()
    printed = StringIO()
    call_command("rules", stdout=printed)
    assert "QTY-99" in printed.getvalue()


def names_in_lines(files: Sequence[SourceFile], source: Source) -> Iterator[Entry]:
    """As it would stand in a module of compliance/parties/importers/: a name a line."""
    for file in files:
        for name in file.path.read_text(encoding="utf-8").splitlines():
            yield Entry(key=name, names=(name,), name_en=name)


def test_a_list_format_is_offered_and_read_once_it_has_a_row(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(FORMATS, "lines", Format("Names, a line each", (".names",), names_in_lines))
    form = UploadForm(base=None)
    assert ("lines", "Names, a line each") in form.fields["file_format"].choices
    assert ".names" in str(form["list_files"])
    path = tmp_path / "lines.names"
    path.write_text("Zephyr Quartz\nAmber Harbour\n", encoding="utf-8")
    source = Source("other", date(2026, 11, 23))
    entries = read_entries("lines", [SourceFile("lines.names", path)], source)
    assert [entry.key for entry in entries] == ["Zephyr Quartz", "Amber Harbour"]
