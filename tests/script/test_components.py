"""The parts of the site are listed by a command: bill of materials, licences, weaknesses."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


def test_every_part_is_in_the_bill_and_has_a_licence_that_goes_with_ours(tmp_path: Path) -> None:
    bill = tmp_path / "bill.json"
    done = subprocess.run(
        ["script/components", str(bill)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    locked = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.lock").read_text(), re.M)
    told = json.loads(bill.read_text())
    assert told["bomFormat"] == "CycloneDX"
    assert {(each["name"], each["version"]) for each in told["components"]} >= set(locked)
    assert all(f"\n {name} " in done.stdout or f"\n{name} " in done.stdout for name in ["Django"])
    assert "Known weaknesses" in done.stdout
