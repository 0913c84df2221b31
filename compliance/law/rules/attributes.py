"""CLS-01 to CLS-04 and CLS-10: what remarks, attribute and control code say about the goods."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.codes.remarks import controlled_remark as remark_wording
from compliance.codes.tables import CONTROL_EXPLAIN_CODES
from compliance.law.announcements import (
    ANNOUNCEMENT_2025_10,
    ANNOUNCEMENT_2025_18,
    CONTROL_ATTRIBUTE_RULES,
)
from compliance.law.classify import DUAL_USE_DOCUMENTS, Classification
from compliance.law.declaration import GoodsLine
from compliance.law.facts import Facts
from compliance.law.hits import on_line
from compliance.law.rule import Effect, Hit, rule

CONTROLLED_PHRASE = re.compile(r"(?<!不)属于(两用物项|管制物项)")
UNCONTROLLED_PHRASE = re.compile(r"不属于(两用物项|管制物项)")
STATED_PARAMETER = re.compile(r"\d")
CONTROL_CODE = re.compile(r"(?<![0-9A-Z])\d[A-E]\d{3}(?:\.[a-z](?:\.\d+)?)?(?![0-9A-Za-z])")

_REMARK_BASIS = (
    ANNOUNCEMENT_2025_10.article(
        "", "铟相关物项须申明管制属性。", "Indium items state whether they are controlled."
    ),
    ANNOUNCEMENT_2025_18.article(
        "",
        "在备注栏注明是否属于管制物项，参数相近的写明具体参数。",
        "The remarks say whether the goods are controlled; near-parameter goods give parameters.",
    ),
)
_ATTRIBUTE_BASIS = (
    CONTROL_ATTRIBUTE_RULES.article(
        "",
        "按商品项填报禁限管制识别码和申报要素。",
        "Each line gives the control attribute and its elements.",
    ),
)


@rule(
    "CLS-01",
    regulation="R04",
    title=_("The remarks do not state that the goods are controlled"),
    message=_("Line %(line)s falls under %(codes)s; the remarks need the words: %(wording)s"),
    basis=_REMARK_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Write in the remarks that the goods are dual-use items, with the control code."),
)
def controlled_remark(facts: Facts) -> Iterable[Hit]:
    """Blank blocks; a statement that misses the code or contradicts is for an officer."""
    remarks = facts.declaration.remarks
    stated = bool(CONTROLLED_PHRASE.search(remarks))
    return [
        on_line(
            line,
            "remarks",
            effect=None if not stated and not UNCONTROLLED_PHRASE.search(remarks) else Effect.FLAG,
            codes=", ".join(found.control_codes),
            wording=remark_wording(found.control_codes),
        )
        for line, found in facts.controlled_lines
        if not (stated and all(code in remarks for code in found.control_codes))
    ]


@rule(
    "CLS-02",
    regulation="R04",
    title=_("The remarks do not state that near-listed goods are not controlled"),
    message=_("Line %(line)s: the remarks lack 不属于管制物项 and the concrete parameters."),
    basis=_REMARK_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Write in the remarks: 不属于管制物项, the goods and their parameters."),
    since=ANNOUNCEMENT_2025_18.periods[0][0],
)
def uncontrolled_remark(facts: Facts) -> Iterable[Hit]:
    """Blank blocks where the parameters are near; for goods that are merely not controlled, and
    for the phrase without parameters or the opposite one, it is for an officer."""
    remarks = facts.declaration.remarks
    phrase = UNCONTROLLED_PHRASE.search(remarks)
    if phrase and STATED_PARAMETER.search(remarks[phrase.end() :]):
        return []
    said_something = phrase or (not facts.is_dual_use and CONTROLLED_PHRASE.search(remarks))
    return [
        on_line(
            line,
            "remarks",
            effect=Effect.FLAG if said_something or not found.near_parameters else None,
        )
        for line, found in facts.classified
        if not found.is_controlled and not _is_licensed_for_another_element(line, found)
    ]


@rule(
    "CLS-03",
    regulation="R04",
    title=_("The control attribute is missing"),
    message=_("Line %(line)s has no control attribute or no declaration elements."),
    basis=_ATTRIBUTE_BASIS,
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_(
        "Choose the control attribute (禁限管制识别码) and fill in its elements; for goods that "
        "are not controlled use the standard wording."
    ),
)
def control_attribute(facts: Facts) -> Iterable[Hit]:
    """From the date the policy gives, since sources differ on it."""
    if facts.declared_on < facts.policy.control_attribute_since:
        return []
    return [
        on_line(line, "control_explain_code")
        for line in facts.lines
        if not line.control_explain_code.strip()
        or not any(element.value.strip() for element in line.control_elements)
    ]


@rule(
    "CLS-04",
    regulation="R04",
    title=_("The declared control code does not fit the goods"),
    message=_("Line %(line)s declares control code %(declared)s; the goods fall under %(codes)s."),
    basis=_REMARK_BASIS + _ATTRIBUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the control code, or explain it with a classification statement."),
)
def control_code_fits(facts: Facts) -> Iterable[Hit]:
    """A blank code for controlled goods, or a code the goods do not show."""
    return [
        on_line(
            line,
            "control_code",
            declared=line.control_code or "-",
            codes=", ".join(found.control_codes) or "-",
        )
        for line, found in facts.classified
        if not _code_fits(line, found)
    ]


@rule(
    "CLS-10",
    regulation="R04",
    title=_("The control attribute is unknown or contradicts the goods"),
    message=_("Line %(line)s: control attribute %(attribute)s; the goods are %(codes)s."),
    basis=_ATTRIBUTE_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Choose the control attribute that fits the goods, and elements that agree with it."),
)
def attribute_fits(facts: Facts) -> Iterable[Hit]:
    """A code that the table lacks, one that says otherwise than the goods, or an element that
    names another control code."""
    return [
        on_line(
            line,
            "control_explain_code",
            attribute=line.control_explain_code,
            codes=", ".join(found.control_codes) or found.document_code or "-",
        )
        for line, found in facts.classified
        if line.control_explain_code.strip() and not _attribute_fits(line, found)
    ]


def _attribute_fits(line: GoodsLine, found: Classification) -> bool:
    attribute = CONTROL_EXPLAIN_CODES.get(line.control_explain_code.strip())
    if attribute is None:
        return False
    says = attribute.extra.get("says", "")
    if says and says not in _attributes_of(found):
        return False
    stated = {
        code for element in line.control_elements for code in CONTROL_CODE.findall(element.value)
    }
    return stated <= set(found.control_codes) or bool(found.traps)


def _attributes_of(found: Classification) -> tuple[str, ...]:
    """What an attribute may say of such goods. Those that hold another element are not decided."""
    if found.is_controlled:
        return ("dual_use", "hazardous")
    if found.traps or found.devices:
        return ("dual_use", "export_licence", "near", "none")
    if found.document_code:
        return ("export_licence",)
    return ("near", "hazardous", "none")


def _is_licensed_for_another_element(line: GoodsLine, found: Classification) -> bool:
    """Bismuth in a solder, say: with a dual-use licence for it nobody has to deny control."""
    return bool(found.traps and line.licence_no.strip()) and line.licence_kind in DUAL_USE_DOCUMENTS


def _code_fits(line: GoodsLine, found: Classification) -> bool:
    if not found.control_codes:
        return not line.control_code or bool(found.traps)
    return line.control_code in found.control_codes
