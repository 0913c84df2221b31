"""Days are China's: no date is taken from a time whose zone is not said."""

import re

from tests.test_house_style import CODE, name, python_files

UTC_DAY = re.compile(r"(?<!localtime\()\b\w*(?:_at|_time|moment|when|now\(\))\.date\(\)")


def test_no_date_is_taken_from_a_time_in_utc() -> None:
    found = {
        name(path): UTC_DAY.findall(path.read_text())
        for path in python_files(*CODE)
        if UTC_DAY.search(path.read_text())
    }
    assert found == {}
