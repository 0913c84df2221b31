"""Why a line is classified as it is, in both languages."""

from dataclasses import dataclass
from decimal import Decimal

from compliance.codes.row import in_language
from compliance.law.alloy_terms import MostlyElement
from compliance.law.controlled import ControlledMaterial, Evidence
from compliance.law.declaration import GoodsLine

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
        return in_language(self.zh, self.en)


@dataclass(frozen=True)
class Trap:
    """Another controlled element in the goods; `percent` is None when only named."""

    symbol: str
    name_zh: str
    name_en: str
    percent: Decimal | None


def entry_reasons(
    line: GoodsLine, marked: list[tuple[ControlledMaterial, Evidence]]
) -> tuple[Reason, ...]:
    return tuple(_entry_reason(line, material, shown.mark) for material, shown in marked)


def mostly_reasons(
    mostly: tuple[MostlyElement, ...], shares: dict[str, Decimal]
) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            f"含{each.symbol} {_share(shares[each.symbol], '')}，达到 {each.percent:f}%，"
            f"按 {each.control_code} 管制。",
            f"With {_share(shares[each.symbol], '')} {each.symbol}, {each.percent:f}% or more, the "
            f"goods are controlled as {each.control_code}.",
        )
        for each in mostly
    )


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


def trap_reasons(traps: tuple[Trap, ...]) -> tuple[Reason, ...]:
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


def licence_reason(document: str) -> tuple[Reason, ...]:
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
