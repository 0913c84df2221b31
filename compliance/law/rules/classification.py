"""CLS-05 to CLS-08: HS code, other controlled elements, technology and samples."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.codes.goods import control_entry
from compliance.codes.tables import MATERIALS
from compliance.law.announcements import (
    ANNOUNCEMENT_2023_23,
    ANNOUNCEMENT_2024_33,
    ANNOUNCEMENT_2025_10,
)
from compliance.law.classify import DUAL_USE_DOCUMENTS
from compliance.law.declaration import GoodsLine
from compliance.law.facts import Facts
from compliance.law.headings import advised_codes, heading_fits
from compliance.law.hits import on_line
from compliance.law.instruments import CUSTOMS_LAW, CUSTOMS_PENALTIES, DUAL_USE_REGULATIONS
from compliance.law.rule import Effect, Hit, rule
from compliance.law.vocabulary import first_mention, plain_words

_INTANGIBLE_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "2, 14",
        "两用物项包括技术资料；出口包括赠送、展览、合作和援助。",
        "Dual-use items include technical data; export includes gifts, exhibitions and aid.",
    ),
    ANNOUNCEMENT_2025_10.article(
        "1", "生产3C004项的技术及资料（3E004）。", "Technology for producing 3C004 (3E004)."
    ),
)
CONTROLLED_TECHNOLOGY = control_entry("3E004")


@rule(
    "CLS-05",
    regulation="R01",
    title=_("The HS code does not fit the goods"),
    message=_(
        "Line %(line)s: %(hs_code)s is not a code for %(material)s; by its composition: %(codes)s."
    ),
    version=2,
    basis=(
        CUSTOMS_LAW.article("24", "如实申报商品编号。", "HS codes are declared truthfully."),
        CUSTOMS_PENALTIES.article(
            "15",
            "申报不实影响许可证件管理的，处货值5%至30%罚款。",
            "Misdeclaration that affects licensing: fine of 5 to 30% of the value.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Correct the HS code or the description."),
)
def hs_code_fits(facts: Facts) -> Iterable[Hit]:
    """Graver where the goods need a licence: a wrong code is how one is avoided."""
    return [
        on_line(
            line,
            "hs_code",
            effect=Effect.HOLD if found.document_code else None,
            hs_code=line.hs_code,
            material=line.material,
            codes="、".join(advised_codes(line, facts.policy)) or "-",
        )
        for line, found in facts.classified
        if line.material in MATERIALS and not heading_fits(line, facts.policy)
    ]


@rule(
    "CLS-06",
    regulation="R18",
    title=_("The goods hold another controlled element"),
    message=_("Line %(line)s holds %(name_zh)s (%(name_en)s), share %(percent)s %%."),
    basis=(
        ANNOUNCEMENT_2023_23.article("1", "镓、锗相关物项。", "Gallium and germanium items."),
        ANNOUNCEMENT_2024_33.article("1", "锑相关物项。", "Antimony items."),
        ANNOUNCEMENT_2025_10.article("1", "钨、碲、铋相关物项。", "Tungsten, tellurium, bismuth."),
    ),
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Give a dual-use licence, or a statement element by element with a test report."),
)
def other_controlled_element(facts: Facts) -> Iterable[Hit]:
    """Above the policy's trace, or named without a share; a dual-use licence settles it."""
    return [
        on_line(
            line,
            "composition",
            name_zh=trap.name_zh,
            name_en=trap.name_en,
            percent="?" if trap.percent is None else format(trap.percent, "f"),
        )
        for line, found in facts.classified
        if not _has_dual_use_licence(line)
        for trap in found.traps
    ]


@rule(
    "CLS-07",
    regulation="R19",
    title=_("The shipment may carry controlled technology"),
    message=_("Line %(line)s mentions %(word)s."),
    basis=_INTANGIBLE_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Give the licence for the technology, or show that no production data is included."),
)
def technology(facts: Facts) -> Iterable[Hit]:
    """Data for producing 3C004 items (3E004), openly declared or travelling with the goods."""
    words = facts.policy.technology_words
    if not CONTROLLED_TECHNOLOGY.in_force(facts.declared_on):
        return []
    return [
        on_line(line, "name_zh", word=word)
        for line in facts.lines
        if not _has_dual_use_licence(line)
        if (word := _technology_sign(line, words))
    ]


@rule(
    "CLS-08",
    regulation="R19",
    title=_("Samples of controlled items need a licence too"),
    message=_("Line %(line)s (%(codes)s) leaves under regime %(regime)s."),
    basis=_INTANGIBLE_BASIS,
    effect=Effect.HOLD,
    disclosed=True,
    cure=_("Show the licence for the sample, whatever its quantity or value."),
)
def controlled_sample(facts: Facts) -> Iterable[Hit]:
    """Gifts, exhibits and samples are exports; the regimes are the policy's."""
    regime = facts.declaration.customs_regime
    if regime not in facts.policy.sample_regimes:
        return []
    return [
        on_line(line, "customs_regime", codes=", ".join(found.control_codes), regime=regime)
        for line, found in facts.controlled_lines
    ]


def _has_dual_use_licence(line: GoodsLine) -> bool:
    return bool(line.licence_no.strip()) and line.licence_kind in DUAL_USE_DOCUMENTS


def _technology_sign(line: GoodsLine, words: tuple[str, ...]) -> str:
    if line.material == "technology" or line.form == "data":
        return line.name_zh or line.name_en or line.material
    text = f"{line.name_zh} | {line.name_en} | {line.specification}"
    return first_mention(plain_words(text), words)
