"""The control statement of the remarks field (备注).

Announcement 2025 No.18 asks exporters to state whether goods are controlled; the two phrases are
those used in practice and have to be verified by a person (docs/data-sources.md).
"""

from collections.abc import Iterable

CONTROLLED_PHRASE = "属于两用物项"
NOT_CONTROLLED_PHRASE = "不属于管制物项"


def controlled_remark(control_codes: Iterable[str]) -> str:
    """For goods inside one or more control entries: 属于两用物项，3C004.a."""
    return "，".join((CONTROLLED_PHRASE, *control_codes))


def not_controlled_remark(parameters: Iterable[str]) -> str:
    """For goods near a control entry: 不属于管制物项，铟锭，In≥99.995%，未锻轧.

    `parameters` are the facts that place the goods outside, blanks are left out; ValueError when
    none is left, because the phrase alone shows nothing.
    """
    stated = tuple(part.strip() for part in parameters if part.strip())
    if not stated:
        raise ValueError("a statement that goods are not controlled needs their parameters")
    return "，".join((NOT_CONTROLLED_PHRASE, *stated))
