"""LIC-01 to LIC-04: every controlled or licensed line cites the right kind of licence."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.announcements import (
    ANNOUNCEMENT_2007_54,
    ANNOUNCEMENT_2023_23,
    ANNOUNCEMENT_2024_33,
    ANNOUNCEMENT_2025_10,
    ANNOUNCEMENT_2025_89,
    DUAL_USE_CATALOGUE_2026,
    UNIFIED_CONTROL_LIST,
)
from compliance.law.classify import DUAL_USE_DOCUMENTS, Classification
from compliance.law.declaration import GoodsLine
from compliance.law.exemptions import exemption_of
from compliance.law.facts import Facts
from compliance.law.hits import on_line
from compliance.law.instruments import (
    BONDED_ZONE_MEASURES,
    CUSTOMS_LAW,
    CUSTOMS_PENALTIES,
    DIRECT_RETURN_MEASURES,
    DUAL_USE_LICENCE_MEASURES,
    DUAL_USE_REGULATIONS,
    EXPORT_CONTROL_LAW,
    GOODS_LICENCE_MEASURES,
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
        DUAL_USE_LICENCE_MEASURES.article(
            "",
            "两用物项许可证的签发和验核；证件代码G用于易制毒化学品定向出口。",
            "How dual-use licences are issued and checked; document G is for precursor chemicals.",
        ),
        DUAL_USE_CATALOGUE_2026.article(
            "",
            "2026年目录列出物项、编码和证件代码3。",
            "The 2026 catalogue names items, codes and document 3.",
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
    other_cures={
        "precursors": _(
            "Document G is for precursor chemicals: show that this licence covers the goods, or "
            "give one of kind 3."
        ),
        "registration": _(
            "Give the number of the registration voucher (Decree 792 art. 19) or of a dual-use "
            "licence, and attach its scan."
        ),
    },
)
def dual_use_licence_required(facts: Facts) -> Iterable[Hit]:
    """The number declared decides; what the licence covers is judged by the register rules. Kind G
    (precursors, from memory) is for two officers."""
    return [
        on_line(
            line,
            "licence_no",
            effect=Effect.HOLD if case == "precursors" else None,
            codes=", ".join(found.control_codes),
            **({"case": case} if case else {}),
        )
        for line, found in facts.controlled_lines
        if (case := _lack(facts, line)) is not None
        if exemption_of(facts, found) is None
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
        if not line.licence_no.strip() and exemption_of(facts, classification) is None
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
    """Only where a licence is cited at all; where none is needed, the kind is for two officers."""
    return [
        on_line(
            line,
            "licence_kind",
            effect=Effect.HOLD if exemption_of(facts, classification) else None,
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


@rule(
    "LIC-22",
    regulation="R02",
    title=_("The customs regime may free the goods from a licence"),
    message=_(
        "Line %(line)s cites no licence of kind %(document)s (%(code)s, source %(confidence)s): "
        "%(reason_zh)s / %(reason_en)s"
    ),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "48",
            "过境、转运、通运、再出口及特殊监管区域向境外出口适用条例；"
            "特殊监管区域、保税监管场所与境内区外之间进出无须许可。",
            "Transit, re-export and what leaves a bonded zone for abroad are covered; between a "
            "bonded place and the mainland no licence is needed.",
        ),
        ANNOUNCEMENT_2025_89.article(
            "1(3)",
            "边境小额贸易出口铟及铟制品免领出口许可证。",
            "Small-scale border trade in indium needs no export licence.",
        ),
        GOODS_LICENCE_MEASURES.article(
            "",
            "货样、广告品在限额内免领出口许可证。",
            "Samples and advertising goods within the limit need no export licence.",
        ),
        DIRECT_RETURN_MEASURES.article(
            "",
            "直接退运货物不验核许可证件。",
            "Licences are not asked for on direct return.",
        ),
        BONDED_ZONE_MEASURES.article(
            "",
            "综合保税区与境外之间不实行许可证件管理，另有规定的除外。",
            "Between a comprehensive bonded zone and abroad no licences, unless provided "
            "otherwise.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=True,
    cure=_("Check that the regime is the true one and its papers are there, or ask for a licence."),
)
def regime_frees(facts: Facts) -> Iterable[Hit]:
    """Never green without a licence: how grave it is follows from how sure the source is."""
    return [
        on_line(
            line,
            "customs_regime",
            effect=Effect[row.effect],
            document=found.document_code,
            code=row.code,
            confidence=row.confidence,
            reason_zh=row.reason_zh,
            reason_en=row.reason_en,
        )
        for line, found in facts.classified
        if found.document_code and _has_no_licence(line, found)
        if (row := exemption_of(facts, found)) is not None
    ]


def _has_no_licence(line: GoodsLine, found: Classification) -> bool:
    is_dual_use = not found.is_controlled or line.licence_kind in DUAL_USE_DOCUMENTS
    return not (line.licence_no.strip() and is_dual_use)


def _lack(facts: Facts, line: GoodsLine) -> str | None:
    """Which case of a missing dual-use licence it is; None when one of kind 3 is cited."""
    if line.licence_no.strip() and line.licence_kind in DUAL_USE_DOCUMENTS:
        return None if line.licence_kind == "3" else "precursors"
    is_registrable = facts.declaration.customs_regime in facts.policy.registration_regimes
    return "registration" if is_registrable else ""
