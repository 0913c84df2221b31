"""LIC-01 to LIC-04: every controlled or licensed line cites the right kind of licence."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.classify import DUAL_USE_DOCUMENTS
from compliance.law.facts import Facts
from compliance.law.hits import on_line
from compliance.law.instruments import (
    ANNOUNCEMENT_2007_54,
    ANNOUNCEMENT_2023_23,
    ANNOUNCEMENT_2024_33,
    ANNOUNCEMENT_2025_10,
    ANNOUNCEMENT_2025_89,
    CUSTOMS_LAW,
    CUSTOMS_PENALTIES,
    DUAL_USE_REGULATIONS,
    EXPORT_CONTROL_LAW,
    GOODS_LICENCE_MEASURES,
    UNIFIED_CONTROL_LIST,
)
from compliance.law.rule import Effect, Hit, rule


@rule(
    "LIC-01",
    regulation="R01",
    title=_("Controlled items need a dual-use export licence"),
    message=_("Line %(line)s falls under %(codes)s and cites no dual-use export licence."),
    basis=(
        EXPORT_CONTROL_LAW.article(
            "12", "出口管制物项实行许可。", "Export of controlled items needs a licence."
        ),
        DUAL_USE_REGULATIONS.article(
            "14, 21",
            "出口经营者应当向海关交验许可证，否则不予放行。",
            "The exporter shows customs the licence; without it nothing is released.",
        ),
        UNIFIED_CONTROL_LIST.article(
            "",
            "现行管制编码（3C004、3C003.f、3C001.f）以统一清单为准。",
            "The codes in use (3C004, 3C003.f, 3C001.f) are those of the unified list.",
        ),
        ANNOUNCEMENT_2025_10.article(
            "1",
            "磷化铟、三甲基铟、三乙基铟及其生产技术。",
            "Indium phosphide, trimethylindium, triethylindium and their technology.",
        ),
        ANNOUNCEMENT_2024_33.article("1", "锑化铟。", "Indium antimonide."),
        ANNOUNCEMENT_2023_23.article("1", "铟镓砷。", "Indium gallium arsenide."),
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_(
        "Give the number of the dual-use licence and attach its scan, or a classification "
        "statement with a test report."
    ),
)
def dual_use_licence_required(facts: Facts) -> Iterable[Hit]:
    """The number declared decides; what the licence covers is judged by the register rules."""
    return [
        on_line(line, "licence_no", codes=", ".join(classification.control_codes))
        for line, classification in facts.controlled_lines
        if not (line.licence_no.strip() and line.licence_kind in DUAL_USE_DOCUMENTS)
    ]


@rule(
    "LIC-02",
    regulation="R02",
    title=_("Indium metal and articles need an export licence"),
    message=_(
        "Line %(line)s (%(hs_code)s) is in the export-licence catalogue and cites no licence "
        "of kind %(document)s."
    ),
    basis=(
        ANNOUNCEMENT_2025_89.article(
            "", "铟及铟制品凭出口合同申领出口许可证。", "Indium is licensed on the contract."
        ),
        ANNOUNCEMENT_2007_54.article(
            "", "铟自2007年起列入。", "Indium has been listed since 2007."
        ),
        CUSTOMS_PENALTIES.article(
            "14",
            "限制出口货物无许可证的，不予放行，可处货值30%以下罚款。",
            "Restricted goods without a licence are not released; fine up to 30% of value.",
        ),
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Give the number of the export licence and attach its scan."),
)
def export_licence_required(facts: Facts) -> Iterable[Hit]:
    """The catalogue is renewed each year; the rule outlives one year's announcement."""
    return [
        on_line(line, "licence_no", hs_code=line.hs_code, document=classification.document_code)
        for line, classification in facts.licensed_metal_lines
        if not line.licence_no.strip()
    ]


@rule(
    "LIC-03",
    regulation="R02",
    title=_("The kind of licence does not fit the customs regime"),
    message=_(
        "Line %(line)s cites a licence of kind %(declared)s; regime %(regime)s needs %(document)s."
    ),
    basis=(
        ANNOUNCEMENT_2025_89.article(
            "",
            "一般贸易用4，加工贸易用x，边境小额贸易用y。",
            "4 for general trade, x for processing trade, y for small-scale border trade.",
        ),
        GOODS_LICENCE_MEASURES.article(
            "", "历年目录均按贸易方式分设证件代码。", "Earlier catalogues told them apart too."
        ),
    ),
    effect=Effect.BLOCK,
    disclosed=True,
    cure=_("Correct the kind of licence or the customs regime."),
)
def licence_kind_fits_regime(facts: Facts) -> Iterable[Hit]:
    """Only where a licence is cited at all."""
    return [
        on_line(
            line,
            "licence_kind",
            declared=line.licence_kind or "-",
            regime=facts.declaration.customs_regime,
            document=classification.document_code,
        )
        for line, classification in facts.licensed_metal_lines
        if line.licence_no.strip() and line.licence_kind != classification.document_code
    ]


@rule(
    "LIC-04",
    regulation="R01",
    title=_("The licence is not attached"),
    message=_("Line %(line)s cites licence %(number)s; its scan is not attached."),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "21", "出口时向海关交验许可证。", "The licence is shown to customs at export."
        ),
        CUSTOMS_LAW.article(
            "24",
            "限制出口的货物，没有许可证件的不予放行。",
            "Restricted goods without their permit are not released.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Attach the scan of the licence."),
)
def licence_attached(facts: Facts) -> Iterable[Hit]:
    """One scan may hold several licences, so any scan satisfies."""
    if "licence_scan" in facts.declaration.attachment_kinds():
        return []
    return [
        on_line(line, "licence_no", number=line.licence_no)
        for line in facts.lines
        if line.licence_no.strip()
    ]
