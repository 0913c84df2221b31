"""LIC-10 to LIC-17: whether the licence cited covers this export, by the licence register."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from compliance.law.classify import DUAL_USE_DOCUMENTS
from compliance.law.declaration import GoodsLine
from compliance.law.facts import Facts, LicenceState
from compliance.law.hits import on_line
from compliance.law.instruments import DUAL_USE_REGULATIONS, GOODS_LICENCE_MEASURES
from compliance.law.rule import Effect, Hit, rule
from compliance.law.vocabulary import plain_words

ORDINARY_NUMBER = re.compile(r"\d{2}-[0-9A-Z]{2}-\d{6}")
BETWEEN_NAMES = re.compile(r"[;；\n]")
DUAL_USE_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z-]{6,19}")

_SCOPE_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "15, 18",
        "许可证只对其载明的物项、目的地、最终用户和期限有效，要素变更须重新申请。",
        "A licence is good only for the goods, destination, end user and term it names.",
    ),
    DUAL_USE_REGULATIONS.article(
        "39", "超出许可范围出口的处罚。", "Penalty for exports beyond a licence's scope."
    ),
    GOODS_LICENCE_MEASURES.article(
        "",
        "非两用物项的出口许可证：一证一关，在有效期内按载明的商品、数量和合同使用。",
        "Ordinary export licences: one customs district, within the term, for the goods, quantity "
        "and contract they name.",
    ),
)


@rule(
    "LIC-10",
    regulation="R03",
    title=_("The licence number has an unusual form"),
    message=_("Line %(line)s: %(number)s is not written like a licence number."),
    basis=_SCOPE_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Copy the number from box 3 of the licence, like 26-44-000123."),
)
def licence_number_form(facts: Facts) -> Iterable[Hit]:
    """Ordinary licences read year-issuer-sequence; of dual-use ones only the length is known."""
    return [
        on_line(line, "licence_no", number=line.licence_no)
        for line in facts.lines
        if line.licence_no.strip() and not _number_pattern(line).fullmatch(line.licence_no.strip())
    ]


@rule(
    "LIC-11",
    regulation="R03",
    title=_("The licence is not valid on the export date"),
    message=_("Line %(line)s: licence %(number)s is valid from %(since)s to %(until)s."),
    basis=_SCOPE_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Ask for a new licence, or for an amendment of this one."),
)
def licence_valid(facts: Facts) -> Iterable[Hit]:
    """On the day the goods can leave, which moves on while a case waits. Both ends of the term
    count as valid; a revoked licence never does."""
    day = facts.leaves_on
    return [
        on_line(
            line,
            "licence_no",
            number=licence.number,
            since=str(licence.valid_from),
            until=str(licence.valid_until),
        )
        for line, licence in facts.registered_lines
        if licence.revoked or not licence.valid_from <= day <= licence.valid_until
    ]


@rule(
    "LIC-12",
    regulation="R03",
    title=_("The licence does not cover these goods or this country"),
    message=_("Line %(line)s: licence %(number)s does not cover %(what)s."),
    basis=_SCOPE_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Cite the licence for these goods and this country, or apply for one."),
)
def licence_scope(facts: Facts) -> Iterable[Hit]:
    """A register entry that leaves a box empty does not restrict it."""
    return [
        on_line(line, "licence_no", number=licence.number, what=what)
        for line, licence in facts.registered_lines
        for what in _outside_scope(facts, line, licence)
    ]


@rule(
    "LIC-13",
    regulation="R03",
    title=_("The licence's balance is used up"),
    message=_(
        "Line %(line)s: left on licence %(number)s are %(remaining)s kg, uses: %(uses)s; "
        "%(declared)s kg are declared on it."
    ),
    basis=_SCOPE_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Reduce the quantity, or apply for another licence."),
)
def licence_balance(facts: Facts) -> Iterable[Hit]:
    """All lines on one licence draw on the same balance; one that counts in pieces alone has no
    kilograms (LIC-21)."""
    drawn = {
        number: sum(line.net_weight_kg for line in facts.lines if line.licence_no == number)
        for number in {line.licence_no for line in facts.lines}
    }
    return [
        on_line(
            line,
            "licence_no",
            number=licence.number,
            remaining="-" if licence.remaining_kg is None else format(licence.remaining_kg, "f"),
            uses=str(licence.remaining_uses),
            declared=format(drawn[line.licence_no], "f"),
        )
        for line, licence in facts.registered_lines
        if licence.remaining_uses < 1
        or (licence.remaining_kg is not None and drawn[line.licence_no] > licence.remaining_kg)
    ]


@rule(
    "LIC-14",
    version=2,
    regulation="R03",
    title=_("The licence was issued for other circumstances"),
    message=_(
        "Line %(line)s: licence %(number)s was issued for another party, contract or "
        "district: %(what)s."
    ),
    basis=_SCOPE_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Have the licence amended, or correct the declaration."),
)
def licence_circumstances(facts: Facts) -> Iterable[Hit]:
    """One licence serves one customs district (一证一关) and one contract."""
    return [
        on_line(line, "licence_no", number=licence.number, what=what)
        for line, licence in facts.registered_lines
        for what in _other_circumstances(facts, licence)
    ]


@rule(
    "LIC-15",
    regulation="R03",
    title=_("The licence is not the exporter's or is unknown"),
    message=_("Line %(line)s: licence %(number)s is not the exporter's or is unknown."),
    basis=_SCOPE_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Check the number; ask the issuing office to confirm the licence."),
)
def licence_registered(facts: Facts) -> Iterable[Hit]:
    """Judged only when the policy says a register is connected."""
    if not facts.policy.licence_register_connected:
        return []
    return [on_line(line, "licence_no", number=line.licence_no) for line in _unknown(facts)]


@rule(
    "LIC-16",
    regulation="R03",
    title=_("The licence could not be checked against the register"),
    message=_(
        "Line %(line)s: nobody has entered licence %(number)s, and no register is connected."
    ),
    basis=_SCOPE_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Compare the scan with the issuing office's record, then enter the licence."),
)
def licence_unchecked(facts: Facts) -> Iterable[Hit]:
    """A number alone proves nothing: without a register an officer looks at the licence."""
    if facts.policy.licence_register_connected:
        return []
    return [on_line(line, "licence_no", number=line.licence_no) for line in _unknown(facts)]


@rule(
    "LIC-17",
    regulation="R03",
    title=_("The licence's value is used up"),
    message=_(
        "Line %(line)s: left on licence %(number)s are %(remaining)s; %(declared)s are declared "
        "on it."
    ),
    basis=_SCOPE_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Reduce the quantity, correct the price, or apply for another licence."),
)
def licence_value(facts: Facts) -> Iterable[Hit]:
    """Only where the licence names a value; in another currency it is for an officer to compare."""
    return [
        on_line(
            line,
            "total_price",
            effect=None if line.currency == licence.currency else Effect.HOLD,
            number=licence.number,
            remaining=f"{licence.remaining_value} {licence.currency}",
            declared=f"{_value_on(facts, line)} {line.currency}",
        )
        for line, licence in facts.registered_lines
        if licence.remaining_value is not None
        if line.currency != licence.currency or _value_on(facts, line) > licence.remaining_value
    ]


def names_end_user(facts: Facts, licence: LicenceState) -> bool:
    """Whether the end user is one of those that the licence names: a general licence may name
    several, with semicolons between them (Decree 792 art. 15)."""
    named = {plain_words(name) for name in BETWEEN_NAMES.split(licence.end_user)}
    return not facts.end_user_keys.isdisjoint(named - {""})


def _value_on(facts: Facts, line: GoodsLine) -> Decimal:
    """All lines on one licence in one currency draw on the same value."""
    same = (line.licence_no, line.currency)
    totals = (each.total_price for each in facts.lines if (each.licence_no, each.currency) == same)
    return sum(totals, Decimal(0))


def _unknown(facts: Facts) -> Iterator[GoodsLine]:
    known = {licence.number for licence in facts.licences}
    return (
        line for line in facts.lines if line.licence_no.strip() and line.licence_no not in known
    )


def _number_pattern(line: GoodsLine) -> re.Pattern[str]:
    return DUAL_USE_NUMBER if line.licence_kind in DUAL_USE_DOCUMENTS else ORDINARY_NUMBER


def _outside_scope(facts: Facts, line: GoodsLine, licence: LicenceState) -> Iterator[str]:
    if licence.holder_uscc and licence.holder_uscc != facts.declaration.exporter.uscc:
        yield facts.declaration.exporter.name_zh
    if licence.kind and licence.kind != line.licence_kind:
        yield f"监管证件代码 {line.licence_kind or '-'} / document code {line.licence_kind or '-'}"
    if licence.hs_codes and line.hs_code not in licence.hs_codes:
        yield line.hs_code
    codes = next(found.control_codes for each, found in facts.classified if each is line)
    if licence.control_codes and not set(codes) <= set(licence.control_codes):
        yield ", ".join(codes)
    if licence.countries and line.final_destination not in licence.countries:
        yield line.final_destination


def _other_circumstances(facts: Facts, licence: LicenceState) -> Iterator[str]:
    declaration = facts.declaration
    district = declaration.declaring_customs[:2]
    if licence.customs_district and licence.customs_district[:2] != district:
        yield str(licence.customs_district)
    if licence.contract_no and licence.contract_no != declaration.contract_no:
        yield licence.contract_no
    if licence.end_user and not names_end_user(facts, licence):
        yield licence.end_user
