"""Measures name matching on a list: recall at fixed false alerts, speed, load time and memory."""

import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from compliance.parties.matching import ALGORITHM, Index, native
from compliance.parties.matching.evaluation import peers
from compliance.parties.matching.evaluation.blind import BLIND
from compliance.parties.matching.evaluation.cases import Trial, make_trial
from compliance.parties.matching.evaluation.changes import FITTED, Change
from compliance.parties.matching.evaluation.held_out import HELD_OUT
from compliance.parties.matching.evaluation.lists import made_names, read_names
from compliance.parties.matching.evaluation.measure import RATES, Measured, Screen, measure

SHOWN_FLOOR = 0.5
STYLES = {"First kinds": FITTED, "Second kinds": HELD_OUT, "Kinds of another author": BLIND}


class Command(BaseCommand):
    help = "Measure name matching on a JSONL list beside a rapidfuzz scan and pg_trgm."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("listfile", nargs="?", type=Path, help="JSONL with id and names a line")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--parties", type=int, default=4000, help="made where no file is")
        parser.add_argument("--each", type=int, default=120, help="changed names of each kind")
        parser.add_argument("--clean", type=int, default=4000, help="clean names")
        parser.add_argument("--peer-each", type=int, default=15, help="the same for the peers")
        parser.add_argument("--pg", action="store_true", help="also measure pg_trgm")
        parser.add_argument("--no-peers", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["listfile"]
        present = path is not None and path.exists()
        names = (
            read_names(path)
            if path and present
            else made_names(options["seed"], options["parties"])
        )
        what = str(path) if present else f"a list of {options['parties']} parties made here"
        kernel = "native kernel" if native.is_usable() else "plain Python"
        self.stdout.write(
            f"{ALGORITHM}, {kernel}; {what}: {len(names)} names; seed {options['seed']}"
        )
        for title, changes in STYLES.items():
            self._style(title, names, changes, options)
        if not options["no_peers"]:
            self._peers(names, options)

    def _style(
        self,
        title: str,
        names: Sequence[Any],
        changes: Mapping[str, Change],
        options: dict[str, Any],
    ) -> None:
        trial = make_trial(
            names, changes, seed=options["seed"], each=options["each"], clean=options["clean"]
        )
        with tempfile.TemporaryDirectory() as folder:
            index = self._loaded(trial, Path(folder) / "names.idx")
            self._speed(index, trial)
            found = measure(_screen(index, SHOWN_FLOOR), trial)
        self._recall(title, found)
        for kind in found.kinds():
            chinese, latin = (found.recall(0.01, kind=kind, chinese=c) for c in (True, False))
            self.stdout.write(f"  {kind:18} Chinese {chinese:5.3f}  other {latin:5.3f}")

    def _loaded(self, trial: Trial, path: Path) -> Index:
        start = time.perf_counter()
        Index.build(trial.listed).save(path)
        built = time.perf_counter() - start
        before = _memory()
        start = time.perf_counter()
        index = Index.load(path)
        index.search("Warm up Trading")
        spent = time.perf_counter() - start
        self.stdout.write(
            f"\nbuild {built:.1f} s, file {path.stat().st_size / 1e6:.1f} MB (shared, mapped), "
            f"load and first search {spent * 1e3:.0f} ms, "
            f"private at load {_memory() - before:.1f} MB"
        )
        return index

    def _speed(self, index: Index, trial: Trial) -> None:
        """At the floor in use, each name once, processor time of this thread."""
        before = _memory()
        spent = []
        for case in (*trial.changed, *trial.clean):
            start = time.thread_time()
            index.search(case.name)
            spent.append(time.thread_time() - start)
        spent.sort()
        half, most = (spent[int(share * len(spent))] * 1e3 for share in (0.5, 0.99))
        self.stdout.write(
            f"{len(spent) / sum(spent):.0f} screens/s/core, p50 {half:.2f} ms, p99 {most:.2f} ms; "
            f"private after {len(spent)} searches +{_memory() - before:.1f} MB"
        )

    def _recall(self, title: str, found: Measured) -> None:
        self.stdout.write(f"{title}: {len(found.right)} changed, {len(found.false)} clean names")
        for rate in RATES:
            self.stdout.write(
                f"  recall at {rate:.1%} false alerts (score {found.threshold(rate):.4f}): "
                f"{found.recall(rate):.3f}, Chinese {found.recall(rate, chinese=True):.3f}, "
                f"other {found.recall(rate, chinese=False):.3f}; "
                f"of names with one word replaced {found.near_alerts(rate):.1%} alert"
            )

    def _peers(self, names: Sequence[Any], options: dict[str, Any]) -> None:
        each = options["peer_each"]
        trial = make_trial(names, FITTED, seed=options["seed"] + 1, each=each, clean=each * 40)
        self._peer(
            f"This project, every hit from {SHOWN_FLOOR}",
            _screen(Index.build(trial.listed), SHOWN_FLOOR),
            trial,
        )
        self._peer("rapidfuzz scan", peers.rapidfuzz_scan(trial.listed), trial)
        if options["pg"]:
            with connection.cursor() as cursor:
                self._peer("pg_trgm", peers.pg_trgm(cursor, trial.listed), trial)

    def _peer(self, title: str, screen: Screen, trial: Trial) -> None:
        found = measure(screen, trial)
        self.stdout.write(f"\n{title}: {len(found.times) / sum(found.times):.0f} screens/s")
        self._recall(title, found)


def _screen(index: Index, floor: float) -> Screen:
    def screen(name: str) -> list[tuple[str, float]]:
        return [(hit.entry_id, hit.score) for hit in index.search(name, limit=30, floor=floor)]

    return screen


def _memory() -> float:
    """Private memory of this process in MB (Linux; 0 elsewhere)."""
    path = Path("/proc/self/smaps_rollup")
    if not path.exists():
        return 0.0
    lines = path.read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024
