"""One row of a code table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.utils.translation import get_language

NO_EXTRA: Mapping[str, str] = MappingProxyType({})


def in_language(zh: str, en: str) -> str:
    """What is said in the active language; in Chinese where none is active."""
    return en if (get_language() or "").startswith("en") else zh


@dataclass(frozen=True, slots=True)
class Code:
    """One row. `extra` holds the table's further columns, empty cells left out.

    `official` is false where the code is this system's own word, not worth showing.
    """

    code: str
    name_zh: str
    name_en: str
    extra: Mapping[str, str] = field(default_factory=lambda: NO_EXTRA, hash=False)
    official: bool = True

    @property
    def name(self) -> str:
        """The name in the active language; Chinese where none is active."""
        return in_language(self.name_zh, self.name_en)

    @property
    def label(self) -> str:
        """Code and name, as shown in selects and suggestions; the name alone if not official."""
        return f"{self.code} {self.name}" if self.official else self.name

    def __str__(self) -> str:
        return self.label
