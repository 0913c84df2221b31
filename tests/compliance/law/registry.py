"""How rule tests say which rule they prove: each returns facts, the decorator judges them."""

from collections.abc import Callable
from functools import wraps

from compliance.law.facts import Facts
from compliance.law.rule import CATALOGUE, Effect, Finding, findings_of
from compliance.law.rules import RULE_MODULES

assert RULE_MODULES  # importing them fills the catalogue

FacingTest = Callable[..., Facts]
FIRED: set[str] = set()
SILENT: set[str] = set()


def fires(code: str, effect: Effect | None = None, **params: str) -> Callable[..., Callable]:
    """The rule finds something in the returned facts: with that effect, with these parameters."""
    FIRED.add(code)

    def decorate(test: FacingTest) -> Callable[..., None]:
        @wraps(test)
        def judged(*args: object, **kwargs: object) -> None:
            found = found_by(code, test(*args, **kwargs))
            assert found, f"{code} stayed silent"
            assert {each.effect for each in found} == {int(effect or CATALOGUE[code].effect)}
            for each in found:
                assert params.items() <= each.params.items()

        return judged

    return decorate


def stays_silent(code: str) -> Callable[..., Callable]:
    """The rule finds nothing in the returned facts."""
    SILENT.add(code)

    def decorate(test: FacingTest) -> Callable[..., None]:
        @wraps(test)
        def judged(*args: object, **kwargs: object) -> None:
            assert found_by(code, test(*args, **kwargs)) == []

        return judged

    return decorate


def found_by(code: str, facts: Facts) -> list[Finding]:
    """What that one rule finds, its own dates observed."""
    return list(findings_of(facts, [CATALOGUE[code]]))
