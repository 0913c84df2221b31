"""Every task, of every room: what it does while the database or the store of documents is away."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from celery import Task
from celery.exceptions import Retry
from django.conf import settings
from django.db import InterfaceError, OperationalError

from compliance import database_faults
from compliance.celery import app
from compliance.database_faults import uncount
from compliance.document_store.away import StoreAway

SOON = timedelta(minutes=10)
TELL_WHO_WAITS = {"shipments.paperwork.print_draft", "shipments.paperwork.print_copy"}
"""They write nothing down: who asked is told that it failed, and presses again."""
RENDER = "shipments.paperwork.render"
"""A store that is away gives the paper back to the sweep; every minute, for as long as it lasts."""

app.loader.import_default_modules()
OURS = sorted(name for name in app.tasks if not name.startswith(("celery.", "tests.")))


def comes_soon_again(name: str) -> bool:
    """By the timetable, whatever became of the last one."""
    times = [each for each in settings.CELERY_BEAT_SCHEDULE.values() if each["task"] == name]
    return any(
        isinstance(each["schedule"], int) and timedelta(seconds=each["schedule"]) <= SOON
        for each in times
    )


MUST_TRY_AGAIN = [
    name for name in OURS if not comes_soon_again(name) and name not in TELL_WHO_WAITS
]


class TriedAgain(Retry):
    """What a task asks of Celery."""


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError, StoreAway])
@pytest.mark.parametrize("name", MUST_TRY_AGAIN)
def test_a_task_that_nobody_sends_soon_again_tries_again_what_passes_by_itself(
    name: str, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new task is among them by being a task."""
    if (name, fault) == (RENDER, StoreAway):
        return
    task: Task = app.tasks[name]

    def fail(*_args: Any, **_named: Any) -> None:
        raise fault("away")

    def again(**_told: Any) -> TriedAgain:
        raise TriedAgain("later")

    assert hasattr(task, "_orig_run"), f"{name} is not tried again: give it AGAIN"
    monkeypatch.setattr(task, "_orig_run", fail, raising=False)
    monkeypatch.setattr(task, "retry", again, raising=False)
    with pytest.raises(TriedAgain):
        task.run()


def test_the_rooms_whose_work_would_be_lost_are_among_them() -> None:
    """By hand: so that the rule above cannot let all of them off."""
    assert {
        "shipments.screening.screen",
        "shipments.screening.rescreen",
        "shipments.rehearsal.chunk",
        "shipments.bulk.read",
        "shipments.bulk.check",
        "shipments.bulk.submit",
        "shipments.licences.read_register",
        "compliance.parties.read_list",
        "compliance.parties.put_list_in_force",
        "shipments.flows.report",
        "shipments.flows.check",
        "shipments.paperwork.render",
        "compliance.accounts.mail_reset",
    } <= set(MUST_TRY_AGAIN)


class Rows:
    """What is updated, on a line that may be dead."""

    def __init__(self, fault: Exception | None) -> None:
        self.fault, self.told = fault, []  # type: ignore[var-annotated]

    def update(self, **columns: Any) -> None:
        if self.fault:
            raise self.fault
        self.told.append(columns)


@pytest.mark.parametrize("fault", [OperationalError("gone"), InterfaceError("closed"), None])
def test_a_fault_that_passes_is_taken_off_the_count_or_nothing_is_said(
    fault: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a new line: the old one is what failed."""
    looked_at: list[bool] = []
    line = SimpleNamespace(
        errors_occurred=True, close_if_unusable_or_obsolete=lambda: looked_at.append(True)
    )
    monkeypatch.setattr(database_faults, "connection", line)
    rows = Rows(fault)
    uncount(rows, "attempts")  # type: ignore[arg-type]
    assert looked_at == [True]
    assert [list(each) for each in rows.told] == ([] if fault else [["attempts"]])
