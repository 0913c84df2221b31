"""The body of `manage.py bench_matching`: prints every figure of name matching in one run.

Only what is for reporting is reported; `--develop` measures the other part and prints its misses.
"""

import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from compliance.parties.matching import ALGORITHM, REVIEW, Index, native
from tests.benchmarks.matching import apart, fitting, kept, side_by_side, trade_names
from tests.benchmarks.matching.fifth_style import FIFTH
from tests.benchmarks.matching.first_style import FITTED, Change
from tests.benchmarks.matching.fourth_style import FOURTH
from tests.benchmarks.matching.lists import Published, made_names, of_size, read_names
from tests.benchmarks.matching.measure import (
    RATES,
    SHOWN_FLOOR,
    Measured,
    measure,
    screen_of,
    together,
)
from tests.benchmarks.matching.parts import DEVELOP, REPORT
from tests.benchmarks.matching.second_style import HELD_OUT
from tests.benchmarks.matching.third_style import BLIND
from tests.benchmarks.matching.trials import Case, Trial, alias_trial, make_trial

STYLES: dict[str, Mapping[str, Change]] = {
    "First style": FITTED, "Second style": HELD_OUT, "Third style": BLIND, "Fourth style": FOURTH,
    "Fifth style": FIFTH,
}  # fmt: skip
_ALL = {label: change for style in STYLES.values() for label, change in style.items()}
WHAT = ("person", "company", "vessel", "aircraft", "")
SCRIPTS = ("Chinese", "Latin", "other")
SIZES = (10_000, 65_000, 145_000, 650_000)


def add_arguments(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("listfile", nargs="?", type=Path, help="JSONL with id and names a line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parties", type=int, default=4000, help="made where no file is")
    parser.add_argument("--each", type=int, default=120, help="changed names of each kind")
    parser.add_argument("--clean", type=int, default=4000, help="clean names")
    parser.add_argument("--peer-each", type=int, default=6, help="the same beside the peers")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="names on the list")
    parser.add_argument("--untold", action="store_true", help="nobody says what a name names")
    parser.add_argument("--develop", action="store_true", help="the part to improve on, and misses")
    parser.add_argument("--fit", action="store_true", help="print odds.FITTED for these sizes")
    parser.add_argument("--keep", type=Path, help="a folder in which indexes outlive the run")
    parser.add_argument("--speed", action="store_true", help="only speed and memory by size")
    parser.add_argument("--lists", action="store_true", help="only what many lists cost")
    parser.add_argument("--no-pg", action="store_true", help="without pg_trgm")
    parser.add_argument("--no-peers", action="store_true")


def run(options: dict[str, Any], out: Any) -> None:
    """Measure and print; `out` takes whole lines."""
    path: Path | None = options["listfile"]
    present = path is not None and path.exists()
    parties = options["parties"]
    names = read_names(path) if path and present else made_names(options["seed"], parties)
    what = str(path) if present else f"a list of {parties} parties made here"
    kernel = "native kernel" if native.is_usable() else "plain Python"
    part = DEVELOP if options["develop"] else REPORT
    out.write(
        f"{ALGORITHM}, {kernel}; {what}: {len(names)} names; seed {options['seed']}; part {part}"
    )
    for line in _everything(names, options, part):
        out.write(line)
        out.flush()


def _everything(names: list[Published], options: dict[str, Any], part: str) -> Iterator[str]:
    if options["fit"]:
        yield from fitting.fitted(names, options)
        return
    if options["lists"]:
        yield from apart.figures(names, options["seed"], options["clean"])
        return
    if options["speed"]:
        yield from _sizes(names, options)
        return
    about = {"seed": options["seed"], "clean": options["clean"]}
    styles: list[Measured] = []
    for title, changes in STYLES.items():
        trial = make_trial(names, changes, each=options["each"], **about)
        styles.append(_measured(_of_part(trial, part), options))
        yield from _style(title, styles[-1], options)
    yield from _recall("All styles", together(styles))
    aliases = alias_trial(names, count=options["each"] * 10, **about)
    yield from _style("Published aliases", _measured(_of_part(aliases, part), options), options)
    yield from trade_names.figures(SHOWN_FLOOR)
    if not options["develop"]:
        yield from _sizes(names, options)
    if not options["no_peers"]:
        yield from _side_by_side(names, options, part)


def _of_part(trial: Trial, part: str) -> Trial:
    return Trial(
        trial.listed, tuple(c for c in trial.changed if c.part == part), trial.clean, trial.near
    )


def _measured(trial: Trial, options: dict[str, Any]) -> Measured:
    index = kept.index_of(trial.listed, options["keep"])
    return measure(screen_of(index, told=not options["untold"]), trial)


def _style(title: str, found: Measured, options: dict[str, Any]) -> Iterator[str]:
    yield from _recall(title, found)
    for change in dict.fromkeys(case.change for case in found.trial.changed):
        least = found.threshold(0.01)
        chinese, other = (
            found.recall(least, lambda c, change=change, asian=asian: _is(c, change, asian))
            for asian in (True, False)
        )
        yield f"    {change:40} Chinese {chinese:5.3f}  other {other:5.3f}"
    if options["develop"]:
        yield from _misses(found)


def _is(case: Case, change: str, asian: bool) -> bool:
    return case.change == change and case.chinese == asian


def _recall(title: str, found: Measured) -> Iterator[str]:
    yield f"\n{title}: {len(found.right)} changed, {len(found.false)} clean names"
    for rate in RATES:
        least = found.threshold(rate)
        yield (
            f"  recall at {rate:.1%} false alerts (score {least:.4f}): {found.recall(least):.3f}, "
            f"Chinese {found.recall(least, lambda c: c.chinese):.3f}, "
            f"other {found.recall(least, lambda c: not c.chinese):.3f}; "
            f"of names with one word replaced {found.near_alerts(least):.1%} alert"
        )
    yield (
        f"  at the production floor {REVIEW:.2f}: recall {found.recall(REVIEW):.3f}, "
        f"false alerts {found.alerts(REVIEW):.2%}"
    )
    least = found.threshold(0.01)
    for what in WHAT:
        shown = what or "unknown"
        recall = found.recall(least, lambda c, what=what: c.what == what)
        alerts = found.alerts(REVIEW, lambda c, what=what: c.what == what)
        yield f"    {shown:10} recall at 1.0% {recall:.3f}, false alerts at the floor {alerts:.2%}"
    for script in SCRIPTS:
        recall = found.recall(least, lambda c, script=script: c.script == script)
        alerts = found.alerts(REVIEW, lambda c, script=script: c.script == script)
        yield f"    {script:10} recall at 1.0% {recall:.3f}, false alerts at the floor {alerts:.2%}"


def _misses(found: Measured) -> Iterator[str]:
    """What the part for development misses and what alerts falsely; never of the other part."""
    least = found.threshold(0.01)
    originals: dict[str, list[str]] = {}
    for row in found.trial.listed:
        originals.setdefault(row.entry, []).append(row.name)
    for score, case in zip(found.right, found.trial.changed, strict=True):
        if score < least and case.part == DEVELOP:
            shown = [name for entry in case.targets for name in originals[entry]][:4]
            yield f"MISS {case.change}\t{score:.3f}\t{case.name}\t{shown}"
    for score, case in zip(found.false, found.trial.clean, strict=True):
        if score >= least:
            yield f"FALSE {case.change}\t{score:.3f}\t{case.name}"


def _sizes(names: list[Published], options: dict[str, Any]) -> Iterator[str]:
    for size in options["sizes"]:
        yield from _size(names, size, options)


def _size(names: list[Published], size: int, options: dict[str, Any]) -> Iterator[str]:
    """Speed, memory and the production floor at one size of the list."""
    sized = of_size(names, size, options["seed"])
    each = max(2, options["each"] // 20)
    trial = make_trial(sized, _ALL, seed=options["seed"], each=each, clean=options["clean"])
    with tempfile.TemporaryDirectory() as folder:
        path = kept.path_of(trial.listed, options["keep"] or Path(folder))
        start, is_there = time.perf_counter(), path.exists()
        kept.index_of(trial.listed, path.parent)
        built = "kept" if is_there else f"built in {time.perf_counter() - start:.1f} s"
        before = _memory()
        index = Index.load(path)
        index.search("Warm up Trading")
        yield (
            f"\nList of {len(trial.listed)} names: {built}, file "
            f"{path.stat().st_size / 1e6:.1f} MB (shared, mapped), "
            f"private {_memory() - before:.1f} MB"
        )
        yield _speed(index, trial)
        if options["speed"]:
            return
        yield from _recall(
            f"All styles at {len(trial.listed)} names",
            measure(screen_of(index, told=not options["untold"]), trial),
        )


def _speed(index: Index, trial: Trial) -> str:
    """At the floor in use, processor time of this thread; each name once, in a process that has
    screened as many others before, as a worker has."""
    cases = (*trial.changed, *trial.clean)
    for case in cases[::2]:
        index.search(case.name, kind=case.what)
    spent = []
    for case in cases[1::2]:
        start = time.thread_time()
        index.search(case.name, kind=case.what)
        spent.append(time.thread_time() - start)
    spent.sort()
    half, most = (spent[int(share * len(spent))] * 1e3 for share in (0.5, 0.99))
    speed = len(spent) / sum(spent)
    return f"  {speed:.0f} screens/s/core, p50 {half:.2f} ms, p99 {most:.2f} ms"


def _side_by_side(names: Sequence[Published], options: dict[str, Any], part: str) -> Iterator[str]:
    """Every style on the whole list, then one row for each size of it."""
    how = {
        "told": not options["untold"], "pg": not options["no_pg"], "folder": options["keep"],
    }  # fmt: skip
    each, seed = options["peer_each"], options["seed"]
    clean = max(100, each * 100)
    trial = _of_part(make_trial(names, _ALL, seed=seed, each=each, clean=clean), part)
    styles = {title: tuple(changes) for title, changes in STYLES.items()}
    yield from side_by_side.compared(trial, styles, **how)
    for size in () if options["develop"] else options["sizes"]:
        sized = of_size(names, size, options["seed"])
        few = make_trial(sized, _ALL, seed=seed, each=max(1, each // 3), clean=clean // 2)
        yield from side_by_side.overall(_of_part(few, part), **how)


def _memory() -> float:
    """Private memory of this process in MB (Linux; 0 elsewhere)."""
    path = Path("/proc/self/smaps_rollup")
    if not path.exists():
        return 0.0
    lines = path.read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024
