#!/usr/bin/env python3
"""Django's command line for Gate 49."""

import os
import sys

from django.core.management import execute_from_command_line

DEVELOPERS = {"bench_matching", "fuzz_matching"}
"""Commands that come with the tests and run in their settings."""

if __name__ == "__main__":
    is_for_developers = DEVELOPERS.intersection(sys.argv[1:2])
    settings = "tests.settings" if is_for_developers else "compliance.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    execute_from_command_line(sys.argv)
