"""LIC-18 to LIC-23, LIC-27, LIC-28: when a licence was issued, its form, and its unit."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from compliance.law.classify import DUAL_USE_DOCUMENTS
from compliance.law.dates import months_after
from compliance.law.declaration import GoodsLine
from compliance.law.facts import Facts, LicenceState
from compliance.law.hits import on_line
from compliance.law.instruments import (
    CUSTOMS_LAW,
    DUAL_USE_LICENCE_MEASURES,
    DUAL_USE_REGULATIONS,
    GOODS_LICENCE_MEASURES,
)
from compliance.law.licence_units import quantity_in
from compliance.law.rule import Effect, Hit, rule
from compliance.law.rules.licence_register import names_end_user

YEAR_IN_NUMBER = re.compile(r"\d{2}(?=-|[A-Z]{2})")
MONTHS = {"individual": 12, "general": 36}  # Decree 792 art. 15
FORM_WORDS = {"individual": "单项许可 / individual", "general": "通用许可 / general"}
GRACE_END = (3, 31)  # a dual-use licence may be used over the year's end until then (2005 No.29)

_SHOWN = (
    DUAL_USE_REGULATIONS.article(
        "21",
        "出口两用物项时应当向海关交验许可证件；报关时尚未签发的，等于未交验。",
        "The licence is shown to customs when the goods are declared; one not yet issued is not "
        "shown.",
    ),
    CUSTOMS_LAW.article(
        "24",
        "限制出口的货物，没有许可证件的不予放行。",
        "Restricted goods without their permit are not released.",
    ),
)
_TERM = (
    GOODS_LICENCE_MEASURES.article(
        "",
        "出口许可证有效期不超过六个月，且不跨公历年度。",
        "An export licence is valid for six months at most, and not beyond the calendar year.",
    ),
    DUAL_USE_LICENCE_MEASURES.article(
        "",
        "两用物项许可证有效期一般不超过一年，跨年度使用的不超过次年三月三十一日。",
        "A dual-use licence is valid for a year as a rule, over the year's end until 31 March.",
    ),
)
_FORMS = (
    DUAL_USE_REGULATIONS.article(
        "15",
        "单项许可只许向一个最终用户出口一次，用后即失效；通用许可可多次使用。",
        "An individual licence serves one export to one end user and is spent by it; a general "
        "licence serves many.",
    ),
)


@rule(
    "LIC-18",
    regulation="R03",
    title=_("The licence is younger than the declaration"),
    message=_(
        "Line %(line)s: licence %(number)s is valid from %(since)s, the goods were declared on "
        "%(declared)s."
    ),
    basis=_SHOWN,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Withdraw the declaration and declare again under the licence."),
)
def licence_older_than_declaration(facts: Facts) -> Iterable[Hit]:
    """It could not be shown when the goods were declared, whenever they leave."""
    return [
        on_line(
            line,
            "licence_no",
            number=licence.number,
            since=str(licence.valid_from),
            declared=str(facts.declared_on),
        )
        for line, licence in facts.registered_lines
        if licence.valid_from > facts.declared_on
    ]


@rule(
    "LIC-19",
    version=2,
    regulation="R03",
    title=_("The year of the licence number does not fit"),
    message=_("Line %(line)s: licence %(number)s is of the year %(year)s."),
    basis=_TERM,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Check the number and the term of the licence; ask for a new one if its year is over."),
)
def licence_year(facts: Facts) -> Iterable[Hit]:
    """Not for numbers that were entered before the declaration, or that the issuing offices'
    register holds; one officer's entry while the case waits proves no term. An ordinary licence
    ends with its year, a dual-use one on the last day of the following March at the latest."""
    known = {
        licence.number
        for licence in facts.licences
        if licence.entered_on is None or licence.entered_on < facts.declared_on
    }
    known |= {each.number for each in facts.register.licences} if facts.register else set()
    return [
        on_line(line, "licence_no", number=line.licence_no, year=str(year))
        for line in facts.lines
        if line.licence_no.strip() and line.licence_no not in known
        if (year := _year_of(line.licence_no)) is not None
        if facts.declared_on.year < year or _last_day(line, year) < facts.leaves_on
    ]


@rule(
    "LIC-20",
    regulation="R03",
    title=_("An individual licence serves one export to one end user"),
    message=_("Line %(line)s: individual licence %(number)s, %(what)s."),
    basis=_FORMS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Apply for a licence for this export and this end user."),
)
def individual_licence(facts: Facts) -> Iterable[Hit]:
    """Spent by its first export whatever balance is left; good for the end user it names."""
    return [
        on_line(line, "licence_no", effect=effect, number=licence.number, what=what)
        for line, licence in facts.registered_lines
        if licence.form == "individual"
        for effect, what in _beyond_individual(facts, licence)
    ]


@rule(
    "LIC-21",
    regulation="R03",
    title=_("The licence counts in another unit or has too little left in its own"),
    message=_(
        "Line %(line)s: left on licence %(number)s are %(remaining)s %(licensed_unit)s; the line "
        "declares %(quantity)s %(unit)s."
    ),
    basis=_FORMS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Declare the quantity in the licence's unit, reduce it, or have the licence amended."),
)
def licence_quantity(facts: Facts) -> Iterable[Hit]:
    """Units of mass are converted; pieces and kilograms cannot be, so two officers compare."""
    return [
        on_line(
            line,
            "quantity",
            effect=Effect.HOLD if left is None else None,
            number=licence.number,
            remaining=format(licence.remaining_quantity or Decimal(0), "f"),
            licensed_unit=licence.unit,
            quantity=format(line.quantity, "f"),
            unit=line.unit,
        )
        for line, licence in facts.registered_lines
        if licence.unit and licence.remaining_quantity is not None
        if (left := _left_after(facts, licence)) is None or left < 0
    ]


@rule(
    "LIC-23",
    regulation="R03",
    title=_("A registration voucher does not serve this kind of export"),
    message=_("Line %(line)s: %(number)s is a registration voucher; the regime is %(regime)s."),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "19",
            "修理、检测后复运，展览后运回，民用飞机零部件等特定情形，填报登记信息取得凭证后出口。",
            "Return after repair or test, exhibitions, parts of civil aircraft and the like leave "
            "on a voucher obtained by registration.",
        ),
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Correct the customs regime, or apply for a licence."),
)
def registration_voucher(facts: Facts) -> Iterable[Hit]:
    """The regimes are the policy's."""
    regime = facts.declaration.customs_regime
    if regime in facts.policy.registration_regimes:
        return []
    return [
        on_line(line, "customs_regime", number=licence.number, regime=regime)
        for line, licence in facts.registered_lines
        if licence.form == "registration"
    ]


@rule(
    "LIC-27",
    regulation="R03",
    title=_("A registration voucher serves one export"),
    message=_("Line %(line)s: registration voucher %(number)s has been used already."),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "15",
            "登记填报信息的出口凭证按次取得，每次出口前登记。",
            "A voucher is obtained by registering before each export.",
        ),
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Register this export and declare it on its own voucher."),
)
def voucher_used(facts: Facts) -> Iterable[Hit]:
    """Whatever uses or balance the register gives it."""
    return [
        on_line(line, "licence_no", number=licence.number)
        for line, licence in facts.registered_lines
        if licence.form == "registration" and licence.used
    ]


@rule(
    "LIC-28",
    regulation="R03",
    title=_("The licence runs longer than one of its form may"),
    message=_(
        "Line %(line)s: licence %(number)s (%(form)s) is valid from %(since)s to %(until)s, longer "
        "than %(months)s months."
    ),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "15",
            "单项许可有效期不超过一年，通用许可有效期不超过三年。",
            "An individual licence runs for a year at most, a general one for three.",
        ),
    ),
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Compare with the licence; ask the issuing office where the term stands so on it."),
)
def licence_term(facts: Facts) -> Iterable[Hit]:
    """The last day is the day before the same day of the month."""
    return [
        on_line(
            line,
            "licence_no",
            number=licence.number,
            form=FORM_WORDS[licence.form],
            since=str(licence.valid_from),
            until=str(licence.valid_until),
            months=str(MONTHS[licence.form]),
        )
        for line, licence in facts.registered_lines
        if licence.form in MONTHS
        if licence.valid_until >= months_after(licence.valid_from, MONTHS[licence.form])
    ]


def _year_of(number: str) -> int | None:
    found = YEAR_IN_NUMBER.match(number.strip())
    return 2000 + int(found[0]) if found else None


def _last_day(line: GoodsLine, year: int) -> date:
    if line.licence_kind in DUAL_USE_DOCUMENTS:
        return date(year + 1, *GRACE_END)
    return date(year, 12, 31)


def _beyond_individual(facts: Facts, licence: LicenceState) -> Iterator[tuple[Effect, str]]:
    if licence.used:
        yield Effect.BLOCK, "已使用过一次 / already used once"
    if not licence.end_user:
        yield Effect.HOLD, "登记中没有最终用户 / no end user in the register"
    elif not names_end_user(facts, licence):
        yield Effect.BLOCK, f"最终用户为 / end user: {licence.end_user}"


def _left_after(facts: Facts, licence: LicenceState) -> Decimal | None:
    """What would be left in the licence's unit; None where a line counts in another kind."""
    lines = [line for line in facts.lines if line.licence_no == licence.number]
    drawn = [quantity_in(line, licence.unit) for line in lines]
    if licence.remaining_quantity is None or None in drawn:
        return None
    return licence.remaining_quantity - sum((each for each in drawn if each), Decimal(0))
