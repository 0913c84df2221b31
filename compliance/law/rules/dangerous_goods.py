"""DOC-20 and DOC-21: organo-indium compounds catch fire in air and are declared as such."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts
from compliance.law.hits import on_line
from compliance.law.instruments import (
    DANGEROUS_CHEMICALS,
    DECLARATION_RULES,
    DECLARATION_RULES_2018,
    HAZARDOUS_CHEMICALS_LAW,
)
from compliance.law.rule import Effect, Hit, rule

# UN model regulations: pyrophoric, water-reactive organometallics, solid 3393 and liquid 3394;
# water-reactive flammable 3399 for solutions.
UN_NUMBERS = {
    "3C004.b": ("3393", "3394", "3399"),
    "3C004.c": ("3394", "3399"),
}

_BASIS = (
    DANGEROUS_CHEMICALS.article(
        "", "危险化学品须如实申报并符合包装要求。", "Declared as such and packed as required."
    ),
    HAZARDOUS_CHEMICALS_LAW.article(
        "",
        "危险化学品的登记、标签、包装和运输须符合规定。",
        "Registration, labels, packing and carriage of hazardous chemicals follow the law.",
    ),
    *(
        edition.article(
            "",
            "危险货物填报UN编号、名称和包装类别。",
            "UN number, name and packing group are given.",
        )
        for edition in (DECLARATION_RULES_2018, DECLARATION_RULES)
    ),
)


@rule(
    "DOC-20",
    regulation="DG",
    title=_("Dangerous-goods details are missing"),
    message=_("Line %(line)s is pyrophoric and lacks %(field)s."),
    basis=_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Give the UN number, the dangerous-goods name and the packing group."),
)
def dangerous_details(facts: Facts) -> Iterable[Hit]:
    """Trimethyl- and triethylindium, whatever HS code they are declared under."""
    return [
        on_line(line, name, field=name)
        for line, found in facts.controlled_lines
        if set(found.control_codes) & set(UN_NUMBERS)
        for name in ("un_number", "dangerous_name", "dangerous_packing")
        if not getattr(line, name).strip()
    ]


@rule(
    "DOC-21",
    regulation="DG",
    title=_("The UN number does not fit the goods"),
    message=_("Line %(line)s gives UN %(declared)s; expected is UN %(expected)s."),
    basis=_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the UN number, or attach the safety data sheet."),
)
def un_number_fits(facts: Facts) -> Iterable[Hit]:
    """The prefix UN may be written or not."""
    return [
        on_line(line, "un_number", declared=line.un_number, expected=" / ".join(UN_NUMBERS[code]))
        for line, found in facts.controlled_lines
        for code in found.control_codes
        if code in UN_NUMBERS and line.un_number.strip()
        if line.un_number.upper().removeprefix("UN").strip() not in UN_NUMBERS[code]
    ]
