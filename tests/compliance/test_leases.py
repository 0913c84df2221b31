"""Moments written while the clock was a day ahead hold nothing up once it is right again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery import Celery
from django.utils import timezone

from compliance import clock, leases
from compliance.accounts import tries
from compliance.accounts.models import SignInTries
from compliance.quarantine import scanning
from compliance.quarantine.models import FileScan
from compliance.timekeeper import Timekeeper

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("then", "is_up"),
    [
        (NOW - DAY, True),
        (NOW - MINUTE - SECOND, True),
        (NOW - MINUTE + SECOND, False),
        (NOW + MINUTE, False),  # clocks of one installation differ by so much
        (NOW + DAY, True),
    ],
)
def test_a_lease_of_a_minute_is_up(then: datetime, is_up: bool) -> None:
    with clock.at(NOW):
        assert leases.is_before(then, NOW - MINUTE) is is_up


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("next_try", "is_due"),
    [
        (NOW, True),
        (NOW + SECOND, False),
        (NOW + scanning.LONGEST_PAUSE, False),
        (NOW + DAY, True),
    ],
)
def test_a_file_put_off_until_tomorrow_is_scanned_today(
    next_try: datetime, is_due: bool, settings: Any
) -> None:
    settings.CLAMD = "tcp://127.0.0.1:1"
    with clock.at(NOW):
        row = FileScan.objects.create(sha256="a" * 64, stored_name="a", next_try_at=next_try)
        assert scanning.due() == [row.pk] * is_due


@pytest.mark.django_db
def test_nobody_waits_a_day_to_sign_in() -> None:
    scope = tries.Scope("account", "somebody", free=5, forgotten_per_minute=0.5, longest=300)
    tries.begin([scope])
    SignInTries.objects.update(level=30, at=timezone.now())
    with pytest.raises(tries.TooManyTries):
        tries.begin([scope])
    SignInTries.objects.update(at=timezone.now() + DAY)
    tries.begin([scope])


def test_beat_goes_on_after_the_clock_was_set_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    sent: list[str] = []
    app = Celery(set_as_current=False)
    app.conf.timezone = "UTC"
    app.conf.beat_schedule = {
        "sweep": {"task": "sweep", "schedule": 15},
        "hourly": {"task": "hourly", "schedule": 3600},
    }
    beat = Timekeeper(app, schedule_filename=str(tmp_path / "schedule"), lazy=True)
    beat.setup_schedule()
    monkeypatch.setattr(beat, "apply_entry", lambda entry, producer=None: sent.append(entry.task))
    monkeypatch.setattr(Timekeeper, "producer", None)
    for entry in beat.schedule.values():
        entry.last_run_at = entry.default_now() + DAY  # as it stands in the file, too
    beat.tick()
    for entry in beat.schedule.values():
        assert entry.last_run_at <= entry.default_now()
        entry.last_run_at -= timedelta(hours=2)
    beat._heap = None
    while len(sent) < 2:
        assert beat.tick() == 0, "something is due"
    assert sorted(sent) == ["hourly", "sweep"]
    beat.close()
