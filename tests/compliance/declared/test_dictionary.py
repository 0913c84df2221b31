"""A field is described once: what is forgotten is noticed, what is added shows everywhere."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils.translation import override

from compliance.accounts.models import User
from compliance.codes import table as code_table
from compliance.codes.tables import INCOTERMS
from compliance.declared.dictionary import Dictionary
from compliance.declared.field import Field, Group
from compliance.declared.header import DECLARANT, HEADER, PACKING, TRADE, TRANSPORT
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT
from compliance.law.canonical import added, to_plain
from compliance.law.declaration import Declaration, Party
from compliance.law.default_policy import default_policy
from compliance.ui.fields import CodeSelect
from shipments import labels
from shipments.api.declared_fields import DeclaredText
from shipments.declare import freezing, sections
from shipments.declare.overview import content_page
from shipments.papers import boxes, goods
from shipments.revision_changes import changes_between
from tests.shipments.declared_in_full import DECLARED_ON, a_full_draft

ROOT = Path(__file__).parents[3]
SOURCE = ("compliance", "enduse", "shipments", "templates")
FOOT = {"报关人员", "报关人员证号", "电话", "申报单位", "申报地海关", "价格说明"}
GIVEN = (
    "reference declaration_no revision declared_on exporter parties lines attachments statement"
    " filed_by further_statements"
).split()


@dataclass(frozen=True)
class Sealed(Declaration):
    """A declaration with one more field, as docs/adding-a-field.md has it."""

    seal_no: str = added("")


SEAL = Group("seal", Field("seal_no", "封志号", "seal number", width=20), section="transport")
SEALED = Dictionary(Sealed, *TRANSPORT, SEAL, *TRADE, *PACKING, *DECLARANT, given=tuple(GIVEN))


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dictionary with the seal number, wherever the header is read."""
    for module in (freezing, goods, sections):
        monkeypatch.setattr(module, "HEADER", SEALED)
    monkeypatch.setattr(labels, "DICTIONARIES", (SEALED, LINE, PARTY, STATEMENT))
    labels._lazy_label.cache_clear()


def test_a_field_of_the_law_that_nobody_describes_is_named() -> None:
    groups = [Group("particulars", *(field for name, field in PARTY.items() if name != "aeo_code"))]
    with pytest.raises(ValueError, match="aeo_code"):
        Dictionary(Party, *groups, given=("ref", "role"))


def test_a_described_field_that_the_law_does_not_know_is_named() -> None:
    extra = Group("more", Field("fax", "传真", "fax", width=20))
    with pytest.raises(ValueError, match="fax"):
        Dictionary(Party, *PARTY.groups, extra, given=("ref", "role"))


def test_every_field_has_its_name_in_both_languages() -> None:
    fields = [field for each in (HEADER, LINE, PARTY, STATEMENT) for field in each.values()]
    assert all(re.search("[\u4e00-\u9fff]", field.zh) and field.en.isascii() for field in fields)
    with override("en"):
        assert str(HEADER["voyage_no"].label) == "voyage number"
    with override("zh-hans"):
        assert str(HEADER["voyage_no"].label) == "航次号"


def test_every_box_of_the_header_is_one_of_the_form() -> None:
    printed = {label for row in boxes.LAYOUT for label, _span in row} | FOOT
    assert {field.box_label for field in HEADER.values() if field.box} <= printed


@pytest.mark.django_db
@pytest.mark.usefixtures("sealed")
def test_a_new_header_field_is_frozen_shown_compared_and_printed(exporter: User) -> None:
    draft = a_full_draft(exporter)
    draft.seal_no = ""  # type: ignore[attr-defined]
    before = to_plain(freezing.declaration_of(draft, 1, DECLARED_ON))
    draft.seal_no = "SEAL-4949"  # type: ignore[attr-defined]
    declaration = freezing.declaration_of(draft, 2, DECLARED_ON)
    assert to_plain(declaration)["seal_no"] == "SEAL-4949"
    with override("en"):
        [(_section, rows, _address)] = [
            each for each in content_page(declaration)["sections"] if each[0].name == "transport"
        ]
        assert ("Seal number", "SEAL-4949") in {(str(row.label), row.text) for row in rows}
        [change] = changes_between(before, to_plain(declaration), default_policy())
    assert (change.field, change.before, change.after) == ("Seal number", "", "SEAL-4949")
    facts = {str(fact.label): fact.text for fact in goods.header_facts(declaration)}
    assert facts["封志号 Seal number"] == "SEAL-4949"


def test_a_new_field_is_told_in_the_schema() -> None:
    field = DeclaredText(entry=SEALED["seal_no"], required=False)
    assert field._spectacular_annotation["field"] == {"type": "string", "maxLength": 20}


def test_a_header_field_stands_in_six_files_at_most() -> None:
    """Its own migration is one of them; a squashed one that repeats it is not written with it."""
    files = [
        path
        for folder in SOURCE
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".po", ".txt", ".css", ".csv")
        and not path.parent.name.startswith("as_of_")
    ]
    for name in (
        "levy_nature",
        "record_no",
    ):  # what a rule or a search reads by name stands there too
        word = re.compile(rf"\b{name}\b")
        found = [path for path in files if word.search(path.read_text(encoding="utf-8"))]
        assert len(found) <= 6, (name, found)


def test_a_new_code_is_one_row_of_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(code_table.DATA / "incoterms.csv", tmp_path)
    with (tmp_path / "incoterms.csv").open("a", encoding="utf-8") as rows:
        rows.write("9,新条款,NEW\n")
    monkeypatch.setattr(code_table, "DATA", tmp_path)
    fresh = code_table.CodeTable(INCOTERMS.name, INCOTERMS.title_zh, INCOTERMS.title_en)
    monkeypatch.setattr(INCOTERMS, "__dict__", fresh.__dict__)
    field = DeclaredText(entry=HEADER["incoterm"], required=False)
    assert "9" in field._spectacular_annotation["field"]["enum"]
    assert CodeSelect("incoterms").clean("NEW") == "9"
    with override("en"):
        assert "NEW" in labels.value_text("incoterm", "9", default_policy())
