"""The site's own settings; the tests only choose another home and a cheap password hash."""

import os
from pathlib import Path

os.environ.setdefault("GATE49_HOME", str(Path(__file__).parents[1] / ".gate49" / "test"))
os.environ.setdefault("GATE49_SECRET_KEY", "only-for-tests-" + "0123456789" * 4)

from compliance.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Pages name their static files without a collected manifest.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
