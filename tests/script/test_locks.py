"""The locks agree: `script/bootstrap test` installs one of them in place of two."""

import re

from tests.system import ROOT


def test_the_tests_have_all_that_a_trial_has_at_the_same_version() -> None:
    trial, tests = (_locked(f"requirements-{name}.lock") for name in ("trial", "dev"))
    assert len(trial) > 50
    assert trial <= tests


def _locked(name: str) -> set[str]:
    return set(re.findall(r"^[\w.\[\]-]+==[^ \\]+", (ROOT / name).read_text(), re.M))
