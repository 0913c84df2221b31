"""出口货物报关单: the official form in landscape, and an annex for what it has no box for."""

from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import CUSTOMS_OFFICES
from compliance.law.declaration import Declaration
from shipments.papers import boxes, goods
from shipments.papers.paper import LANDSCAPE, Context, Issue, Paper
from shipments.papers.wording import SHANGHAI


def context(declaration: Declaration, issue: Issue) -> Context:
    """The form's values, top to bottom, then the annex."""
    return {
        "office_line": _office_line(declaration.declaring_customs),
        "rows": boxes.boxes(declaration),
        "items": [goods.item_row(line) for line in declaration.lines],
        "promises": boxes.promises(declaration),
        "released_on": issue.issued_at.astimezone(SHANGHAI).date().isoformat(),
        "facts": goods.header_facts(declaration),
        "particulars": [(line, goods.particulars(line)) for line in declaration.lines],
        "people": goods.people(declaration),
        "files": [goods.file_line(file) for file in declaration.attachments],
    }


def _office_line(code: str) -> str:
    """The office as the form's head has it: （洋山海关）."""
    found = CUSTOMS_OFFICES.get(code)
    name = found.name_zh if found else code
    return f"（{name.removesuffix('海关')}海关）"


PAPER = Paper(
    kind="declaration",
    letters="ED",
    name=_("Export declaration"),
    context=context,
    template="declaration",
    stylesheet=LANDSCAPE,
    form_rows=6,
    carries_declaration=True,
    from_drafts=True,
)
