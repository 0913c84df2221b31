"""Faults while declarations come in, with real processes: what was filed, lost, doubled, stuck, and
how many seconds it took until all was drained.

    .venv/bin/python -m tests.faults.under_load --shipments 160 --declarations 10000 [--fault NAME]…

Both are shared out among the faults; each strikes when a third of its share is in. `shipments` are
filed over HTTP, with a paper asked for each; `declarations` beside them by the same actions without
HTTP, without papers.
Exit code 1 when anything was lost, doubled or stuck. A full disk takes root, a jump of the clock
a C compiler: without them those are not played, and the table says so.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()


from tests.faults.crowd import Crowd  # noqa: E402
from tests.faults.filer import Filer  # noqa: E402
from tests.faults.kinds import FAULTS, Scene, is_playable  # noqa: E402
from tests.faults.machine import Disk, clock_in, has_disks  # noqa: E402
from tests.system import System, wait_until  # noqa: E402

AT_ONCE = 4
PATIENCE = 600  # seconds for one share to drain, and so many more a declaration
PATIENCE_EACH = 3
UNSCREENED = "SELECT count(*) FROM shipments_shipment WHERE status = 'screening'"
UNPRINTED = "SELECT count(*) FROM shipments_document WHERE state IN ('queued', 'rendering')"
FAILED = "SELECT count(*) FROM shipments_document WHERE state = 'failed'"
# A day that came or went may have cases screened again, which the log then tells.
SCREENED_TWICE = """
    SELECT count(*) FROM (
        SELECT s.reference FROM shipments_screening JOIN shipments_shipment s ON s.id = shipment_id
        WHERE starts_with(contract_no, 'BENCH-') GROUP BY s.reference, revision_id
        HAVING count(*) > 1 + (SELECT count(*) FROM audit_event WHERE verb = 'rescreen'
                               AND subject = 'shipment:' || s.reference)) AS twice
"""
PRINTED_TWICE = """
    SELECT count(*) FROM (
        SELECT detail->>'document' FROM audit_event WHERE verb = 'document_ready'
        GROUP BY 1 HAVING count(*) > 1) AS twice
"""
UNPRINTED_OF = """
    SELECT count(*) FROM unnest(%s::text[]) AS filed(reference)
    JOIN shipments_shipment s USING (reference)
    WHERE NOT EXISTS (SELECT 1 FROM shipments_document d
                      WHERE d.shipment_id = s.id AND d.state = 'ready')
"""
MISSING = """
    SELECT count(*) FROM unnest(%s::text[]) AS filed(reference)
    LEFT JOIN shipments_shipment s USING (reference)
    WHERE s.id IS NULL OR s.status = 'draft'
        OR NOT EXISTS (SELECT 1 FROM audit_event e
                       WHERE e.verb = 'submit' AND e.subject = 'shipment:' || s.reference)
"""


VERIFY = """
from compliance.audit.verification import verify
print("." + (",".join(sorted({fault.kind for fault in verify().faults})) or "whole"))
"""
# Once the whole machine's clock was ahead, events bear the last wrong moment until it has come.
GOOD_LOGS = ("whole", "ahead")


@dataclass(frozen=True)
class Outcome:
    """What became of one share."""

    fault: str
    filed: int
    refused: int
    lost: int
    doubled: int
    stuck: int
    log: str
    filing: float
    drained: float

    @property
    def is_good(self) -> bool:
        """Nothing was lost, done twice or left behind, and log and rows tell the same."""
        return self.log in GOOD_LOGS and not (self.lost or self.doubled or self.stuck)

    def __str__(self) -> str:
        return (
            f"{self.fault:<18} {self.filed:>5} {self.refused:>7} {self.lost:>4} {self.doubled:>7}"
            f" {self.stuck:>5} {self.log:>6} {self.filing:>9.1f}"
            f" {self.drained:>8.1f}"
        )


HEADING = "fault              filed refused lost doubled stuck    log s to file  s drain"


def main() -> int:
    """Play the faults, print a row each."""
    asked = _arguments()
    with ExitStack() as machine:
        scene = _scene(machine)
        outcomes = list(_outcomes(scene, asked))
    return 0 if all(each.is_good for each in outcomes) else 1


def _verify(system: System) -> str:
    """What is wrong with the log and the rows it tells of, in words; "" for nothing."""
    return system.manage("shell", "-c", VERIFY).strip().splitlines()[-1].strip(".")


def _scene(machine: ExitStack) -> Scene:
    """A running installation on a disk and a clock of its own, as far as they can be had here."""
    folder = Path(tempfile.mkdtemp(prefix="g49u-"))
    home, documents = folder / "home", folder / "home/media"
    is_root = has_disks()
    disk = machine.enter_context(Disk(home).mounted()) if is_root else None
    papers = machine.enter_context(Disk(documents).mounted()) if is_root else None
    clock = clock_in(folder)
    folder.chmod(0o711)  # PostgreSQL is somebody else there
    told = {"GATE49_SWEEP_SECONDS": "2", "GATE49_LEASE_SECONDS": "5", "GATE49_TASK_SECONDS": "30"}
    system = System(home, **told, **(clock.environment if clock else {}))
    machine.callback(_keep_logs, home)
    machine.callback(system.stop)
    system.start()
    return Scene(system, disk, papers, clock)


def _keep_logs(home: Path) -> None:
    """Beside the home, whose disk is about to go."""
    for log in home.glob("*.log"):
        shutil.copy(log, home.parent)


def _outcomes(scene: Scene, asked: argparse.Namespace) -> Iterator[Outcome]:
    share = max(asked.shipments // len(asked.fault), AT_ONCE)
    silent = asked.declarations // len(asked.fault)
    beyond = share * len(asked.fault)
    print(HEADING, flush=True)
    for turn, name in enumerate(asked.fault):
        if not is_playable(name, scene):
            print(f"{name:<18} not played: this machine does not allow it", flush=True)
            continue
        first = beyond + turn * silent
        numbers = range(turn * share, (turn + 1) * share)
        each = _play(scene, name, numbers, range(first, first + silent))
        print(each, flush=True)
        yield each


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shipments", type=int, default=160)
    reader.add_argument("--declarations", type=int, default=0)
    reader.add_argument("--fault", action="append", choices=list(FAULTS))
    found = reader.parse_args()
    found.fault = found.fault or list(FAULTS)
    return found


def _play(scene: Scene, name: str, numbers: range, silent: range) -> Outcome:
    """File the share, strike in the midst of it, wait until nothing is left to do."""
    system = scene.system
    before, failed = _doubled(system), _count(system, FAILED)
    third = len(numbers) // 3
    patience = PATIENCE + PATIENCE_EACH * len(silent)
    filer, crowd = Filer(system.url, patience), Crowd(system, silent)
    with ThreadPoolExecutor(AT_ONCE) as people:
        drafts = list(people.map(filer.file, numbers[:third]))
        crowd.wait_for(len(silent) // 3, patience)
        later = [people.submit(filer.file, number) for number in numbers[third:]]
        struck = time.monotonic()
        FAULTS[name](scene)
        drafts += [each.result() for each in later]
    crowd.finish(patience)
    filed = time.monotonic()
    stuck = _drain(system, patience)
    return Outcome(
        fault=name,
        filed=len(drafts) + len(crowd.references),
        refused=filer.refused + crowd.refused,
        lost=_lost(system, drafts, crowd.references),
        doubled=_doubled(system) - before,
        stuck=stuck - failed,
        filing=filed - struck,
        drained=time.monotonic() - filed,
        log=_verify(system),
    )


def _lost(system: System, printed: list[str], silent: list[str]) -> int:
    """Of all: not with customs, or a draft twice; of the printed: without their paper."""
    filed = [*printed, *silent]
    return (
        len(filed)
        - len(set(filed))
        + _count(system, MISSING, filed)
        + _count(system, UNPRINTED_OF, printed)
    )


def _doubled(system: System) -> int:
    return _count(system, SCREENED_TWICE) + _count(system, PRINTED_TWICE)


def _drain(system: System, patience: int) -> int:
    """How much is still left to do when patience ends; papers that failed for good count, too."""

    def left() -> int:
        return _count(system, UNSCREENED) + _count(system, UNPRINTED)

    try:
        wait_until(lambda: left() == 0, patience, "not drained")
    except AssertionError:
        return left() + _count(system, FAILED)
    return _count(system, FAILED)


def _count(system: System, query: str, *parameters: object) -> int:
    """Also while the database is coming back."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return int(system.sql(query, *parameters)[0][0])
        except Exception:  # whatever a database says while it starts
            if time.monotonic() > end:
                raise
            time.sleep(1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main())
