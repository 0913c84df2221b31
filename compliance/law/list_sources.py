"""The lists of parties this system knows: one row a list, and nothing about it anywhere else but
the rule that acts on it. The PRC's own decide, foreign ones only inform."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _


class ListSource(str):
    """A list by its code; compares and is stored as the code alone.

    `measure` is what the list does to a party, `notice_words` how the ministry's notices call it,
    `formats` the importers its publisher's files are for, the usual first. Without a list
    `is_required` nothing may be green; `max_age_days` and `max_shrink` (a share) are its limits in
    policy 1.
    """

    label: Any
    measure: str
    is_required: bool
    notice_words: str
    formats: tuple[str, ...]
    max_age_days: int
    max_shrink: Decimal

    def __new__(cls, code: str, label: Any = "", **cells: Any) -> "ListSource":
        """The row; cells left out are those of a foreign list."""
        row = super().__new__(cls, code)
        row.label = label
        row.measure = cells.get("measure", "inform")
        row.is_required = cells.get("is_required", False)
        row.notice_words = cells.get("notice_words", "")
        row.formats = cells.get("formats", ("own_csv",))
        row.max_age_days = cells.get("max_age_days", 35)
        row.max_shrink = cells.get("max_shrink", Decimal("0.05"))
        return row

    @property
    def value(self) -> str:
        """The code as a plain string."""
        return str(self)


_OF_THE_MINISTRY = {"is_required": True, "formats": ("mofcom_notice", "own_csv")}
LIST_SOURCES: dict[str, ListSource] = {
    str(row): row
    for row in (
        ListSource(
            "export_control_list",
            _("PRC export control list"),
            measure="prohibit",
            notice_words="管控名单",
            **_OF_THE_MINISTRY,
        ),
        ListSource(
            "watch_list",
            _("PRC watch list"),
            measure="watch",
            notice_words="关注名单",
            **_OF_THE_MINISTRY,
        ),
        ListSource(
            "unreliable_entity_list",
            _("PRC unreliable entity list"),
            measure="restrict",
            notice_words="不可靠实体清单",
            **_OF_THE_MINISTRY,
        ),
        ListSource(
            "countermeasures_list",
            _("PRC countermeasures list"),
            measure="prohibit",
            notice_words="反制",
            **_OF_THE_MINISTRY,
        ),
        ListSource(
            "ofac_sdn", _("OFAC SDN list"), formats=("ofac_csv", "ofac_xml", "ofac_advanced")
        ),
        ListSource("us_csl", _("US consolidated screening list"), formats=("us_csl_csv",)),
        ListSource("un", _("UN Security Council list"), formats=("un_xml",)),
        ListSource("eu", _("EU consolidated list"), formats=("eu_xml", "eu_csv")),
        ListSource("uk", _("UK sanctions list"), formats=("uk_csv",)),
        ListSource("other", _("Other list")),
    )
}


def required_lists() -> tuple[str, ...]:
    """Codes of the lists without which nothing passes."""
    return tuple(code for code, row in LIST_SOURCES.items() if row.is_required)


class Lists:
    """The rows as a list of choices, always as they stand."""

    @property
    def values(self) -> list[str]:
        """Their codes, in order."""
        return list(LIST_SOURCES)

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Code and name of each."""
        return [(code, row.label) for code, row in LIST_SOURCES.items()]

    def __iter__(self) -> Iterator[ListSource]:
        return iter(LIST_SOURCES.values())

    def __call__(self, code: str) -> ListSource:
        """The row of a code. Raises KeyError."""
        return LIST_SOURCES[code]
