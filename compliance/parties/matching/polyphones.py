"""Chinese characters that names read in two ways."""

from functools import cache

from compliance.parties.matching.han import table


def other_reading(char: str) -> str:
    """How a character is read too, in words (长江) or as a surname (曾), or ""."""
    return _others().get(char, "")


@cache
def _others() -> dict[str, str]:
    return dict(line.split("\t") for line in table("polyphones.tsv"))
