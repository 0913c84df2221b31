"""The grounds on which customs may question (GACC 2025 No.123): no licence was shown, and something
speaks for a controlled item. One function, so that dated policy can give them instead."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language


@dataclass(frozen=True)
class Ground:
    """A ground with the words that the notice prints."""

    code: str
    zh: str
    en: str

    @property
    def label(self) -> str:
        """In the reader's language."""
        return self.en if get_language() == "en" else self.zh


GROUNDS = (
    Ground(
        "parameters",
        "申报的技术指标达到或者接近管制物项的参数",
        "The declared parameters reach or come near those of a controlled item",
    ),
    Ground(
        "description",
        "品名、成分或者用途的说明不足以判断是否属于管制物项",
        "Name, composition or use do not tell whether the item is controlled",
    ),
    Ground(
        "documents",
        "单证之间对货物的描述不一致",
        "The papers describe the goods differently",
    ),
    Ground(
        "findings",
        "查验、取样或者其他信息表明可能属于管制物项",
        "Inspection, a sample or other information speaks for a controlled item",
    ),
)


def grounds_on(day: date) -> tuple[Ground, ...]:
    """The grounds to choose from on that day, in their order."""
    return GROUNDS


def ground_named(code: str, day: date) -> Ground:
    """The ground of that code; one that is not known any more is its own words."""
    found = (ground for ground in grounds_on(day) if ground.code == code)
    return next(found, Ground(code, code, code))
