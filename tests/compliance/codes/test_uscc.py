"""Official numbers are taken or refused with the reason a person can act on."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from compliance.codes.uscc import (
    USCC_ALPHABET,
    NumberError,
    check_customs_registration,
    check_uscc,
    compose_declaration_number,
)

REAL = "91110000600037341L"


def refusal(check: Callable[[str], str], number: str) -> NumberError:
    with translation.override("en"), pytest.raises(NumberError) as refused:
        check(number)
    return refused.value


def test_a_real_number_is_taken_however_it_is_pasted() -> None:
    assert check_uscc(REAL) == REAL
    assert check_uscc(" 9111 0000-6000 37341l ") == REAL
    assert check_uscc("９１１１００００６０００３７３４１Ｌ") == REAL


@pytest.mark.parametrize(
    ("number", "reason", "words"),
    [
        ("", "length", "has 18 characters; this has 0"),
        (REAL[:-1], "length", "this has 17"),
        ("9111000060003734IL", "letters", "Character 17 is I"),
        ("91110000600037341K", "check_digit", "should be L, not K"),
        ("91A10000600037341L", "area", "Characters 3 to 8"),
        ("Ж1110000600037341L", "letters", "Character 1"),
    ],
)
def test_a_wrong_uscc_is_refused_with_its_mistake(number: str, reason: str, words: str) -> None:
    error = refusal(check_uscc, number)
    assert error.reason == reason
    assert words in str(error)


@given(st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_any_one_wrong_character_is_noticed(place: int, letter: str) -> None:
    changed = REAL[:place] + letter + REAL[place + 1 :]
    if changed == REAL:
        assert check_uscc(changed) == REAL
        return
    with pytest.raises(NumberError):
        check_uscc(changed)


@pytest.mark.parametrize("number", ["4403160ABC", "1101910001", "5301260123"])
def test_a_customs_registration_code_has_area_zone_kind_and_serial(number: str) -> None:
    assert check_customs_registration(number) == number


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("440316012", "length"),
        ("44031601234", "length"),
        ("44X3160123", "letters"),
        ("4403660123", "zone"),
        ("4403100123", "enterprise"),
    ],
)
def test_a_wrong_customs_registration_code_is_refused(number: str, reason: str) -> None:
    assert refusal(check_customs_registration, number).reason == reason


def test_a_declaration_number_is_made_of_office_year_direction_and_sequence() -> None:
    number = compose_declaration_number("5301", date(2026, 11, 23), 42)
    assert number == "530120260000000042"


def test_a_sequence_that_does_not_fit_is_refused() -> None:
    with pytest.raises(NumberError):
        compose_declaration_number("5301", date(2026, 1, 1), 10**9)
