"""The worked examples of CONTRIBUTING.md: each is done here, and reaches every place it should."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.default_policy import default_policy
from compliance.law.facts import Facts
from compliance.law.instruments import CUSTOMS_LAW
from compliance.law.list_sources import LIST_SOURCES, ListSource, required_lists
from compliance.law.rule import CATALOGUE, Effect, Hit, Rule, findings_of, rule
from compliance.parties.entries import Entry, measure_of
from compliance.parties.forms import UploadForm
from compliance.parties.importers import FORMATS, Format, Source, SourceFile, read_entries
from compliance.parties.versions import list_states
from shipments.models import Document
from shipments.moves import MOVES
from shipments.papers import PAPERS
from shipments.papers.basis import basis_fact
from shipments.papers.paper import Issue, Notice, a_notice
from shipments.papers.wording import Bilingual
from shipments.paperwork.issue import issue_of
from shipments.paperwork.render import render_pdf
from shipments.review.claims import claim
from tests.builders import a_shipment
from tests.facts_builders import a_declaration, facts

ROOT = Path(__file__).parents[1]
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


@pytest.fixture
def paradise_list(monkeypatch: pytest.MonkeyPatch) -> ListSource:
    """As its row would stand in compliance/law/list_sources.py."""
    row = ListSource(
        "paradise_list",
        "List of paradise",
        measure="watch",
        is_required=True,
        formats=("own_jsonl",),
    )
    monkeypatch.setitem(LIST_SOURCES, "paradise_list", row)
    return row


@pytest.mark.django_db
def test_a_list_is_offered_read_missed_and_shown_once_it_has_a_row(
    paradise_list: ListSource, client: Client, policy_admin: User, tmp_path: Path
) -> None:
    client.force_login(policy_admin)
    client.cookies["django_language"] = "en"
    assert "List of paradise" in client.get(reverse("parties:lists")).content.decode()
    upload = client.get(reverse("parties:upload", args=["paradise_list"]))
    assert "Upload: List of paradise" in upload.content.decode()
    assert upload.context["form"].fields["file_format"].choices[0][0] == "own_jsonl"
    path = tmp_path / "paradise.csv"
    path.write_text("name_zh,name_en,listed_on\n,Zephyr Quartz,2026-11-01\n", encoding="utf-8")
    printed = StringIO()
    call_command(
        "import_list", "paradise_list", "own_csv", str(path), as_of=date(2026, 11, 23),
        stdout=printed,
    )  # fmt: skip
    assert "rows: 1" in printed.getvalue()
    assert measure_of("paradise_list") == "watch"
    assert "paradise_list" in required_lists()
    states = {each.list_code: each.state for each in list_states(default_policy(), clock.today())}
    assert states["paradise_list"] == "missing"


def _words(issue: Issue) -> Notice:
    """As they would stand in shipments/papers/<kind>.py, with the entry below as PAPER."""
    return Notice(
        Bilingual("延期通知书", "Postponement notice"),
        Bilingual("下列出口货物延期办理。", "The export goods below are dealt with later."),
        [basis_fact(issue, Bilingual("《海关法》第二十四条", "Customs Law art. 24"))],
        Bilingual("请等候通知。", "Wait until you hear from customs."),
    )


@pytest.mark.django_db
def test_a_paper_is_asked_for_made_numbered_and_named_once_it_has_an_entry(
    monkeypatch: pytest.MonkeyPatch, exporter: User, officer: User, client: Client
) -> None:
    paper = a_notice("postponement", "PP", "Postponement notice", _words)
    monkeypatch.setitem(PAPERS, "postponement", paper)
    asked = {**MOVES, "claim": replace(MOVES["claim"], papers=("postponement",))}
    monkeypatch.setattr("shipments.door.MOVES", asked)
    monkeypatch.setattr("shipments.paperwork.actions.MOVES", asked)
    claim(a_shipment(exporter), by=officer)
    document = Document.objects.with_case().get()
    assert (document.kind, "-PP-" in document.number) == ("postponement", True)
    content = from_plain(document.revision.content, Declaration)
    pdf = render_pdf(document.kind, content, issue_of(document))
    assert "延期通知书" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    client.force_login(exporter)
    papers = client.get(reverse("paperwork:of", args=[document.shipment.reference]))
    assert "Postponement notice" in papers.content.decode()


# Files that name a value, tests, migrations and the catalogue left out. What is over stands in
# CONTRIBUTING.md; none of these may grow.
SPREAD = {
    "paper": (r"withdrawal_decision", 3),
    "notice": (r"recall_notice", 3),
    "list": (r"us_csl\b", 3),
    "role": (r"Role\.POLICY_ADMIN\b|\bPOLICY_ADMIN = ", 4),
    "status": (r"Status\.CLOSED\b|\bCLOSED = |tag--closed", 4),
}


@pytest.mark.parametrize("change", SPREAD)
def test_one_change_spreads_no_further_than_the_design_allows(change: str) -> None:
    pattern, most = SPREAD[change]
    assert 0 < len(files_that_say(pattern)) <= most


def files_that_say(pattern: str) -> list[Path]:
    """Sources, templates and styles in which the pattern stands."""
    rooms = ("compliance", "enduse", "shipments", "templates", "static")
    sources = (each for room in rooms for each in (ROOT / room).rglob("*"))
    kinds = {".py", ".html", ".css", ".csv"}
    read = (each for each in sources if each.suffix in kinds and "migrations" not in each.parts)
    return [each for each in read if re.search(pattern, each.read_text(encoding="utf-8"))]
