"""The shape of a paper's entry, and of the issue that is printed on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from compliance.law.declaration import Declaration
from shipments.papers import goods
from shipments.papers.wording import Bilingual
from shipments.papers.written import Fact

PORTRAIT, LANDSCAPE = "portrait", "declaration"
LAYOUT = 3
"""The newest form of all papers: since the second PDF/A-3u with number and QR code on every page,
since the third without a place to sign on a page of its own. An issue keeps the form it was asked
for in."""


@dataclass(frozen=True)
class Carried:
    """A file inside the PDF, for programs to read."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Issue:
    """One issue of one paper. `hold_kind` is "" unless the exporter may know it; times are
    aware, `hold_until` a legal date, `verification_url` absolute.

    `edition` is the paper's edition it was asked for in, `basis` the provisions that bear on this
    case, `details` what the verb's body told its papers, `checkpoint` the signed state of the event
    log that covers the decision. `layout` is the form of the page, `carried` what is inside it. A
    draft is printed before anything is filed: without number, code and signature.
    """

    document_no: str
    reference: str
    declaration_no: str
    revision: int
    issued_at: datetime
    verification_code: str
    verification_url: str
    office_code: str
    office_zh: str
    office_en: str
    audit_head: str = ""
    message: str = ""
    hold_kind: str = ""
    hold_since: datetime | None = None
    hold_until: date | None = None
    edition: int = 1
    basis: tuple[Bilingual, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    checkpoint: str = ""
    layout: int = 1
    carried: tuple[Carried, ...] = ()
    is_draft: bool = False


Context = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """All there is to know of a paper but the verbs that ask for it.

    `letters` stand in its number; `context` gives templates/paperwork/paper/<template>.html its
    values, `stylesheet` is the .css beside it. `editions` counts how often its words changed: new
    issues get the last, and an older one prints what it printed. `form_rows` are the rows a printed
    form shows, empty ones included, as far as they fit its first page. `carries_declaration` puts
    all that was declared into the file, so it is for papers that print all of it.

    `for_exporters` and `for_customs` say who may ask for it whenever they want; what is for customs
    alone is never shown to an exporter. `needs_revision` says that a draft has none, `from_drafts`
    that exporters may print one of a draft although a verb issues the paper itself,
    `answers_request` that a verb prints it only where it answers an exporter's request,
    `outlives_revisions` that what it decides is not undone by declaring otherwise.
    """

    kind: str
    letters: str
    name: Any
    context: Callable[[Declaration, Issue], Context]
    template: str
    stylesheet: str = PORTRAIT
    editions: int = 1
    form_rows: int = 0
    needs_statement: bool = False
    rests_on_findings: bool = False
    carries_declaration: bool = False
    for_exporters: bool = False
    for_customs: bool = False
    needs_revision: bool = False
    from_drafts: bool = False
    answers_request: bool = False
    outlives_revisions: bool = False

    @property
    def is_of_drafts(self) -> bool:
        """Whether exporters may print it before they file."""
        return self.from_drafts or (self.for_exporters and not self.needs_revision)

    @property
    def is_on_request(self) -> bool:
        """Whether people ask for it rather than a verb."""
        return self.for_exporters or self.for_customs

    @property
    def is_internal(self) -> bool:
        """Whether exporters never see it."""
        return self.for_customs and not self.for_exporters


@dataclass(frozen=True)
class Notice:
    """A notice as the shared template prints it; `remark` says whose layout it is."""

    title: Bilingual
    sentence: Bilingual
    facts: list[Fact]
    closing: Bilingual
    remark: Bilingual | None = None


def a_notice(
    kind: str, letters: str, name: Any, *editions: Callable[[Issue], Notice], **cells: Any
) -> Paper:
    """A paper in the shared layout of notices; `editions` are its words, oldest first."""

    def context(declaration: Declaration, issue: Issue) -> Context:
        return {
            "notice": editions[issue.edition - 1](issue),
            "consignee": declaration.party("consignee"),
            "lines": [(line, goods.item_row(line)) for line in declaration.lines],
        }

    return Paper(
        kind=kind,
        letters=letters,
        name=name,
        context=context,
        template="notice",
        editions=len(editions),
        **cells,
    )
