"""Where in a draft a finding is put right: the page and the field on it.

The law names the field. Each place below knows some of them; the first that knows one answers, and
the draft's own page is what remains.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.urls import reverse

from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from compliance.declared.statement import STATEMENT
from enduse.models import EndUseStatement
from shipments.declare.readiness import Draft
from shipments.declare.sections import SECTIONS
from shipments.models import GoodsLine, PartyRole
from shipments.screening.wording import FindingView

ASKED_THERE = {"statement", "scan"}
"""What a statement's page or the choice of statements asks for beside the declared fields."""
Place = Callable[[Draft, FindingView], str]
BOXES = {
    "attachments": "kind",
    "composition": "composition-0-substance",
    "control_elements": "elements-0-category",
    "declarant": "declarant_name_zh",
    "freight": "freight_amount",
    "insurance": "insurance_amount",
    "scan": "upload",
}
"""The box to begin with, where the field has none of its own name."""


def linked(findings: Iterable[FindingView], draft: Draft) -> list[FindingView]:
    """The findings, each with the address of what it speaks of."""
    return [replace(each, address=_address(draft, each)) for each in findings]


def _address(draft: Draft, finding: FindingView) -> str:
    found = filter(None, (place(draft, finding) for place in PLACES))
    return next(found, reverse("declare:shipment", args=[draft.shipment.reference]))


def _of_party(draft: Draft, finding: FindingView) -> str:
    """By its reference, or by the role that a header finding names."""
    wanted = (finding.party_ref, finding.field_name)
    party = next((each for each in draft.parties if {each.ref, each.role} & {*wanted}), None)
    if party is None:
        return ""
    name = finding.field_name if finding.field_name in PARTY else "name_en"
    return reverse("declare:party", args=[draft.shipment.reference, party.pk]) + _box(name)


def _of_line(draft: Draft, finding: FindingView) -> str:
    line = next((each for each in draft.lines if each.number == finding.line), None)
    if line is None or finding.field_name not in LINE:
        return ""
    return _in_line(draft, line, finding.field_name)


def _of_statement(draft: Draft, finding: FindingView) -> str:
    """On the statement's page, its end user's or its site's; on the choice of statements where
    there is none or it is not said which."""
    name, is_of_eus = finding.field_name, finding.rule.startswith("EUS")
    is_elsewhere = name in HEADER or name in LINE
    if not (name in ASKED_THERE or (name in STATEMENT and (is_of_eus or not is_elsewhere))):
        return ""
    statement = _statement_meant(draft, finding)
    if statement is None or name == "statement":
        return draft.page("end-use")
    page, box = _page_of(statement, finding)
    check = reverse("declare:check", args=[draft.shipment.reference])
    return f"{page}?next={check}{_box(box)}"


def _statement_meant(draft: Draft, finding: FindingView) -> EndUseStatement | None:
    """The one whose number is told, or the only one there is."""
    there = draft.covered.statements
    told = [each for each in there if each.number in finding.message]
    return max(
        told, key=lambda each: len(each.number), default=there[0] if len(there) == 1 else None
    )


def _page_of(statement: EndUseStatement, finding: FindingView) -> tuple[str, str]:
    """The page that asks for the field, and its name there."""
    name = finding.field_name
    site = statement.site
    if site and name == "address" and site.address and site.address in finding.message:
        name = "site_address"
    row, _dot, column = STATEMENT[name].row.partition(".") if name in STATEMENT else ("", "", "")
    if row == "site" and site:
        return reverse("enduse:site", args=[site.pk]), column
    if row == "end_user":
        return reverse("enduse:end_user", args=[statement.end_user_id]), column
    return reverse("enduse:statement", args=[statement.pk]), name


def _of_header(draft: Draft, finding: FindingView) -> str:
    name = BOXES.get(finding.field_name, finding.field_name)
    for section in SECTIONS.values():
        if name in {field.name for field in section.fields}:
            return f"{section.address(draft.shipment)}{_box(name)}"
    return ""


def _of_lines(draft: Draft, finding: FindingView) -> str:
    """What is said of all lines: on the first one that differs from line 1, or on the list."""
    name = finding.field_name
    if name not in LINE:
        return ""
    values = [getattr(line, name) for line in draft.lines]
    other = next((line for line in draft.lines if getattr(line, name) != values[0]), None)
    return _in_line(draft, other, name) if other else draft.page("goods")


def _elsewhere(draft: Draft, finding: FindingView) -> str:
    if finding.rule.startswith("FUP"):
        return reverse("follow_up:reports")
    if finding.field_name == "attachments":
        return draft.page("attachments") + _box("attachments")
    return draft.page("parties") if finding.field_name in PartyRole.values else ""


def _in_line(draft: Draft, line: GoodsLine, name: str) -> str:
    if name == "specification":
        return reverse("declare:elements", args=[draft.shipment.reference, line.pk])
    return reverse("declare:line", args=[draft.shipment.reference, line.pk]) + _box(name)


def _box(name: str) -> str:
    return f"#id_{BOXES.get(name, name)}"


PLACES: tuple[Place, ...] = (
    _of_party,
    _of_line,
    _of_statement,
    _of_header,
    _of_lines,
    _elsewhere,
)
