"""Where HTTPS is spoken: people are led on from HTTP, programs are told. And values from files."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[1]
TELL = "import django; django.setup(); from django.conf import settings; print(settings.SECRET_KEY)"


@pytest.mark.django_db
def test_a_program_is_refused_and_a_person_led_on(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client = Client(headers={"Authorization": "Token seen-by-all", "Accept-Language": "en"})
    for method in ("get", "post", "delete"):
        answer = getattr(client, method)("/api/token/")
        assert answer.status_code == 403
        assert answer.json() == {
            "detail": "Use https. If you sent a token, revoke it: others may have read it."
        }
    assert client.get("/account/sign-in/")["Location"].startswith("https://")
    told = {"X-Forwarded-Proto": "https"}
    assert client.get("/api/shipments/", headers=told).status_code == 401


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    """As Docker, Kubernetes and agents of vaults put it."""
    kept = tmp_path / "secret_key"
    kept.write_text("from-a-vault-0123456789012345678901234567890123456789")
    environment = {**os.environ, "GATE49_SECRET_KEY_FILE": str(kept)}
    environment.pop("GATE49_SECRET_KEY", None)
    environment["DJANGO_SETTINGS_MODULE"] = "compliance.settings"
    command = [sys.executable, "-c", TELL]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == kept.read_text(), done.stderr
