"""Whether a run has the tests that take minutes."""

import pytest


def has_long_tests(config: pytest.Config) -> bool:
    """What they alone need is imported, made and copied for them alone."""
    return "not long" not in config.option.markexpr
