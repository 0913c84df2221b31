"""Official numbers: checked with a reason in plain words, in the reader's language."""

import re
from datetime import date
from typing import NoReturn

from django.utils.translation import gettext as _
from stdnum.cn import uscc as stdnum_uscc

from compliance.codes.spelling import bare_code

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ENTERPRISE_TYPES = "123456789"
ZONE_TYPES = "123459"
EXPORT_DIRECTION = "0"


class NumberError(ValueError):
    """A number that cannot be right. `reason` names the kind of mistake, str() the sentence."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def check_uscc(number: str) -> str:
    """The normalised USCC (统一社会信用代码, GB 32100-2015); NumberError when it cannot be one."""
    code = bare_code(number)
    _require_length(code, 18, _("A unified social credit code"))
    for place, letter in enumerate(code, start=1):
        if letter not in USCC_ALPHABET:
            _refuse_letter(letter, place)
    if not code[2:8].isdigit():
        _refuse("area", _("Characters 3 to 8 name the area and must be digits."))
    expected = stdnum_uscc.calc_check_digit(code[:17])
    if code[17] != expected:
        _refuse_check_digit(code[17], expected)
    return code


def check_customs_registration(number: str) -> str:
    """The normalised ten-character customs registration code (海关注册编码)."""
    code = bare_code(number)
    _require_length(code, 10, _("A customs registration code"))
    if not re.fullmatch(r"\d{6}[0-9A-Z]{4}", code):
        _refuse(
            "letters",
            _("The first six characters must be digits, the last four letters or digits."),
        )
    if code[4] not in ZONE_TYPES:
        _refuse("zone", _("Character 5 names the kind of zone and must be 1, 2, 3, 4, 5 or 9."))
    if code[5] not in ENTERPRISE_TYPES:
        _refuse("enterprise", _("Character 6 names the kind of enterprise and must be 1 to 9."))
    return code


def compose_declaration_number(customs_office: str, on: date, sequence: int) -> str:
    """An 18-digit export number: 4 customs office, 4 year, 1 direction, 9 sequence. NumberError for
    a sequence that does not fit."""
    number = f"{customs_office}{on.year}{EXPORT_DIRECTION}{sequence:09d}"
    _require_length(number, 18, _("A declaration number"))
    return number


def _require_length(code: str, length: int, subject: str) -> None:
    if len(code) != length:
        sentence = _("%(subject)s has %(length)s characters; this has %(given)s.")
        _refuse("length", sentence % {"subject": subject, "length": length, "given": len(code)})


def _refuse_letter(letter: str, place: int) -> NoReturn:
    sentence = _(
        "Character %(place)s is %(letter)s; only digits and the letters %(letters)s occur."
    )
    letters = USCC_ALPHABET[10:]
    _refuse("letters", sentence % {"place": place, "letter": letter, "letters": letters})


def _refuse_check_digit(given: str, expected: str) -> NoReturn:
    sentence = _(
        "The last character should be %(expected)s, not %(given)s: one character is wrong."
    )
    _refuse("check_digit", sentence % {"expected": expected, "given": given})


def _refuse(reason: str, sentence: str) -> NoReturn:
    raise NumberError(reason, sentence)
