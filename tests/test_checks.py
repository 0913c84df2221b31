"""manage.py check says what an installation lacks."""

from pathlib import Path

import pytest
from django.core import checks as django_checks
from django.test import override_settings

from compliance import checks
from compliance.parties.matching import native
from compliance.policy.models import PolicyVersion

REAL = "https://gate49.example"
EMBEDDED_HOSTS = ["127.0.0.1", "localhost"]


def ids(found: object) -> list[str | None]:
    return [each.id for each in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "hosts", "https", "is_refused"),
    [
        (REAL, ["gate49.example"], True, False),
        ("http://127.0.0.1:8012", EMBEDDED_HOSTS, False, False),
        ("http://127.0.0.1:8000", ["gate49.example"], False, True),
        ("http://127.0.0.1:8000", EMBEDDED_HOSTS, True, True),
        ("http://localhost", ["*"], False, True),
        ("http://[::1]:8000", [".gate49.example"], False, True),
        ("gate49.example", ["gate49.example"], True, True),
        ("", ["gate49.example"], True, True),
        ("ftp://gate49.example", ["gate49.example"], True, True),
    ],
)
def test_a_deployment_without_an_address_of_its_own_is_refused(
    address: str, hosts: list[str], https: bool, is_refused: bool
) -> None:
    with override_settings(SITE_URL=address, ALLOWED_HOSTS=hosts, HTTPS=https):
        assert bool(checks.site_address()) is is_refused


def test_a_missing_kernel_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "is_usable", lambda: True)
    assert checks.kernel() == []
    monkeypatch.setattr(native, "is_usable", lambda: False)
    assert ids(checks.kernel()) == ["gate49.W001"]
    monkeypatch.setenv("GATE49_NATIVE", "0")
    assert checks.kernel() == []


def test_a_stale_kernel_is_not_used_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(native, "built_path", lambda: tmp_path / "kernel-of-yesterday.so")
    native._library.cache_clear()
    try:
        assert native._library() is None
        assert "missing or stale" in caplog.text
    finally:
        native._library.cache_clear()


def test_a_font_that_is_not_there_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.fonts() == []
    monkeypatch.setattr(checks, "FONT", "No Such Font SC")
    assert ids(checks.fonts()) == ["gate49.E002"]


def test_a_folder_that_cannot_be_made_is_missed(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o400)
    with override_settings(LIST_SNAPSHOTS=tmp_path / "not" / "yet", MEDIA_ROOT=tmp_path):
        assert checks.folders() == []
    with override_settings(LIST_SNAPSHOTS=tmp_path / "file" / "lists", MEDIA_ROOT=tmp_path):
        assert ids(checks.folders()) == ["gate49.E003"]


@pytest.mark.django_db
def test_an_installation_without_a_policy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(checks.first_policy(["default"])) == []
    monkeypatch.setattr(PolicyVersion.objects, "filter", lambda **_: PolicyVersion.objects.none())
    assert ids(checks.first_policy(["default"])) == ["gate49.E004"]


def test_a_broker_that_does_not_answer_is_missed() -> None:
    assert checks.broker(["default"]) == []
    with override_settings(REDIS_URL="redis://127.0.0.1:1/0"):
        assert ids(checks.broker(["default"])) == ["gate49.E005"]


def test_a_plain_check_asks_neither_database_nor_broker() -> None:
    with override_settings(REDIS_URL="redis://127.0.0.1:1/0"):
        assert "gate49.E005" not in ids(django_checks.run_checks())
