"""The versions of the declaration message, and what the present one has beyond the first.

3.1 is the version the published schema fixes; 4.8 is the one in use in 2026, with the widths the
customs filling guide gives and the control elements of GACC 2026 No.40. Where in the line those
stand is not published: they are written last, and read wherever they stand.
"""

OLD, PRESENT = "3.1", "4.8"
VERSIONS = {OLD: OLD, PRESENT: PRESENT}
WIDTHS: dict[str, dict[str, str]] = {
    "HEAD": {
        "Type": "0..6",
        "AgentName": "0..100",
        "OwnerName": "0..100",
        "TradeName": "0..100",
        "CopName": "0..100",
        "NoteS": "0..255",
        "TrafName": "0..50",
        "OverseasConsigneeCode": "0..50",
    },
    "LIMIT": {"LicWrtofDetailNo": "0..4"},
}
PATTERNS = {"HEAD": {"TransMode": "[1-7]"}}
"""EXW (7) came after the first version."""
ADDED = {
    "LIMIT": "LicWrtofQtyUnit? 0..3\n",
    "LINE": "ControlExplainCode? 0..4\nDecControlModel* -> CONTROL\n",
    "CONTROL": "ElementNo? 0..9\nElementValue 0..512\nDeclarationCategoryCode 0..4\n",
}
