"""The tests' own tables: no row is passed over, and who reads the failure finds the row."""

import pytest

from tests.rows import every_row


def small(number: int) -> None:
    assert number < 3


def test_each_row_that_is_wrong_is_named_and_the_others_are_not() -> None:
    with pytest.raises(AssertionError) as caught:
        every_row([1, 5, 2, 7], name=lambda number: f"number {number}")(small)()
    assert "number 5" in str(caught.value)
    assert "number 7" in str(caught.value)
    assert "number 1" not in str(caught.value)


def test_rows_that_are_right_pass_and_a_tuple_is_so_many_arguments() -> None:
    seen = []
    every_row([(1, 2), (3, 4)])(lambda first, second: seen.append(first * second))()
    assert seen == [2, 12]


def test_a_table_without_rows_passes_nothing() -> None:
    with pytest.raises(AssertionError, match="without rows"):
        every_row([])(small)()


def test_what_breaks_off_says_at_which_row() -> None:
    with pytest.raises(TypeError) as caught:
        every_row(["a word"])(small)()
    assert "a word" in caught.value.__notes__
