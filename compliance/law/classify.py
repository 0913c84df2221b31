"""What a goods line is in law: control code, licence, document code, and the reasons why.

Used by the rules and by the exporter's line helper, so both always say the same.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from compliance.codes.row import in_language
from compliance.law.alloy_terms import MostlyElement
from compliance.law.alloys import is_metallic, shares_of
from compliance.law.controlled import (
    CONTROLLED_ELEMENTS,
    CONTROLLED_MATERIALS,
    INDIUM_HEADINGS,
    ControlledElement,
    ControlledMaterial,
    Evidence,
    is_packaged_device,
)
from compliance.law.declaration import GoodsLine
from compliance.law.headings import is_indium_by_tariff
from compliance.law.policy import Policy
from compliance.law.reasons import (
    Reason,
    Trap,
    entry_reasons,
    licence_reason,
    mostly_reasons,
    trap_reasons,
)

DUAL_USE_DOCUMENTS = ("3", "G")
LICENSED_SINCE = date(2007, 6, 15)
LICENSED_MATERIALS = ("indium", "indium_scrap")
BORDER_REGIMES = ("4019",)
PROCESSING_REGIMES = (
    "0214",
    "0255",
    "0265",
    "0300",
    "0615",
    "0654",
    "0664",
    "0700",
    "0715",
    "0864",
    "0865",
    "4400",
    "4600",
    "5014",
    "5015",
)
LICENCE_NAMES = {
    "3": ("两用物项和技术出口许可证", "Dual-use items export licence"),
    "4": ("出口许可证", "Export licence"),
    "x": ("出口许可证（加工贸易）", "Export licence (processing trade)"),
    "y": ("出口许可证（边境小额贸易）", "Export licence (border trade)"),
    "": ("无需出口许可证", "No export licence"),
}


@dataclass(frozen=True)
class Classification:
    """The outcome for one line. `elements` are other controlled elements bans may name; `evidence`
    shows each control code's material, `slips` what is almost one, `devices` codes of materials
    that a packaged device only holds. `near_parameters`: an entry speaks of such goods though they
    stay below it, or they hold another controlled element: more than merely not controlled."""

    control_codes: tuple[str, ...]
    document_code: str
    reasons: tuple[Reason, ...]
    traps: tuple[Trap, ...]
    elements: frozenset[str]
    evidence: tuple[tuple[str, Evidence], ...]
    slips: tuple[tuple[str, Evidence], ...]
    devices: tuple[str, ...]
    near_parameters: bool

    @property
    def is_controlled(self) -> bool:
        """Whether a control entry covers the line."""
        return bool(self.control_codes)

    @property
    def licence_name(self) -> str:
        """The licence needed, in the active language."""
        return in_language(*LICENCE_NAMES[self.document_code])


def classify(line: GoodsLine, on: date, policy: Policy, regime: str = "") -> Classification:
    """Classify the line under the law of that date; `regime` tells document 4 from x and y."""
    shown = _marked(line, on)
    devices = tuple(shown) if is_packaged_device(line) and _is_only_named(shown) else ()
    marked = [] if devices else list(shown.items())
    reached = [material for material, _evidence in marked if material.reached(line)]
    shares = {} if shown else shares_of(line, policy)
    mostly = _mostly(line, shares, on, policy)
    traps = () if shown else _traps(line, shares, on, policy, mostly)
    slips = () if marked else _slips(line, on)
    document = "3" if reached or mostly else _ordinary_document(line, on, regime, policy)
    return Classification(
        control_codes=(
            *(material.entry.code for material in reached),
            *(each.control_code for each in mostly),
        ),
        document_code=document,
        reasons=(
            *entry_reasons(line, marked),
            *mostly_reasons(mostly, shares),
            *trap_reasons(traps),
            *licence_reason(document),
        ),
        traps=traps,
        elements=frozenset(
            {material.element for material in reached if material.element}
            | {trap.symbol for trap in traps}
            | {each.symbol for each in mostly}
        ),
        evidence=tuple((material.entry.code, evidence) for material, evidence in marked),
        slips=slips,
        devices=tuple(material.entry.code for material in devices),
        near_parameters=bool(traps or slips) or len(reached) < len(shown),
    )


def licence_document(regime: str) -> str:
    """Document code of an ordinary export licence under that customs regime."""
    if regime in BORDER_REGIMES:
        return "y"
    return "x" if regime in PROCESSING_REGIMES else "4"


def _marked(line: GoodsLine, on: date) -> dict[ControlledMaterial, Evidence]:
    """Entries in force the line shows marks of. An HS code alone is the weakest mark, and as one
    code serves several entries, it stands for the first of them only. Papers about a material are
    technology, not the material."""
    found = {
        material: evidence
        for material in CONTROLLED_MATERIALS
        if material.entry.in_force(on)
        if (evidence := material.evidence_on(line))
        if line.material != "technology" or "technology" in material.entry.materials
    }
    certain = {each: shown for each, shown in found.items() if shown.mark != "hs_code"}
    return certain or dict(list(found.items())[:1])


def _is_only_named(shown: dict[ControlledMaterial, Evidence]) -> bool:
    """By words or composition: a chosen material or a CAS number speaks of the goods themselves."""
    return all(
        evidence.mark != "cas" and evidence.field_name != "material" for evidence in shown.values()
    )


def _slips(line: GoodsLine, on: date) -> tuple[tuple[str, Evidence], ...]:
    found = (
        (material.entry.code, evidence)
        for material in CONTROLLED_MATERIALS
        if material.entry.in_force(on)
        for evidence in material.slips_on(line)
    )
    return tuple(dict.fromkeys(found))


def _ordinary_document(line: GoodsLine, on: date, regime: str, policy: Policy) -> str:
    """Indium by its heading, declared or due, and its metal under whatever heading."""
    is_licensed = (
        line.hs_code.startswith(INDIUM_HEADINGS)
        or line.material in LICENSED_MATERIALS
        or is_indium_by_tariff(line, policy)
    )
    return licence_document(regime) if is_licensed and on >= LICENSED_SINCE else ""


def _mostly(
    line: GoodsLine, shares: dict[str, Decimal], on: date, policy: Policy
) -> tuple[MostlyElement, ...]:
    """Elements the goods mostly consist of: metals, alloys, solders and pastes, not compounds."""
    since = {element.symbol: element.since for element in CONTROLLED_ELEMENTS}
    if not is_metallic(line, policy):
        return ()
    return tuple(
        each
        for each in policy.mostly_elements
        if since.get(each.symbol, date.max) <= on
        if each.symbol in shares and shares[each.symbol] >= each.percent
    )


def _traps(
    line: GoodsLine,
    shares: dict[str, Decimal],
    on: date,
    policy: Policy,
    mostly: tuple[MostlyElement, ...],
) -> tuple[Trap, ...]:
    counted = {each.symbol for each in mostly}
    found = (
        _trap(element, line, shares.get(element.symbol), policy)
        for element in CONTROLLED_ELEMENTS
        if element.since <= on and element.symbol not in counted
    )
    return tuple(trap for trap in found if trap)


def _trap(
    element: ControlledElement, line: GoodsLine, share: Decimal | None, policy: Policy
) -> Trap | None:
    """Above trace, or named without any share being stated."""
    trace = policy.trace_percent.get(element.symbol)
    if trace is None:
        return None
    is_named = share is None and element.is_named_on(line)
    if not is_named and (share is None or share <= trace):
        return None
    return Trap(element.symbol, element.name_zh, element.name_en, share)
