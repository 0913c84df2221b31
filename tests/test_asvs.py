"""The table of the OWASP ASVS says something of every requirement, and names what there is."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = (ROOT / "docs" / "asvs.md").read_text()
ROWS = [line.strip("| \n").split(" | ") for line in TABLE.splitlines() if line.startswith("| V")]
# Of version 5.0.0, levels 1 and 2, by chapter; counted in the standard itself.
REQUIREMENTS = {
    "V1": 27,
    "V2": 11,
    "V3": 19,
    "V4": 10,
    "V5": 9,
    "V6": 35,
    "V7": 18,
    "V8": 7,
    "V9": 7,
    "V10": 29,
    "V11": 14,
    "V12": 9,
    "V13": 13,
    "V14": 9,
    "V15": 13,
    "V16": 16,
    "V17": 7,
}
STATES = {"met", "partly", "not met", "does not apply"}


def test_every_requirement_has_one_row_with_a_state_and_a_test_or_reason() -> None:
    assert len({number for number, *_rest in ROWS}) == len(ROWS) == 253
    assert Counter(number.split(".")[0] for number, *_rest in ROWS) == REQUIREMENTS
    for number, about, state, by in ROWS:
        assert state in STATES, number
        assert about, number
        assert by, number


def test_every_file_it_names_exists() -> None:
    named = {each for each in re.findall(r"`([\w./-]+/[\w./-]*)`", TABLE) if each[0] != "/"}
    assert len(named) > 50
    assert {each for each in named if not (ROOT / each).exists()} == set()


def test_its_sums_are_right() -> None:
    states = Counter(state for _number, _about, state, _by in ROWS)
    for state in STATES:
        assert f"{states[state]} {state}" in TABLE
