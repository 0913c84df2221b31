"""Container numbers: how they are written, and their check digit by ISO 6346."""

import re

import pytest
from django.utils import translation

from compliance.codes.containers import container_numbers, doubts_about
from compliance.codes.uscc import NumberError

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VALUES = [number for number in range(10, 39) if number % 11]


def check_digit(ten: str) -> int:
    """As the standard tells it: letters are 10 to 38 without multiples of 11, places weigh 2^n."""
    table = dict(zip(LETTERS, VALUES, strict=True)) | {str(n): n for n in range(10)}
    return sum(table[sign] * 2**place for place, sign in enumerate(ten)) % 11 % 10


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("CSQU3054383", "CSQU3054383"),
        ("csqu 305438 3", "CSQU3054383"),
        ("CSQU-305438-3", "CSQU3054383"),
        ("ＣＳＱＵ３０５４３８３", "CSQU3054383"),
        ("CSQU3054383，TASU1170000、 CSQU3054383", "CSQU3054383 TASU1170000"),
        ("CSQU3054383;\nTASU1170000\n", "CSQU3054383 TASU1170000"),
        ("CSQU3054384", "CSQU3054384"),
    ],
)
def test_numbers_are_written_alike_however_they_are_typed(typed: str, kept: str) -> None:
    assert container_numbers(typed) == kept


@pytest.mark.parametrize(
    "typed", ["CSQX3054383", "CSQU305438", "CSQU30543833", "EVER CALM", "45G1"]
)
def test_what_cannot_be_a_container_is_refused_by_name(typed: str) -> None:
    with pytest.raises(NumberError, match=re.escape(typed.split()[0])):
        container_numbers(f"TASU1170000 {typed}")


@pytest.mark.parametrize(
    "ten", ["CSQU305438", "TASU117000", "MSKU907032", "OOLU000001", "HLXZ999999"]
)
def test_the_digit_that_follows_is_not_doubted_and_the_nine_others_are(ten: str) -> None:
    right = check_digit(ten)
    undoubted = [digit for digit in range(10) if not doubts_about(f"{ten}{digit}")]
    assert undoubted == [right]


def test_the_example_of_the_standard_ends_in_three() -> None:
    assert doubts_about("CSQU3054383") == []
    with translation.override("en"):
        (doubt,) = doubts_about("CSQU3054383 CSQU3054384")
    assert doubt.startswith("Container CSQU3054384: its check digit should be 3.")
