"""Clicks, keystrokes and pages of a first and a repeat filing: script/bench-filing.

Starts an installation of its own, files one line of goods from nothing, then the same again as a
copy, and prints what the hands did beside the goals (exit code 1 when one is missed).
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.system import System

GOALS = {"first": {"clicks": 110}, "repeat": {"clicks": 25, "keystrokes": 60}}


def main() -> int:
    """Measure both, print one line a figure."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    django.setup()
    from tests.benchmarks.hands import CountedPerson, measure
    from tests.browser import open_browser

    with tempfile.TemporaryDirectory(prefix="g49-hands-") as folder, sync_playwright() as browsers:
        system = System(Path(folder) / "home", GATE49_LOG_LEVEL="ERROR")
        system.start()
        browser = open_browser(browsers)
        try:
            person = CountedPerson(browser, system.url, "exporter3", "en")
            measured = measure(person, Path(folder))
        finally:
            browser.close()
            system.stop()
    return 0 if report(measured, print) else 1


def report(measured: dict[str, dict[str, int]], say: Callable[[str], None]) -> bool:
    """One line a figure beside its goal; whether all goals are met."""
    is_met = True
    for name, hands in measured.items():
        for what, number in hands.items():
            goal = GOALS[name].get(what)
            verdict = "" if goal is None else f"(goal ≤ {goal})  "
            verdict += "" if goal is None else "ok" if number <= goal else "MISSED"
            is_met &= goal is None or number <= goal
            say(f"{name} filing, {what:<12} {number:>6}  {verdict}".rstrip())
    return is_met


if __name__ == "__main__":
    sys.exit(main())
