"""The site's own settings; the tests only choose another home and a cheap password hash."""

import os
import re
from pathlib import Path

os.environ.setdefault("GATE49_HOME", str(Path(__file__).parents[1] / ".gate49" / "test"))
os.environ.setdefault("GATE49_SECRET_KEY", "only-for-tests-" + "0123456789" * 4)

from compliance.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks"]  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tests own their database: they take triggers off and empty tables.
DATABASES["default"].update(DATABASE_OWNER)  # noqa: F405
AUDIT_ANCHORS = GATE49_HOME / "no-audit-heads"  # noqa: F405 - tests that keep heads set their own
PAPER_SIGNING = {**PAPER_SIGNING, "on": False}  # noqa: F405 - a fixture turns it on
CLOCK_SKEW_SECONDS = 0  # tests travel in time; one test of its own sets it

# Pages name their static files without a collected manifest, and nobody collects or lists them.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

# Each process of a parallel run counts tries and forgets them in a Redis database of its own.
_PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["LOCATION"] = re.sub(  # noqa: F405
    r"(db=|/)1$",
    rf"\g<1>{1 + _PROCESS}",
    CACHES["default"]["LOCATION"],  # noqa: F405
)
