"""What a mutant changes: cosmic-ray's operators where they make sense here, and three of our own
for what it does not know: cells of tables, statements that have an effect, membership."""

from collections.abc import Iterator, Sequence
from typing import Any

import parso.python.tree as tree
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

COMPARISONS = (
    "Eq_NotEq NotEq_Eq Lt_LtE Lt_Gt LtE_Lt LtE_Gt Gt_GtE Gt_Lt GtE_Gt GtE_Lt Is_IsNot IsNot_Is"
).split()
BINARY = "Add_Sub Sub_Add BitOr_BitAnd BitAnd_BitOr".split()
PLAIN = (
    "AddNot ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd "
    "NumberReplacer ZeroIterationForLoop ReplaceUnaryOperator_Delete_Not"
).split()
COLLECTIONS = ("testlist_comp", "dictorsetmaker")
NO_EFFECT = ("import_name", "import_from", "global_stmt", "string", "strings")


class DropPiece(Operator):
    """Leave out one keyword argument of a call, or one element of a tuple, list, set or dict."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        """Each piece that can go."""
        yield from ((piece[0].start_pos, piece[-1].end_pos) for piece in self._optional(node))

    def mutate(self, node: Any, index: int) -> Any:
        """The call or collection without that piece."""
        gone = self._optional(node)[index]
        kept = [piece for piece in _pieces(node) if piece != gone]
        comma = next((each for each in node.children if _is_comma(each)), None)
        parts = [[*piece, comma] for piece in kept] if comma else kept
        node.children = [each for part in parts for each in part]
        return node

    @classmethod
    def examples(cls) -> Sequence[Any]:
        """None: cosmic-ray's own tests do not see it."""
        return ()

    @staticmethod
    def _optional(node: Any) -> list[list[Any]]:
        kind = getattr(node, "type", "")
        if kind == "arglist":
            return [piece for piece in _pieces(node) if _is_keyword(piece)]
        is_listed = kind in COLLECTIONS and "comp_for" not in node.children[-1].type
        is_listed = is_listed and not _is_of_a_type(node) and not _is_of_exports(node)
        return _pieces(node) if is_listed else []


class DeleteStatement(Operator):
    """Leave out one statement of a function."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        """The statement, if it is one of a function and may have an effect."""
        if getattr(node, "type", "") == "simple_stmt" and _is_in_function(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """`pass` in its place."""
        first = node.get_first_leaf()
        node.children = [tree.Name("pass", first.start_pos, first.prefix), node.children[-1]]
        return node

    @classmethod
    def examples(cls) -> Sequence[Any]:
        """None: cosmic-ray's own tests do not see it."""
        return ()


class FlipIn(Operator):
    """`in` becomes `not in`, and the other way round."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        """Each membership test."""
        yield from ((each.start_pos, each.end_pos) for each in self._tests(node))

    def mutate(self, node: Any, index: int) -> Any:
        """The opposite test."""
        old = self._tests(node)[index]
        word = "in" if old.type == "comp_op" else "not in"
        place = node.children.index(old)
        node.children[place] = tree.Name(word, old.start_pos, " ")
        return node

    @classmethod
    def examples(cls) -> Sequence[Any]:
        """None: cosmic-ray's own tests do not see it."""
        return ()

    @staticmethod
    def _tests(node: Any) -> list[Any]:
        if getattr(node, "type", "") != "comparison":
            return []
        return [
            each for each in node.children if each.get_code().split() in (["in"], ["not", "in"])
        ]


def mutants(source: str) -> Iterator[str]:
    """Every different mutant of a module's source that still compiles."""
    seen = {source}
    for operator in _operators():
        for occurrence in range(10_000):
            mutant = mutate_code(source, operator, occurrence)
            if mutant is None:
                break
            if mutant not in seen and _compiles(mutant):
                yield mutant
            seen.add(mutant)


def _operators() -> Iterator[Operator]:
    yield from (DropPiece(), DeleteStatement(), FlipIn())
    names = [
        *(f"ReplaceComparisonOperator_{name}" for name in COMPARISONS),
        *(f"ReplaceBinaryOperator_{name}" for name in BINARY),
        *PLAIN,
    ]
    yield from (get_operator(f"core/{name}")() for name in names)


def _pieces(node: Any) -> list[list[Any]]:
    found: list[list[Any]] = [[]]
    for child in node.children:
        if _is_comma(child):
            found.append([])
        else:
            found[-1].append(child)
    return [piece for piece in found if piece]


def _is_comma(node: Any) -> bool:
    return getattr(node, "value", "") == ","


def _is_keyword(piece: list[Any]) -> bool:
    node = piece[0]
    return node.type == "argument" and getattr(node.children[1], "value", "") == "="


def _is_in_function(node: Any) -> bool:
    parent = node.parent
    while parent is not None and parent.type not in ("funcdef", "classdef"):
        parent = parent.parent
    if parent is None or parent.type == "classdef":
        return False
    does_something = not _says_nothing(node) and node.get_first_leaf().value != "pass"
    return node.children[0].type not in NO_EFFECT and does_something


def _is_of_a_type(node: Any) -> bool:
    """Whether it stands in a subscript, as the argument types of Callable do."""
    parent = node.parent
    while parent is not None and parent.type not in ("trailer", "funcdef", "classdef"):
        parent = parent.parent
    return parent is not None and parent.children[0].get_code().strip() == "["


def _is_of_exports(node: Any) -> bool:
    """Whether it stands in __all__, which no test reads."""
    parent = node.parent
    while parent is not None and parent.type != "expr_stmt":
        parent = parent.parent
    return parent is not None and parent.get_first_leaf().value == "__all__"


def _says_nothing(node: Any) -> bool:
    """`...`, or `return None` as the last words of a function: without them it does the same."""
    code = node.children[0].get_code().strip()
    following = node.get_last_leaf().get_next_leaf()
    is_last = following is None or (following.start_pos[1] < node.start_pos[1] and _ends(node))
    return code == "..." or (code in ("return None", "return") and is_last)


def _ends(node: Any) -> bool:
    """Whether no statement of the function follows the one it stands in."""
    while node.parent is not None and node.parent.type != "funcdef":
        suite = node.parent
        has_more = suite.type == "suite" and suite.children[-1] is not node
        if has_more or suite.type in ("for_stmt", "while_stmt"):
            return False
        node = suite
    return True


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True
