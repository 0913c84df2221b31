"""manage.py check says what an installation lacks."""

from pathlib import Path
from types import ModuleType

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core import checks as django_checks
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.views.decorators.http import require_safe
from rest_framework.permissions import IsAdminUser
from rest_framework.views import APIView

from compliance import checks
from compliance.accounts.models import Role
from compliance.accounts.roles import for_everybody, for_roles
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


def bare(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class Bare(APIView):
    """Would be open to whoever has a token, since nobody said otherwise."""


class Narrow(Bare):
    permission_classes = (IsAdminUser,)


def test_an_address_that_names_no_reader_is_refused() -> None:
    addresses = ModuleType("addresses")
    addresses.urlpatterns = [
        path("bare/", bare, name="bare"),
        path("stranger/", login_not_required(lambda request: bare(request)), name="stranger"),
        path("all/", for_everybody(bare), name="all"),
        path("some/", require_safe(for_roles(Role.AUDITOR)(bare)), name="some"),
        path("inner/", include([path("deep/", bare, name="deep")])),
        path("api/", Bare.as_view(), name="bare-api"),
        path("narrow/", Narrow.as_view(), name="narrow-api"),
    ]  # type: ignore[attr-defined]
    with override_settings(ROOT_URLCONF=addresses):
        told = [each.msg for each in checks.readers()]
    assert told == [
        f"The page {name!r} does not say for whom it is." for name in ("bare", "deep", "bare-api")
    ]


def test_every_address_of_the_site_names_its_readers() -> None:
    assert checks.readers() == []
