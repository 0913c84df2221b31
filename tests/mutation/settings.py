"""The tests' settings over a database of this run's own, so that several can go on at once."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["TEST"] = {"NAME": f"test_gate49_mutants_{os.getpid()}"}  # noqa: F405
