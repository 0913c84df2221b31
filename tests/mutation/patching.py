"""Putting a mutant in the place of a module that others have already imported from.

Functions keep their identity and get the mutant's code; tables are filled anew in place; what else
stands in the module is replaced. What another module computed from it at import stays as it was.
"""

import sys
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from types import FunctionType, ModuleType
from typing import Any

from compliance.law.rule import CATALOGUE

ROOMS = ("compliance.", "shipments.", "enduse.")


def put_in_place(name: str, source: str) -> None:
    """Turn the imported module of that name into the mutant. Raises what its import would raise."""
    module = sys.modules[name]
    mutant = ModuleType(name)
    order = _take_rules_out(name)
    mutant.__dict__.update(
        __file__=module.__file__, __package__=module.__package__, __path__=[], __spec__=None
    )
    exec(compile(source, name, "exec"), mutant.__dict__)
    for key, new in vars(mutant).items():
        if not key.startswith("__"):
            _replace(module, key, vars(module).get(key), new)
    _order_rules(order)
    _fill_moves(name)


def _replace(module: ModuleType, key: str, old: Any, new: Any) -> None:
    if new is old:
        return  # imported by both
    if _function_of(new) and _function_of(old):
        if new.__module__ == module.__name__:
            _take_code(old, new)
    elif isinstance(new, type) and isinstance(old, type):
        if new.__module__ == module.__name__:
            _take_methods(old, new)
    elif isinstance(new, dict) and isinstance(old, dict):
        old.clear()
        old.update(new)
    else:
        setattr(module, key, new)
        _hand_on(key, old, new)


def _hand_on(key: str, old: Any, new: Any) -> None:
    """A constant of the project that others have imported by its name."""
    is_plain = isinstance(old, tuple | frozenset | str | int | Decimal | date)
    for each in [found for name, found in sys.modules.items() if name.startswith(ROOMS)]:
        if is_plain and vars(each).get(key) is old:
            setattr(each, key, new)


def _take_methods(old: type, new: type) -> None:
    if is_dataclass(new):
        old.__dataclass_fields__ = new.__dataclass_fields__  # type: ignore[attr-defined]
    for key, method in vars(new).items():
        if _function_of(method) and _function_of(vars(old).get(key)):
            _take_code(vars(old)[key], method)


def _take_code(old: Any, new: Any) -> None:
    old, new = _function_of(old), _function_of(new)
    if old.__code__.co_freevars != new.__code__.co_freevars:
        raise NotImplementedError(f"{old.__qualname__} closes over something else")
    old.__code__, old.__defaults__ = new.__code__, new.__defaults__
    old.__kwdefaults__ = new.__kwdefaults__


def _function_of(value: Any) -> Any:
    """The innermost function of a decorated one, of a property, a method; None for the rest."""
    for inner in ("__wrapped__", "fget", "func", "__func__"):
        if not isinstance(value, type) and hasattr(value, inner):
            return _function_of(getattr(value, inner))
    return value if isinstance(value, FunctionType) else None


def _take_rules_out(name: str) -> list[str]:
    """Rules register themselves once; free the codes of that module. Returns all codes in order."""
    order = list(CATALOGUE)
    for code in order:
        if CATALOGUE[code].predicate.__module__ == name:
            del CATALOGUE[code]
    return order


def _order_rules(order: list[str]) -> None:
    """The mutant's rules in the places of the old ones; a rule that is gone leaves a gap."""
    rules = {code: CATALOGUE[code] for code in order if code in CATALOGUE}
    CATALOGUE.clear()
    CATALOGUE.update(rules)


def _fill_moves(name: str) -> None:
    """The whole table was made of its pages when they were imported, and that of the officers of
    pages of its own."""
    from shipments.moves import EXPORTER_MOVES, MACHINE_MOVES, MOVES, OFFICER_MOVES, of_officers

    if not name.startswith("shipments.moves.") or not isinstance(MOVES, dict):
        return
    if name != of_officers.__name__:
        pages = [table for key, table in vars(of_officers).items() if _is_page_of_officers(key)]
        rows = {verb: row for page in pages for verb, row in page.items()}
        gone = [verb for verb in OFFICER_MOVES if verb not in rows]
        OFFICER_MOVES.update(rows)  # in the order they had
        for verb in gone:
            del OFFICER_MOVES[verb]
    MOVES.clear()
    MOVES.update({**EXPORTER_MOVES, **MACHINE_MOVES, **OFFICER_MOVES})


def _is_page_of_officers(name: str) -> bool:
    return name.startswith("MOVES_") or name in ("_ON_A_CASE", "_RELEASES", "_OTHER_DECISIONS")
