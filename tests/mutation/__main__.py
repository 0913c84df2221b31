"""Mutation run: `script/mutate [MODULE…]` changes one thing at a time in a module and runs the
tests that are to notice. A survivor must stand in docs/mutation-survivors.md with its reason; the
exit code is 1 when one does not.

cosmic-ray makes the mutants. Its own runner would start Django and build a database for each; here
everything is collected and set up once, and each mutant lives in a forked process.
"""

import ast
import difflib
import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connections

from compliance.law.rule import CATALOGUE
from tests.mutation.operators import mutants
from tests.mutation.patching import put_in_place
from tests.mutation.plan import PLAN
from tests.mutation.reach import Reach, changed_lines, learn

ROOT = Path(__file__).parents[2]
EXPLAINED = ROOT / "docs" / "mutation-survivors.md"
SECONDS = 240  # of the processor, for all tests of one mutant
PATIENCE = 1200  # seconds on the clock, for one that waits for ever
NO_TEST = -1  # the mutant cannot even be imported
OPTIONS = (
    *("--ds=tests.mutation.settings", "--create-db", "-q", "--tb=no", "-p", "no:cacheprovider"),
    "--timeout=0",  # a whole matrix beside other work takes longer than a test may; SECONDS holds
)


class Module:
    """One module that is mutated, and what came of it."""

    def __init__(self, path: str) -> None:
        self.path, self.source = path, (ROOT / path).read_text()
        self.name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.reach = Reach(self.source)
        self.found = 0
        self.survivors: list[str] = []

    def faces(self, item: pytest.Item) -> bool:
        """Whether the plan has that test notice; not the card of another module's rule."""
        code = getattr(item, "callspec", SimpleNamespace(params={})).params.get("each")
        is_of_rules = self.name in {card.predicate.__module__ for card in CATALOGUE.values()}
        is_card = is_of_rules and isinstance(code, str) and code in CATALOGUE
        is_foreign = is_card and CATALOGUE[code].predicate.__module__ != self.name
        return item.nodeid.startswith(PLAN[self.path]) and not is_foreign


class Mutator:
    """Runs the collected tests over every mutant of some modules instead of once."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.modules = [Module(path) for path in paths]
        self.unexplained = 0
        self.sound: set[int] = set()  # tests known to pass without any mutation

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Without tests that empty the tables, which the next mutant needs filled, and without
        those that face none of the modules."""
        items[:] = [
            each
            for each in items
            if "transactional_db" not in _fixtures_of(each)
            and any(module.faces(each) for module in self.modules)
        ]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Set the database up with the first test that asks for it, then fork for each mutant."""
        asking = [place for place, each in enumerate(session.items) if _asks_for_database(each)]
        _run_item(session, (asking or [0])[0])
        connections.close_all()
        gc.collect()
        gc.freeze()  # what all the children share is not copied for their collector
        self._learn(session)
        for module in self.modules:
            self._mutate(session, module)
        return True

    def _learn(self, session: pytest.Session) -> None:
        """Which tests run which function; of mere tables there is nothing to learn but that a test
        without a database takes least time."""
        for module in self.modules:
            module.reach.seconds = [float(_asks_for_database(each)) for each in session.items]
        reaches = {each.path: each.reach for each in self.modules if each.reach.bodies}
        if not reaches:
            return
        failed = learn(reaches, lambda place: _passes(session, place), len(session.items))
        if failed:
            _stop_for(session, failed[0])
        self.sound.update(range(len(session.items)))

    def _mutate(self, session: pytest.Session, module: Module) -> None:
        started = time.monotonic()
        planned = {place for place, each in enumerate(session.items) if module.faces(each)}
        for mutant in mutants(module.source):
            module.found += 1
            reached = [place for place in module.reach.of(mutant) if place in planned]
            facing = _facing(session, module.reach.row_of(mutant), reached)
            test = self._noticed_by(session, module.name, mutant, facing)
            if test is None:
                module.survivors.append(_as_line(module, mutant))
            else:
                module.reach.noticed[test] += 1
                self._must_be_sound(session, module, test)
        self.unexplained += _tell(module, time.monotonic() - started)

    def _must_be_sound(self, session: pytest.Session, module: Module, test: int) -> None:
        """A test that fails without any mutation as well has noticed nothing."""
        if test != NO_TEST and test not in self.sound:
            if self._noticed_by(session, module.name, module.source, [test]) is not None:
                _stop_for(session, test)
            self.sound.add(test)

    def _noticed_by(
        self, session: pytest.Session, name: str, source: str, tests: Sequence[int]
    ) -> int | None:
        """The first of these tests that fails or never ends over that source; None if none does."""
        with tempfile.NamedTemporaryFile("r+") as told:
            pid = os.fork()
            if pid == 0:
                resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
                os._exit(self._in_child(session, name, source, tests, told.name))
            is_noticed = _failed_in_time(pid)
            return int(told.read() or NO_TEST) if is_noticed else None

    def _in_child(
        self, session: pytest.Session, name: str, source: str, places: Iterable[int], told: str
    ) -> int:
        """Run the tests; the number of the one that runs stands in the file `told`."""
        try:
            put_in_place(name, source)
            for place in places:
                Path(told).write_text(str(place))
                if not _passes(session, place):
                    return 1
        except BaseException:  # noqa: BLE001 - whatever stops the tests is noticed
            return 1
        return 0


def _stop_for(session: pytest.Session, test: int) -> None:
    pytest.exit(f"fails without any mutation: {session.items[test].nodeid}", returncode=2)


def _failed_in_time(pid: int) -> bool:
    """Whether that process ended with a failure, or had to be stopped."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.02)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    return True


def main(asked: Sequence[str]) -> int:
    """Mutate the modules asked for, or all of the plan; print survivors nobody has explained."""
    groups = list(_groups(asked or list(PLAN)))
    return _together(groups[0]) if len(groups) == 1 else max(map(_in_own_process, groups))


def _groups(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """What needs a database shares one, as its tests take long to learn from; modules of the law
    go alone."""
    shared = [path for path in paths if path.startswith("shipments/")]
    yield from filter(None, [shared, *([path] for path in paths if path not in shared)])


def _in_own_process(paths: Sequence[str]) -> int:
    """Django is set up once in a process."""
    command = [sys.executable, "-m", "tests.mutation", *paths]
    return os.spawnv(os.P_WAIT, sys.executable, command)


def _together(paths: Sequence[str]) -> int:
    mutator = Mutator(paths)
    tests = dict.fromkeys(test.partition("::")[0] for path in paths for test in PLAN[path])
    code = pytest.main([*OPTIONS, *tests], plugins=[mutator])
    is_done = code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    return 0 if is_done and not mutator.unexplained else 1


def _tell(module: Module, seconds: float) -> int:
    """Print what came of it; the number of survivors that nobody has explained."""
    explained = EXPLAINED.read_text() if EXPLAINED.exists() else ""
    new = [line for line in module.survivors if line not in explained]
    counts = f"{module.found} mutants, {len(module.survivors)} survived, {len(new)} unexplained"
    print(f"{module.path}: {counts}, {seconds:.0f} s", flush=True)
    for line in new:
        print(f"* {line}", flush=True)
    return len(new)


def _fixtures_of(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", ()))


def _facing(session: pytest.Session, verb: str, places: Sequence[int]) -> list[int]:
    """For a row of the table of moves: first what needs no database, then the tests of its verb,
    never those of other verbs."""
    from shipments.moves import MOVES  # Django is not set up before the tests are collected

    if verb not in MOVES:
        return list(places)
    verbs = {place: _given(session.items[place]) & MOVES.keys() for place in places}
    own = [place for place in places if verb in verbs[place]]
    facing = own + [place for place in places if not verbs[place]]
    return sorted(facing, key=lambda place: _asks_for_database(session.items[place]))


def _given(item: pytest.Item) -> set[str]:
    """The words a test is given, alone or as the first cell of a golden line."""
    given = getattr(item, "callspec", SimpleNamespace(params={})).params.values()
    firsts = (each[0] if isinstance(each, list) else each for each in given)
    return {each for each in firsts if isinstance(each, str)}


def _asks_for_database(item: pytest.Item) -> bool:
    return "db" in _fixtures_of(item) or item.get_closest_marker("django_db") is not None


def _run_item(session: pytest.Session, place: int) -> None:
    """Run one test and take down all it needed but the session, so that any other can follow."""
    item, rest = session.items[place], SimpleNamespace(listchain=lambda: [session])
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=rest)


def _passes(session: pytest.Session, place: int) -> bool:
    """Run that test; whether no test of this process has failed yet."""
    _run_item(session, place)
    return not session.testsfailed


def _as_line(module: Module, mutant: str) -> str:
    """One line that names a mutant for as long as the code around it stays, and no other."""
    before, after = module.source.splitlines(), mutant.splitlines()
    changed = difflib.unified_diff(before, after, n=0, lineterm="")
    marks = [line for line in changed if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    told = " ".join(f"{line[0]} `{line[1:].strip()}`" for line in marks)
    row = module.reach.row_of(mutant)
    first = next(iter(changed_lines(module.source, mutant)))
    return f"{module.path}: {f'{row}: ' if row else _function_at(module.source, first)}{told}"


def _function_at(source: str, line: int) -> str:
    """Innermost function or class that has the line or is decorated there, with a colon; or ""."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    begins = {node: min(node.lineno, *_decorated(node)) for node in found}
    around = [node for node in found if begins[node] <= line <= (node.end_lineno or 0)]
    return f"{max(around, key=lambda node: begins[node]).name}: " if around else ""


def _decorated(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> list[int]:
    return [node.lineno, *(each.lineno for each in node.decorator_list)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
