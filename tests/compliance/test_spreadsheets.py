"""No cell of any file we hand out is calculated by the program that opens it."""

import pytest

from compliance.spreadsheets import csv_line, harmless, is_calculated

FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠A1"),
    *(" =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "\u3000=1+1", "\xa0=1+1", "\ufeff=1+1", "\u200b=1+1"),
    *("\x0b=1+1", "\u2003\t =cmd|' /C calc'!A0", "\u2060@A1", "\tA", "\nA"),
]
TEXTS = ["", "Indium", "1-2", "a=b", "沈阳＝", "'", " Indium", "\u3000铟", None]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_calculate_begins_with_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert csv_line([text]).lstrip('"').startswith("'")


@pytest.mark.parametrize("text", TEXTS)
def test_other_texts_stay_as_they_are(text: str | None) -> None:
    assert harmless(text) == (text or "")
    assert not is_calculated(text or "")
