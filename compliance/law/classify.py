"""What a goods line is in law: control code, licence, document code, and the reasons why.

Used by the rules and by the exporter's line helper, so both always say the same.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from compliance.law.controlled import (
    CONTROLLED_ELEMENTS,
    CONTROLLED_MATERIALS,
    ControlledElement,
    ControlledMaterial,
    is_indium_metal,
)
from compliance.law.declaration import GoodsLine
from compliance.law.policy import Policy

DUAL_USE_DOCUMENTS = ("3", "G")
LICENSED_SINCE = date(2007, 6, 15)
LICENSED_HS_PREFIXES = ("81129230", "81129930")
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
MARKS = {
    "cas": ("CAS 号", "its CAS number"),
    "name": ("名称或材质", "its name or material"),
    "composition": ("成分", "its composition"),
    "hs_code": ("商品编号", "its HS code"),
}


@dataclass(frozen=True)
class Reason:
    """One sentence of why, in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@dataclass(frozen=True)
class Trap:
    """Another controlled element in the goods; `percent` is None when only named."""

    symbol: str
    name_zh: str
    name_en: str
    percent: Decimal | None


@dataclass(frozen=True)
class Classification:
    """The outcome for one line. `elements` are other controlled elements bans may name;
    `near_parameters` says that an entry speaks of such goods though they stay below it, or that
    they hold another controlled element: more than merely not controlled."""

    control_codes: tuple[str, ...]
    document_code: str
    licence_zh: str
    licence_en: str
    reasons: tuple[Reason, ...]
    traps: tuple[Trap, ...]
    near_listed: bool
    elements: frozenset[str] = frozenset()
    near_parameters: bool = False

    @property
    def is_controlled(self) -> bool:
        """Whether a control entry covers the line."""
        return bool(self.control_codes)

    @property
    def licence_name(self) -> str:
        """The licence needed, in the active language."""
        return self.licence_en if (get_language() or "").startswith("en") else self.licence_zh


def classify(line: GoodsLine, on: date, policy: Policy, regime: str = "") -> Classification:
    """Classify the line under the law of that date; `regime` tells document 4 from x and y."""
    marked = _marked(line, on)
    reached = [material for material, _mark in marked if material.reached(line)]
    traps = () if marked else _traps(line, on, policy)
    document = "3" if reached else _ordinary_document(line, on, regime)
    return Classification(
        control_codes=tuple(material.entry.code for material in reached),
        document_code=document,
        licence_zh=LICENCE_NAMES[document][0],
        licence_en=LICENCE_NAMES[document][1],
        reasons=(*_entry_reasons(line, marked), *_trap_reasons(traps), *_licence_reason(document)),
        traps=traps,
        near_listed=not reached,
        elements=frozenset(
            {material.element for material in reached if material.element}
            | {trap.symbol for trap in traps}
        ),
        near_parameters=bool(traps) or len(reached) < len(marked),
    )


def licence_document(regime: str) -> str:
    """Document code of an ordinary export licence under that customs regime."""
    if regime in BORDER_REGIMES:
        return "y"
    return "x" if regime in PROCESSING_REGIMES else "4"


def _marked(line: GoodsLine, on: date) -> list[tuple[ControlledMaterial, str]]:
    """Entries in force the line shows marks of. An HS code alone is the weakest mark, and as one
    code serves several entries, it stands for the first of them only. Papers about a material are
    technology, not the material."""
    found = [
        (material, mark)
        for material in CONTROLLED_MATERIALS
        if material.entry.in_force(on)
        if (mark := material.mark_on(line))
        if line.material != "technology" or "technology" in material.entry.materials
    ]
    certain = [(material, mark) for material, mark in found if mark != "hs_code"]
    return certain or found[:1]


def _ordinary_document(line: GoodsLine, on: date, regime: str) -> str:
    is_licensed = (
        line.hs_code.startswith(LICENSED_HS_PREFIXES)
        or line.material in LICENSED_MATERIALS
        or (line.material == "other" and is_indium_metal(line))
    )
    return licence_document(regime) if is_licensed and on >= LICENSED_SINCE else ""


def _traps(line: GoodsLine, on: date, policy: Policy) -> tuple[Trap, ...]:
    found = (_trap(element, line, policy) for element in CONTROLLED_ELEMENTS if element.since <= on)
    return tuple(trap for trap in found if trap)


def _trap(element: ControlledElement, line: GoodsLine, policy: Policy) -> Trap | None:
    """Above trace by composition, or named without any share being stated."""
    trace = policy.trace_percent.get(element.symbol)
    if trace is None:
        return None
    share = element.share_in(line)
    is_named = share is None and element.is_named_on(line)
    if not is_named and (share is None or share <= trace):
        return None
    return Trap(element.symbol, element.name_zh, element.name_en, share)


def _entry_reasons(
    line: GoodsLine, marked: list[tuple[ControlledMaterial, str]]
) -> tuple[Reason, ...]:
    return tuple(_entry_reason(line, material, mark) for material, mark in marked)


def _entry_reason(line: GoodsLine, material: ControlledMaterial, mark: str) -> Reason:
    entry, (by_zh, by_en) = material.entry, MARKS[mark]
    if material.reached(line):
        return Reason(
            f"按{by_zh}属于 {entry.code} {entry.name_zh}，"
            f"自 {entry.since} 起管制（{entry.basis}）。",
            f"By {by_en} this is {entry.code} {entry.name_en}, "
            f"controlled since {entry.since} ({entry.basis}).",
        )
    return Reason(
        f"按{by_zh}为{entry.name_zh}，但未达到 {entry.code} 的参数，应申明具体参数。",
        f"By {by_en} this is {entry.name_en} below the parameters of {entry.code}: "
        "state the parameters.",
    )


def _trap_reasons(traps: tuple[Trap, ...]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            f"含{trap.name_zh}（{_share(trap.percent, '含量未申明')}）："
            f"{trap.name_zh}制品可能另属管制物项，应逐元素核对。",
            f"Contains {trap.name_en} ({_share(trap.percent, 'share not stated')}): "
            f"{trap.name_en} products may be controlled on their own, check element by element.",
        )
        for trap in traps
    )


def _share(percent: Decimal | None, unstated: str) -> str:
    return unstated if percent is None else f"{percent.normalize():f}%"


def _licence_reason(document: str) -> tuple[Reason, ...]:
    if document == "3":
        return (
            Reason(
                "两用物项出口须凭两用物项出口许可证（监管证件代码 3）。",
                "Dual-use items leave only on a dual-use licence (document code 3).",
            ),
        )
    if document:
        return (
            Reason(
                f"铟及铟制品列入出口许可证管理货物目录（监管证件代码 {document}）。",
                f"Indium and its articles are in the export-licence catalogue "
                f"(document code {document}).",
            ),
        )
    return (
        Reason(
            "未发现管制条目；不属于管制物项的，应在备注栏申明。",
            "No control entry found; state in the remarks that the goods are not controlled.",
        ),
    )
