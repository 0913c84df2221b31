"""Every sentence the site can show has its Chinese, and none of it is doubtful."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CATALOGUE = Path("compliance/locale/zh_Hans/LC_MESSAGES/django.po")


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template with all sentences of the code, gathered in a copy of it."""
    copy = tmp_path_factory.mktemp("source")
    for folder in ("compliance", "enduse", "shipments", "templates"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("*.po", "*.mo"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    gather = [sys.executable, "manage.py", "makemessages", "--locale=zh_Hans", "--keep-pot"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "compliance.settings"}
    done = subprocess.run(gather, cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(copy.rglob("django.pot"))


def test_every_sentence_is_translated(sentences: Path) -> None:
    compare = ["msgcmp", str(ROOT / CATALOGUE), str(sentences)]
    done = subprocess.run(compare, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_catalogue_keeps_every_placeholder() -> None:
    check = ["msgfmt", "--check", "--output-file=/dev/null", str(ROOT / CATALOGUE)]
    done = subprocess.run(check, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_nobody_calls_gettext_by_a_name_the_gatherer_does_not_know() -> None:
    sources = [
        path
        for folder in ("compliance", "enduse", "shipments")
        for path in (ROOT / folder).rglob("*.py")
    ]
    aliases = re.compile(r"import \w*gettext\w* as (?!_\b)")
    assert [str(path) for path in sources if aliases.search(path.read_text(encoding="utf-8"))] == []
