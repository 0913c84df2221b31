"""A table of cases that take microseconds is one test: pytest needs milliseconds for each."""

from collections.abc import Callable, Collection
from functools import wraps
from inspect import Signature
from typing import Any


def every_row(
    rows: Collection[Any], name: Callable[[Any], str] = str
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """The test for every row, which says by `name` which went wrong and how. A plain tuple is
    handed over as so many arguments."""

    def decorate(test: Callable[..., None]) -> Callable[[], None]:
        @wraps(test)
        def for_every_row() -> None:
            assert rows, "a table without rows tests nothing"
            wrong = [said for row in rows if (said := _said(test, row, name))]
            assert not wrong, "\n\n".join(wrong)

        vars(for_every_row)["__signature__"] = Signature()  # or pytest looks for fixtures
        return for_every_row

    return decorate


def _said(test: Callable[..., None], row: Any, name: Callable[[Any], str]) -> str:
    """What went wrong with that row; empty when nothing did."""
    try:
        test(*row) if type(row) is tuple else test(row)
    except AssertionError as error:
        return f"{name(row)}: {error}"
    except Exception as error:
        error.add_note(name(row))
        raise
    return ""
