"""Container numbers by ISO 6346: owner, category, serial number, check digit."""

import re

from django.utils.translation import gettext as _
from stdnum import iso6346

from compliance.codes.spelling import code_text
from compliance.codes.uscc import NumberError

BETWEEN = re.compile(r"[,;，；、\s]+")
WITHIN = re.compile(r"(?<=[A-Z]{4})[ -]?(?=\d)|(?<=\d)[ -](?=\d)")
NUMBER = re.compile(r"[A-Z]{3}[UJZ]\d{7}")


def container_numbers(text: str) -> str:
    """Several numbers with single spaces between, each once: "CSQU3054383 TASU1170000".

    Raises NumberError with the number that cannot be one, SpellingError for letters that no code
    has. The check digit is not looked at: some boxes are painted with a wrong one, and the
    declaration has to name the box as it is.
    """
    plain = WITHIN.sub("", code_text(BETWEEN.sub(" ", text)).upper())
    numbers = dict.fromkeys(BETWEEN.split(plain)) if plain else {}
    for number in numbers:
        if not NUMBER.fullmatch(number):
            sentence = _("%(number)s is no container number: those look like CSQU3054383.")
            raise NumberError("format", sentence % {"number": number[:20]})
    return " ".join(numbers)


def doubts_about(numbers: str) -> list[str]:
    """A sentence for each number whose last digit does not follow from the others."""
    sentence = _(
        "Container %(number)s: its check digit should be %(digit)s. Compare it with the container."
    )
    return [
        sentence % {"number": number, "digit": expected}
        for number in numbers.split()
        if number[-1] != (expected := iso6346.calc_check_digit(number[:-1]))
    ]
