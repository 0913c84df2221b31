"""What a draft still lacks before it can be submitted, and what customs will probably ask about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import CharField
from django.urls import reverse
from django.utils.translation import gettext as _

from compliance import clock, limits
from compliance.codes.containers import doubts_about
from compliance.codes.tables import ATTACHMENT_KINDS, INCOTERMS
from compliance.law.declaration import LEAST_HEADER_KG
from compliance.law.policy import Policy
from compliance.policy.versions import policy_on
from compliance.quarantine.keeping import found_in
from enduse.models import EndUseStatement
from shipments.declare.covering import Covering, covering
from shipments.declare.sections import SECTIONS
from shipments.labels import label_of
from shipments.models import Attachment, GoodsLine, PartyRole, Shipment, ShipmentParty

REQUIRED = {
    name: [field.name for field in section.fields if field.required]
    for name, section in SECTIONS.items()
}
PAPERS = ("contract", "invoice", "packing_list")


@dataclass(frozen=True)
class Problem:
    """One thing to put right; a warning does not stand in the way of submitting."""

    section: str
    sentence: str
    address: str
    is_warning: bool = False
    field: str = ""


@dataclass(frozen=True)
class Draft:
    """A shipment with the rows a check reads, fetched once."""

    shipment: Shipment
    parties: tuple[ShipmentParty, ...]
    lines: tuple[GoodsLine, ...]
    attachments: tuple[Attachment, ...]
    sum_tolerance: Decimal

    @cached_property
    def covered(self) -> Covering:
        """Which statements cover its lines."""
        return covering(self.shipment, self.lines)

    def page(self, section: str) -> str:
        """The address of a section of this draft."""
        return SECTIONS[section].address(self.shipment)


def draft_of(shipment: Shipment, policy: Policy | None = None) -> Draft:
    """Fetch parties, lines and attachments in one query each; without `policy` today's counts."""
    return Draft(
        shipment,
        tuple(shipment.parties.all()),
        tuple(shipment.lines.all()),
        tuple(each for each in shipment.attachments.all() if each.removed_at is None),
        (policy or policy_on(clock.today())).sum_tolerance,
    )


def problems_of(draft: Draft) -> list[Problem]:
    """Everything missing, then every warning, in the order of the sections."""
    found = [problem for check in CHECKS for problem in check(draft)]
    order = list(SECTIONS)
    return sorted(found, key=lambda each: (each.is_warning, order.index(each.section)))


def missing(draft: Draft) -> list[Problem]:
    """Only what stands in the way of submitting."""
    return [problem for problem in problems_of(draft) if not problem.is_warning]


def section_states(draft: Draft, problems: Iterable[Problem]) -> dict[str, str]:
    """not_started, incomplete or complete for every section."""
    unfinished = {problem.section for problem in problems if not problem.is_warning}
    return {
        name: _state(is_started=_is_started(draft, name), is_unfinished=name in unfinished)
        for name in SECTIONS
    }


def _state(*, is_started: bool, is_unfinished: bool) -> str:
    if not is_started:
        return "not_started"
    return "incomplete" if is_unfinished else "complete"


def _is_started(draft: Draft, name: str) -> bool:
    rows = {"parties": draft.parties, "goods": draft.lines, "attachments": draft.attachments}
    if name in rows:
        return bool(rows[name])
    if name == "end-use":
        return bool(draft.covered.statements)
    return any(getattr(draft.shipment, column) not in (None, "") for column in REQUIRED[name])


def _required_columns(draft: Draft) -> Iterator[Problem]:
    for section, columns in REQUIRED.items():
        for column in columns:
            if getattr(draft.shipment, column) in (None, ""):
                yield _missing_column(draft, section, column)


def _missing_column(draft: Draft, section: str, column: str) -> Problem:
    sentence = _("Give: %(field)s.") % {"field": label_of(column)}
    return Problem(section, sentence, f"{draft.page(section)}#id_{column}", field=column)


def _half_filled(draft: Draft) -> Iterator[Problem]:
    """Pages of the draft that hold what could not be saved yet."""
    root = reverse("declare:shipment", args=[draft.shipment.reference])
    for page in draft.shipment.half_filled:
        name = page.removeprefix(root).partition("/")[0]
        section = name if name in SECTIONS else "goods"
        sentence = _("Not everything typed on “%(section)s” could be accepted yet.")
        yield Problem(section, sentence % {"section": SECTIONS[section].title}, page)


def _fees(draft: Draft) -> Iterator[Problem]:
    shipment = draft.shipment
    terms = INCOTERMS.get(shipment.incoterm)
    for fee in ("freight", "insurance"):
        if terms and terms.extra.get(fee) and getattr(shipment, f"{fee}_amount") is None:
            yield _missing_column(draft, "trade", f"{fee}_amount")


def _parties(draft: Draft) -> Iterator[Problem]:
    roles = {party.role for party in draft.parties}
    for role in (PartyRole.CONSIGNEE, PartyRole.END_USER):
        if role not in roles:
            sentence = _("Name the party: %(role)s.") % {"role": role.label}
            address = reverse("declare:add_party", args=[draft.shipment.reference, role])
            yield Problem("parties", sentence, address, field=role)
    for party in draft.parties:
        yield from _unfilled(draft, "parties", "party", party)


def _unfilled(
    draft: Draft, section: str, page: str, row: GoodsLine | ShipmentParty
) -> Iterator[Problem]:
    """What a row that came out of a file leaves empty though its page would ask for it."""
    address = reverse(f"declare:{page}", args=[draft.shipment.reference, row.pk])
    for column in row._meta.concrete_fields:
        is_text = isinstance(column, CharField) and not column.blank
        if is_text and not getattr(row, column.name):
            sentence = _("%(row)s: give %(field)s.") % {
                "row": str(row).strip(" .:"),
                "field": column.verbose_name,
            }
            yield Problem(section, sentence, f"{address}#id_{column.name}", field=column.name)


def _goods(draft: Draft) -> Iterator[Problem]:
    if not draft.lines:
        address = reverse("declare:add_line", args=[draft.shipment.reference])
        yield Problem("goods", _("Add at least one line of goods."), address)
    if len(draft.lines) > limits.GOODS_LINES:
        sentence = _("A declaration has at most %(most)s lines.") % {"most": limits.GOODS_LINES}
        yield Problem("goods", sentence, draft.page("goods"))
    for line in draft.lines:
        yield from _unfilled(draft, "goods", "line", line)
        if not line.specification:
            sentence = _("Give the declaration elements of line %(line)s.") % {"line": line.number}
            names = [draft.shipment.reference, line.pk]
            yield Problem("goods", sentence, reverse("declare:elements", args=names))


def _refused_files(draft: Draft) -> Iterator[Problem]:
    """Files in which the virus scanner found something."""
    refused = found_in(each.sha256 for each in draft.attachments)
    for each in draft.attachments:
        if each.sha256 in refused:
            sentence = _("The virus scanner refused %(name)s (%(found)s): take the file out.")
            told = {"name": each.filename, "found": refused[each.sha256]}
            yield Problem("attachments", sentence % told, draft.page("attachments"))


def _papers(draft: Draft) -> Iterator[Problem]:
    kinds = {attachment.kind for attachment in draft.attachments}
    for kind in PAPERS:
        if kind not in kinds:
            sentence = _("Attach: %(kind)s.") % {"kind": ATTACHMENT_KINDS.require(kind).name}
            yield Problem("attachments", sentence, draft.page("attachments"), field=kind)


def _statement(draft: Draft) -> Iterator[Problem]:
    covered = draft.covered
    for line in covered.unknown:
        sentence = _("Line %(line)s: you have no end-use statement %(number)s.")
        address = reverse("declare:line", args=[draft.shipment.reference, line.pk])
        told = {"line": line.number, "number": line.statement_no}
        yield Problem("goods", sentence % told, f"{address}#id_statement_no", field="statement_no")
    own = draft.shipment.statement
    if own is not None and own not in covered.statements:
        sentence = _("No line rests on end-use statement %(number)s: each names another.")
        told = {"number": own.number}
        yield Problem("end-use", sentence % told, draft.page("end-use"), is_warning=True)
    for statement in (covered.first, *covered.further):
        yield from _wrong_with(draft, statement)


def _wrong_with(draft: Draft, statement: EndUseStatement | None) -> Iterator[Problem]:
    page = draft.page("end-use")
    if statement is None:
        sentence = _("There is no end-use statement: customs will not release without one.")
        yield Problem("end-use", sentence, page, is_warning=True)
    elif statement.valid_until and statement.valid_until < clock.today():
        sentence = _("End-use statement %(number)s has expired.") % {"number": statement.number}
        yield Problem("end-use", sentence, page, is_warning=True)
    elif not statement.scan:
        sentence = _("End-use statement %(number)s has no signed scan.")
        sentence %= {"number": statement.number}
        yield Problem("end-use", sentence, page, is_warning=True)


def _containers(draft: Draft) -> Iterator[Problem]:
    address = f"{draft.page('transport')}#id_container_nos"
    for sentence in doubts_about(draft.shipment.container_nos):
        yield Problem("transport", sentence, address, is_warning=True, field="container_nos")


def _sums(draft: Draft) -> Iterator[Problem]:
    """Totals of the lines against the header; customs judges them again (DOC rules)."""
    shipment, lines = draft.shipment, draft.lines
    if not lines:
        return
    sums = (
        ("packing", "net_weight_kg", _header_kg(line.net_weight_kg for line in lines)),
        ("packing", "gross_weight_kg", _header_kg(line.gross_weight_kg for line in lines)),
        ("trade", "declared_total", sum(line.total_price for line in lines)),
    )
    for section, column, total in sums:
        declared = getattr(shipment, column)
        if declared is not None and differs(declared, Decimal(total), draft.sum_tolerance):
            yield _unequal(draft, section, column, Decimal(total))


def _header_kg(weights: Iterable[Decimal]) -> Decimal:
    return max(sum(weights, Decimal(0)), LEAST_HEADER_KG)


def differs(declared: Decimal, computed: Decimal, tolerance: Decimal) -> bool:
    """Whether two amounts differ by more than that share of the computed one."""
    return abs(declared - computed) > tolerance * max(abs(computed), Decimal(1))


def _unequal(draft: Draft, section: str, column: str, total: Decimal) -> Problem:
    sentence = _("%(field)s is %(declared)s, but the lines add up to %(total)s.") % {
        "field": label_of(column),
        "declared": f"{getattr(draft.shipment, column).normalize():f}",
        "total": f"{total.normalize():f}",
    }
    return Problem(
        section, sentence, f"{draft.page(section)}#id_{column}", is_warning=True, field=column
    )


CHECKS = (
    _half_filled,
    _required_columns,
    _fees,
    _parties,
    _goods,
    _refused_files,
    _papers,
    _statement,
    _containers,
    _sums,
)
