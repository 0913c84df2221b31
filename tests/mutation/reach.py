"""Which tests run which function of a module, so that a mutant meets only those."""

import ast
import difflib
import json
import os
import tempfile
import warnings
from collections.abc import Callable, Iterable

from coverage import Coverage

Run = Callable[[int], None]


class Reach:
    """What the tests of a module run, learnt from one pass over all of them."""

    def __init__(self, path: str, source: str) -> None:
        self.path, self.source = path, source
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        self.bodies = [
            (node.body[0].lineno, node.end_lineno or 0)
            for node in ast.walk(ast.parse(source))
            if isinstance(node, functions)
        ]
        self.tests_of_line: dict[int, list[int]] = {}

    def learn(self, run: Run, count: int) -> None:
        """Run each test once in a process of its own and keep which lines it came to."""
        with tempfile.NamedTemporaryFile("r+") as told:
            pid = os.fork()
            if pid == 0:
                try:
                    _watch(self.path, run, count, told.name)
                finally:
                    os._exit(0)  # the parent takes the database down
            os.waitpid(pid, 0)
            lines = json.load(told)
        self.tests_of_line = {int(line): [int(test) for test in lines[line]] for line in lines}

    def of(self, mutant: str) -> list[int] | None:
        """The tests that run the functions a mutant changes; None for all, outside of functions."""
        found: set[int] = set()
        for line in _changed(self.source, mutant):
            inner = [body for body in self.bodies if body[0] <= line <= body[1]]
            if not inner:
                return None
            first, last = max(inner)
            for each in range(first, last + 1):
                found.update(self.tests_of_line.get(each, ()))
        return sorted(found)


def _watch(path: str, run: Run, count: int, told: str) -> None:
    warnings.simplefilter("ignore")  # a table of moves runs no line after its import
    coverage = Coverage(data_file=None, config_file=False, include=[path])
    coverage.start()
    for place in range(count):
        coverage.switch_context(str(place))
        run(place)
    coverage.stop()
    data = coverage.get_data()
    contexts = data.contexts_by_lineno(os.path.abspath(path))
    lines = {line: [name for name in names if name] for line, names in contexts.items()}
    with open(told, "w") as file:
        json.dump(lines, file)


def _changed(source: str, mutant: str) -> Iterable[int]:
    """Numbers of the lines of the source that a mutant changes or leaves out, from 1."""
    match = difflib.SequenceMatcher(None, source.splitlines(), mutant.splitlines(), autojunk=False)
    for kind, first, last, _from, _to in match.get_opcodes():
        if kind != "equal":
            yield from range(first + 1, max(last, first + 1) + 1)
