"""CLS-09 and CLS-11 to CLS-13: goods whose description leaves open, or hides, what they are."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.codes.goods import control_entry
from compliance.codes.tables import MATERIALS
from compliance.law.alloys import is_composition_known, is_mixture
from compliance.law.announcements import ANNOUNCEMENT_2025_10, CUSTOMS_QUESTION_RULES
from compliance.law.controlled import Evidence
from compliance.law.declaration import GoodsLine
from compliance.law.facts import Facts
from compliance.law.hits import on_line
from compliance.law.instruments import CUSTOMS_LAW, DUAL_USE_REGULATIONS
from compliance.law.rule import Effect, Hit, rule

_QUESTION_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "22",
        "有证据表明可能属于管制范围的，海关可以质疑，质疑期间不予放行。",
        "Customs may question goods that evidence shows may be controlled; none leave meanwhile.",
    ),
    CUSTOMS_QUESTION_RULES.article(
        "2", "说明性能指标、主要用途。", "State performance indicators and main use."
    ),
    CUSTOMS_LAW.article("24", "如实申报。", "The declaration has to be truthful."),
)


@rule(
    "CLS-09",
    regulation="R18",
    title=_("An alloy, solder or paste without its composition"),
    message=_("Line %(line)s: %(name)s is a mixture; its composition is not given in full."),
    basis=(
        ANNOUNCEMENT_2025_10.article(
            "1", "铋、碲、钨相关物项按成分判断。", "Bismuth, tellurium and tungsten by composition."
        ),
        CUSTOMS_LAW.article("24", "如实申报成分含量。", "The content is declared truthfully."),
    ),
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Give the share of each element by mass, with a test report or the maker's data sheet."),
)
def composition_known(facts: Facts) -> Iterable[Hit]:
    """By the composition, shares in the text, or a trade name of the policy."""
    return [
        on_line(line, "composition", name=line.name_zh or line.name_en or line.material)
        for line, found in facts.classified
        if is_mixture(line) and not found.is_controlled
        if not is_composition_known(line, facts.policy)
    ]


@rule(
    "CLS-11",
    regulation="R01",
    title=_("The goods are almost named like a controlled material"),
    message=_("Line %(line)s: “%(text)s” is close to %(codes)s (%(names)s)."),
    basis=_QUESTION_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask for a data sheet and a test report: a slip of the pen, or another material."),
)
def almost_controlled(facts: Facts) -> Iterable[Hit]:
    """One wrong character, a letter or two, or a CAS number that lacks only its check digit."""
    return [
        _shown(line, code, evidence)
        for line, found in facts.classified
        for code, evidence in found.slips
    ]


@rule(
    "CLS-12",
    regulation="R01",
    title=_("A packaged device holds a controlled material"),
    message=_("Line %(line)s, a device of %(hs_code)s, holds what %(codes)s controls."),
    basis=_QUESTION_BASIS,
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Show that they are finished, packaged devices and no wafers or chips of the material."),
)
def packaged_device(facts: Facts) -> Iterable[Hit]:
    """The device is not the material; whether it is one is the question."""
    return [
        on_line(line, "name_zh", hs_code=line.hs_code, codes=", ".join(found.devices))
        for line, found in facts.classified
        if found.devices
    ]


@rule(
    "CLS-13",
    regulation="R01",
    title=_("A controlled material is declared as something else"),
    message=_("Line %(line)s is declared as %(material)s; “%(text)s” shows %(codes)s (%(names)s)."),
    basis=_QUESTION_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask why the material was not declared by its name; consider an inspection."),
)
def hidden_material(facts: Facts) -> Iterable[Hit]:
    """Only words, a CAS number or the composition betray it: the evidence is shown."""
    return [
        _shown(line, code, evidence, material=line.material)
        for line, found in facts.classified
        for code, evidence in found.evidence
        if _is_declared_otherwise(line, code, evidence)
    ]


def _is_declared_otherwise(line: GoodsLine, code: str, evidence: Evidence) -> bool:
    """Not by its HS code alone, nor in a layer system that names one of its materials."""
    named = line.material in MATERIALS and line.material != "other"
    is_layered = named and MATERIALS.require(line.material).extra.get("kind") == "compound"
    own = line.material in control_entry(code).materials
    return evidence.mark != "hs_code" and not own and not is_layered


def _shown(line: GoodsLine, code: str, evidence: Evidence, **more: str) -> Hit:
    entry = control_entry(code)
    names = f"{entry.name_zh} / {entry.name_en}"
    told = {"text": evidence.text, "codes": code, "names": names, **more}
    return on_line(line, evidence.field_name, effect=None, **told)
