"""Which element carries which declared field: as the dictionary's tags say, and where they stand.

What the message has no element for is told by `unsaid()`; nothing is put into an element that is
meant for something else.
"""

from functools import cache

from compliance.declared.dictionary import Dictionary
from compliance.declared.field import Field
from compliance.declared.header import HEADER
from compliance.declared.line import LINE
from compliance.declared.party import PARTY
from shipments.single_window.layout import names_in
from shipments.single_window.versions import PRESENT

ROWS = frozenset({"DecLicenseDocus", "Stuff", "DecControlModel", "LicTypeCode", "LicenceNo"})
"""Tags of what is no plain text in the element of that name: rows, and what hangs below a limit."""
OURS = {
    "IEFlag": "E",
    "EdiId": "1",
    "EntryType": "M",
    "DeclTrnRel": "0",
    "NoOtherPack": "1",
}
"""What every export declaration of this house says: an ordinary, paperless one without transit."""
SYSTEM = frozenset(
    {
        *("SeqNo", "EntryId", "PreEntryId", "Type", "CopName", "CopCode", "CopCodeScc"),
        *("TradeCode", "TradeName", "TradeCoScc", "LicenseNo", "PDate", "TypistNo"),
        *("InputerName", "GNo", "FirstUnit", "GoodsNo"),
    }
)
"""Elements whose value is the exporter's own, counted anew, or said again elsewhere."""


@cache
def fields_in(part: str) -> dict[str, Field]:
    """The declared fields whose plain value stands directly in that part of the message, by tag."""
    dictionary: Dictionary = LINE if part == "LINE" else HEADER
    names = names_in(part, PRESENT) - ROWS
    return {field.tag: field for field in dictionary.values() if field.tag in names}


@cache
def fields_of_consignee() -> dict[str, Field]:
    """The declared fields of the consignee, by tag."""
    return {field.tag: field for field in PARTY.values() if field.tag}


def unsaid() -> list[Field]:
    """The fields of a declaration that the message has no element for."""
    return [
        field
        for dictionary in (HEADER, LINE, PARTY)
        for field in dictionary.values()
        if not field.tag
    ]
