"""The tables of tests are copied only as long as the migrations would make the same."""

from pathlib import Path

import pytest

from tests import tables


def test_other_migrations_and_another_first_policy_make_other_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {tables._digest(), tables._digest()}
    assert len(named) == 1
    with monkeypatch.context() as patch:
        patch.setattr(tables, "sha256_of", lambda policy: "another policy")
        named.add(tables._digest())
    migration = tmp_path / "0001_initial.py"
    monkeypatch.setattr(tables, "_migrations", lambda app: iter([migration]))
    for content in ("one", "two"):
        migration.write_text(content)
        named.add(tables._digest())
    assert len(named) == 4


def test_every_migration_counts() -> None:
    ours = {path.name for path in tables._migrations("shipments")}
    assert {"0001_initial.py", "0037_follow_ups_by_exporter.py", "guards.py"} <= ours
    assert list(tables._migrations("django.contrib.auth"))
    assert not list(tables._migrations("tests.benchmarks"))
