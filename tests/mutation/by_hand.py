"""Mutations of the first trial that the tests let pass. `python -m tests.mutation.by_hand` makes
each in a copy of the program and says which test notices. They add a cell to a table or bend one,
which no operator does. The exit code is 1 when one is noticed by none.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_COPIED = shutil.ignore_patterns(".git", ".gate49", ".venv", ".mypy_cache", ".ruff_cache")
EFFECTS = "tests/shipments/moves/test_effects.py"
PERMISSIONS = "tests/shipments/moves/test_permissions.py"
ROUND_TRIP = "tests/shipments/test_round_trip.py"
EXPORTERS, MACHINE = "shipments/moves/of_exporters.py", "shipments/moves/of_the_machine.py"
OFFICERS, AFTER = "shipments/moves/of_officers.py", "shipments/moves/after_release.py"


@dataclass(frozen=True)
class ByHand:
    """Within the part of a module that begins with `row`, `old` becomes `new`."""

    what: str
    path: str
    row: str
    old: str
    new: str
    tests: str

    def mutant(self, source: str) -> str:
        """The module's source with that change. Raises ValueError where it cannot be made."""
        before, row, after = source.partition(self.row)
        if not row or self.old not in after:
            raise ValueError(f"{self.what}: {self.path} has changed")
        return before + row + after.replace(self.old, self.new, 1)


TRIED = (
    ByHand("a refused case is closed", AFTER, '"close"', "{Status.RELEASED}",
           "{Status.RELEASED, Status.REFUSED}", PERMISSIONS),
    ByHand("a released one is withdrawn", EXPORTERS, '"withdraw"', "*OPEN}",
           "*OPEN, Status.RELEASED}", PERMISSIONS),
    ByHand("a held one cannot be refused", OFFICERS, '"refuse"', "OPEN,", "{Status.IN_REVIEW},",
           EFFECTS),
    ByHand("refuse leaves the hold open", OFFICERS, '"refuse"', "closes=OpenEnd,",
           "closes={OpenEnd.PROPOSAL},", EFFECTS),
    ByHand("an answer raises no version", EXPORTERS, '"answer"', 'name=_("Hold answered")',
           'name=_("Hold answered"), raises_version=False', EFFECTS),
    ByHand("a new screening keeps the old gravity", "shipments/screening/actions.py", "def _store",
           "gravity=run.evaluation.gravity, ", "", EFFECTS),
    ByHand("a match is judged over a claim", OFFICERS, '"judge_hit"', "guards=(not_taken,),", "",
           PERMISSIONS),
    ByHand("screened again over a claim", MACHINE, '"rescreen"', "guards=(not_taken,),", "",
           PERMISSIONS),
    ByHand("withdraw keeps the claim", EXPORTERS, '"withdraw"', "claim=Claim.ENDS,", "", EFFECTS),
    ByHand("lift drops the claim", OFFICERS, '"lift"', "Claim.TAKEN", "Claim.ENDS", EFFECTS),
    ByHand("clear leaves no decided_at", MACHINE, '"clear"', "decided=Decided.NOW,", "", EFFECTS),
    ByHand("sealed with a fallback key", "compliance/audit/log.py", "def seal_of",
           '_signer().signature(f"{seq}:{hash_}")',
           '_signer().signature(f"{seq}:{hash_}", key=_signer().fallback_keys[-1])',
           "tests/compliance/audit/test_seal.py"),
    ByHand("a licence's value cannot be drawn to the last cent", "shipments/licences/balance.py",
           "def _take_value", "value > licence", "value >= licence",
           "tests/shipments/licences/test_balance.py"),
    *(
        ByHand(f"{name} is not frozen", "compliance/declared/dictionary.py", "def frozen",
               "in self.values():", f'in (f for f in self.values() if f.name != "{name}"):',
               ROUND_TRIP)
        for name in ("lot_numbers", "aeo_code")
    ),
    ByHand("the API does not know voyage_no", "shipments/api/serializers.py", "ContentSerializer",
           "(*HEADER,", '(*(name for name in HEADER if name != "voyage_no"),', ROUND_TRIP),
)  # fmt: skip


def main() -> int:
    """Make each mutation, run its tests until one fails, and say which."""
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED, symlinks=True)
        if test := _first_failure(copy, *{tried.tests for tried in TRIED}):
            print(f"fails without any mutation: {test}")
            return 2
        for tried in TRIED:
            test = _noticed_by(tried, copy)
            unnoticed += not test
            print(f"* {tried.what}: {test or 'NOTICED BY NO TEST'}", flush=True)
    return min(unnoticed, 1)


def _noticed_by(tried: ByHand, copy: Path) -> str:
    """The first test that fails over it; "" if none does."""
    module = copy / tried.path
    source = module.read_text()
    module.write_text(tried.mutant(source))
    try:
        return _first_failure(copy, tried.tests)
    finally:
        module.write_text(source)


def _first_failure(copy: Path, *tests: str) -> str:
    command = (sys.executable, "-m", "pytest", "--reuse-db", "-qx", "--tb=no", "-rfE", *tests)
    home = os.environ.get("GATE49_HOME", str(ROOT / ".gate49" / "test"))
    environment = {**os.environ, "GATE49_HOME": home, "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    found = re.search(r"^(?:FAILED|ERROR) (\S+)", told.stdout, re.M)
    return found[1] if found else ""


if __name__ == "__main__":
    sys.exit(main())
