"""The tests' settings over a database of their own, so that both can run at once."""

from tests.settings import *  # noqa: F403

DATABASES["default"]["TEST"] = {"NAME": "test_gate49_mutants"}  # noqa: F405
