"""Beat's timetable, which goes on when the clock of the machine is set back. Celery's own waits
until the clock has caught up with the last run: no sweep for a day after a day too many."""

from datetime import datetime, timedelta
from typing import Any

from celery.beat import PersistentScheduler, ScheduleEntry

AHEAD = timedelta(seconds=60)


class Timekeeper(PersistentScheduler):
    """Counts a run that lies ahead as made now."""

    def tick(self, *args: Any, **options: Any) -> float:
        """Send what is due; the seconds until somebody should look again."""
        if self._bring_back():
            self._heap = None  # in the order of the wrong times
        return float(super().tick(*args, **options))

    def _bring_back(self) -> bool:
        ahead = [entry for entry in self.schedule.values() if _is_ahead(entry)]
        for entry in ahead:
            entry.last_run_at = entry.default_now()
        return bool(ahead)


def _is_ahead(entry: ScheduleEntry) -> bool:
    last: datetime | None = entry.last_run_at
    return last is not None and last > entry.default_now() + AHEAD
