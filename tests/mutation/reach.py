"""Which tests run which function of a module, so that a mutant meets only those, and which of them
are likely to notice soon."""

import ast
import difflib
import json
import os
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from coverage import Coverage, CoverageData

Run = Callable[[int], bool]


class Reach:
    """What the tests of a module run, learnt from one pass over all of them."""

    def __init__(self, source: str) -> None:
        self.source = source
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        self.bodies = [
            (node.body[0].lineno, node.end_lineno or 0)
            for node in ast.walk(ast.parse(source))
            if isinstance(node, functions)
        ]
        self.rows = dict(_rows(source))
        self.tests_of_line: dict[int, list[int]] = {}
        self.seconds: list[float] = []
        self.noticed: Counter[int] = Counter()

    def of(self, mutant: str) -> list[int]:
        """The tests that run the functions a mutant changes, or all for one outside of functions:
        what noticed most mutants before comes first, then what takes least time."""
        found = self._reaching(mutant)
        return sorted(found, key=lambda test: (-self.noticed[test], self.seconds[test]))

    def row_of(self, mutant: str) -> str:
        """The key of the row of a table that holds all of what a mutant changes; or ""."""
        rows = {self.rows.get(line, "") for line in changed_lines(self.source, mutant)}
        return rows.pop() if len(rows) == 1 else ""

    def _reaching(self, mutant: str) -> set[int]:
        found: set[int] = set()
        for line in changed_lines(self.source, mutant):
            inner = [body for body in self.bodies if body[0] <= line <= body[1]]
            if not inner:
                return set(range(len(self.seconds)))
            first, last = max(inner)
            for each in range(first, last + 1):
                found.update(self.tests_of_line.get(each, ()))
        return found


def _rows(source: str) -> Iterable[tuple[int, str]]:
    """Every line of a row of a table that stands in the module, with the row's key."""
    tables = [node.value for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    for table in (each for each in tables if isinstance(each, ast.Dict)):
        for key, row in zip(table.keys, table.values, strict=True):
            if isinstance(key, ast.Constant):
                lines = range(key.lineno, (row.end_lineno or 0) + 1)
                yield from ((line, str(key.value)) for line in lines)


def learn(reaches: Mapping[str, Reach], run: Run, count: int) -> list[int]:
    """Run each test once in a process of its own and keep, for each path, which lines it came to;
    the numbers of those to which `run` said no."""
    with tempfile.NamedTemporaryFile("r+") as told:
        pid = os.fork()
        if pid == 0:
            try:
                _watch(list(reaches), run, count, told.name)
            finally:
                os._exit(0)  # the parent takes the database down
        os.waitpid(pid, 0)
        failed, seconds, lines = json.load(told)
    for path, reach in reaches.items():
        reach.seconds = seconds
        reach.tests_of_line = {int(line): list(map(int, lines[path][line])) for line in lines[path]}
    return [int(test) for test in failed]


def _watch(paths: list[str], run: Run, count: int, told: str) -> None:
    warnings.simplefilter("ignore")  # a table of moves runs no line after its import
    coverage = Coverage(data_file=None, config_file=False, include=paths)
    seconds: list[float] = []
    failed: list[int] = []
    coverage.start()
    for place in range(count):
        coverage.switch_context(str(place))
        began = time.perf_counter()
        if not run(place):
            failed.append(place)
        seconds.append(time.perf_counter() - began)
    coverage.stop()
    lines = {path: _tests_of(coverage.get_data(), path) for path in paths}
    with open(told, "w") as file:
        json.dump([failed, seconds, lines], file)


def _tests_of(data: CoverageData, path: str) -> dict[int, list[str]]:
    contexts = data.contexts_by_lineno(os.path.abspath(path))
    return {line: [name for name in names if name] for line, names in contexts.items()}


def changed_lines(source: str, mutant: str) -> Iterable[int]:
    """Numbers of the lines of the source that a mutant changes or leaves out, from 1."""
    match = difflib.SequenceMatcher(None, source.splitlines(), mutant.splitlines(), autojunk=False)
    for kind, first, last, _from, _to in match.get_opcodes():
        if kind != "equal":
            yield from range(first + 1, max(last, first + 1) + 1)
