"""EUS-01 to EUS-10: whether there is an end-use statement and whether it stands."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.declaration import EndUseStatement
from compliance.law.facts import Facts
from compliance.law.hits import on_field
from compliance.law.instruments import CUSTOMS_LAW, DUAL_USE_REGULATIONS, EXPORT_CONTROL_LAW
from compliance.law.parts import by_statement
from compliance.law.rule import Effect, Hit, rule
from compliance.law.vocabulary import first_mention, plain_words

_STATEMENT_BASIS = (
    EXPORT_CONTROL_LAW.article(
        "15, 16",
        "提交由最终用户出具的最终用户和最终用途证明，并作出承诺。",
        "The end user issues a statement of end user and end use and makes promises.",
    ),
    DUAL_USE_REGULATIONS.article(
        "16, 24, 25",
        "证明须真实有效；被伪造、变造、失效的，应停止出口并报告。",
        "The statement has to be true and valid; if forged or lapsed, stop and report.",
    ),
    CUSTOMS_LAW.article(
        "24",
        "金属铟无法定证明要求；2026年起海关实践中据如实申报义务核实最终用户和用途。",
        "No statute asks it for indium metal; since 2026 customs verifies end user and use in "
        "practice, on the duty to declare truthfully.",
    ),
)


def _grade(facts: Facts) -> Effect:
    """By statute for dual-use items, by practice for indium metal."""
    return Effect.BLOCK if facts.is_dual_use else Effect.HOLD


@rule(
    "EUS-01",
    regulation="R10",
    over=by_statement,
    title=_("There is no end-use statement"),
    message=_("The shipment has no end-use statement."),
    other_messages={"lines": _("No end-use statement covers line %(lines)s.")},
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Add the end-use statement issued by the end user."),
)
def statement_present(facts: Facts) -> Iterable[Hit]:
    """The statute asks for it for dual-use items, customs practice for metal."""
    if facts.statement:
        return []
    uncovered = ", ".join(str(line.number) for line in facts.lines)
    params = {"case": "lines", "lines": uncovered} if facts.statement_uses else {}
    return [on_field("statement", effect=_grade(facts), **params)]


@rule(
    "EUS-02",
    regulation="R10",
    over=by_statement,
    title=_("The end-use statement is no longer valid"),
    message=_("Statement %(number)s was valid until %(until)s."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Add a new end-use statement."),
)
def statement_valid(facts: Facts) -> Iterable[Hit]:
    """On the day it is judged, not the planned one. The stated last day still counts; without
    one, the policy's months from signature."""
    statement = facts.statement
    until = facts.statement_valid_until
    if statement is None or until is None or (facts.judged_on or facts.declared_on) <= until:
        return []
    number, last = statement.number, str(until)
    return [on_field("valid_until", effect=_grade(facts), number=number, until=last)]


@rule(
    "EUS-03",
    regulation="R10",
    over=by_statement,
    title=_("The end-use statement is not duly signed and sealed"),
    message=_("Statement %(number)s lacks a signature, its date or the company seal."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Have an authorised representative sign, date and seal the statement."),
)
def statement_signed(facts: Facts) -> Iterable[Hit]:
    """A signature dated after the declaration is none."""
    statement = facts.statement
    if statement is None or _is_signed(statement, facts):
        return []
    return [on_field("signatory_name", effect=_grade(facts), number=statement.number)]


@rule(
    "EUS-04",
    regulation="R10",
    over=by_statement,
    title=_("The end-use statement has no Chinese text"),
    message=_("Statement %(number)s has neither Chinese text nor a translation."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Attach a Chinese translation."),
)
def statement_in_chinese(facts: Facts) -> Iterable[Hit]:
    """Foreign text goes with a Chinese translation."""
    statement = facts.statement
    if statement is None or statement.has_chinese_text:
        return []
    return [on_field("has_chinese_text", effect=_grade(facts), number=statement.number)]


@rule(
    "EUS-05",
    regulation="R10",
    over=by_statement,
    title=_("The end user's address is a post-office box or missing"),
    message=_("%(address)s is no place where goods can be used."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Give the physical address of the end user and of the plant."),
)
def statement_address(facts: Facts) -> Iterable[Hit]:
    """Seat and site alike; a site may be left blank when it is the seat."""
    statement = facts.statement
    if statement is None:
        return []
    boxes = facts.policy.po_box_words
    addresses = [statement.address, *filter(None, [statement.site_address])]
    return [
        on_field("address", effect=_grade(facts), address=address.strip() or "-")
        for address in addresses
        if not address.strip() or first_mention(plain_words(address), boxes)
    ]


@rule(
    "EUS-06",
    regulation="R10",
    over=by_statement,
    title=_("More is declared than the end-use statement covers"),
    message=_("%(declared)s kg are declared, statement %(number)s covers %(covered)s kg."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Reduce the quantity, or add a statement for all of it."),
)
def statement_quantity(facts: Facts) -> Iterable[Hit]:
    """One statement may cover several shipments of a contract, so only an excess counts."""
    statement = facts.statement
    if statement is None or statement.quantity_kg is None:
        return []
    if facts.net_weight_kg <= statement.quantity_kg * (1 + facts.policy.quantity_tolerance):
        return []
    return [
        on_field(
            "quantity_kg",
            effect=_grade(facts),
            declared=format(facts.net_weight_kg, "f"),
            covered=format(statement.quantity_kg, "f"),
            number=statement.number,
        )
    ]


@rule(
    "EUS-07",
    regulation="R10",
    over=by_statement,
    title=_("The end user has not made all promises"),
    message=_("Statement %(number)s lacks a promise: declared use, no transfer, no WMD."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Add a statement with all three promises."),
)
def statement_promises(facts: Facts) -> Iterable[Hit]:
    """Without consent of the PRC government: no other use, no transfer; and no WMD ever."""
    statement = facts.statement
    if statement is None or (
        statement.promises_declared_use
        and statement.promises_no_transfer
        and statement.promises_no_wmd
    ):
        return []
    return [on_field("promises_declared_use", effect=_grade(facts), number=statement.number)]


@rule(
    "EUS-08",
    regulation="R10",
    over=by_statement,
    title=_("The signed end-use statement is not attached"),
    message=_("Statement %(number)s has no scan of the signed original."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Upload the signed and sealed statement."),
)
def statement_attached(facts: Facts) -> Iterable[Hit]:
    """With the statement itself or among the attachments."""
    statement = facts.statement
    kinds = facts.declaration.attachment_kinds()
    if statement is None or statement.scan_sha256 or "end_use_certificate" in kinds:
        return []
    return [on_field("scan", effect=_grade(facts), number=statement.number)]


@rule(
    "EUS-09",
    regulation="R10",
    over=by_statement,
    title=_("The end-use statement belongs to another contract or end user"),
    message=_("Statement %(number)s says %(stated)s, the declaration says %(declared)s."),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Add the statement for this contract and this end user."),
)
def statement_belongs(facts: Facts) -> Iterable[Hit]:
    """Contract number and end user's name are compared without case and spaces."""
    statement, party = facts.statement, facts.end_user
    if statement is None:
        return []
    pairs = [("contract_no", statement.contract_no, facts.declaration.contract_no)]
    if party:
        pairs.append(("end_user_name_en", statement.end_user_name_en, party.name_en))
    return [
        on_field(
            name, effect=_grade(facts), number=statement.number, stated=stated, declared=declared
        )
        for name, stated, declared in pairs
        if stated and declared and plain_words(stated) != plain_words(declared)
    ]


@rule(
    "EUS-10",
    regulation="R10",
    over=by_statement,
    title=_("Earlier declarations have used up the end-use statement"),
    message=_(
        "Statement %(number)s covers %(covered)s kg; earlier declarations use %(used)s kg of it, "
        "this one %(declared)s kg."
    ),
    basis=_STATEMENT_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Reduce the quantity, or add a statement for all of it."),
)
def statement_used_up(facts: Facts) -> Iterable[Hit]:
    """All declarations on one statement share its quantity; more than it in one alone is EUS-06."""
    statement, used = facts.statement, facts.statement_used_kg
    if statement is None or statement.quantity_kg is None or not used:
        return []
    most = statement.quantity_kg * (1 + facts.policy.quantity_tolerance)
    if facts.net_weight_kg > most or facts.net_weight_kg + used <= most:
        return []
    figures = {"covered": statement.quantity_kg, "used": used, "declared": facts.net_weight_kg}
    told = {name: format(kg, "f") for name, kg in figures.items()}
    return [on_field("quantity_kg", effect=_grade(facts), number=statement.number, **told)]


def _is_signed(statement: EndUseStatement, facts: Facts) -> bool:
    return bool(
        statement.signatory_name.strip()
        and statement.sealed
        and statement.signed_on
        and statement.signed_on <= facts.declared_on
    )
