"""Many declarations at once, filed without HTTP by a process of its own: through the same actions
as the pages and the API, with three papers each, and as stubborn as the other filer.

The process is told its numbers and says each reference once customs has it."""

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar
from uuid import NAMESPACE_OID, uuid5

import django

from tests.system import ROOT, System, wait_until

if TYPE_CHECKING:
    from compliance.accounts.models import User
    from shipments.models import Shipment

AT_ONCE = 50
PAUSE = 0.5
REFUSED = "refused"
KINDS = ("contract", "invoice", "packing_list")

Result = TypeVar("Result")


class Crowd:
    """The process, seen from outside. `references` grows while it files; `refused` counts tries
    that the database or a disk refused."""

    def __init__(self, system: System, numbers: range) -> None:
        self.references: list[str] = []
        self.refused = 0
        self._wanted = len(numbers)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.crowd", str(numbers.start), str(numbers.stop)],
            cwd=ROOT,
            env=system.environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, count: int, seconds: float) -> None:
        """Until so many are filed. Raises AssertionError when it takes longer, or cannot be."""

        def is_there() -> bool:
            assert self._reader.is_alive() or len(self.references) >= count, "the filer ended"
            return len(self.references) >= count

        wait_until(is_there, seconds, lambda: f"{len(self.references)} of {count} filed")

    def finish(self, seconds: float) -> None:
        """Until all are filed."""
        self.wait_for(self._wanted, seconds)
        self._process.wait()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            if line.strip() == REFUSED:
                self.refused += 1
            else:
                self.references.append(line.strip())


def main(first: int, last: int) -> None:
    """File the declarations with these numbers, `last` not among them."""
    from compliance.accounts.models import User

    by = _until_done(lambda: User.objects.select_related("exporter").get(username="exporter"))
    for start in range(first, last, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, last))
        for draft in _until_done(partial(_drafts, numbers, by)):
            _until_done(partial(_submit, draft, by))
            print(draft.reference, flush=True)


def _submit(draft: "Shipment", by: "User") -> None:
    from shipments.declare import actions

    actions.submit(draft, by=by, expected_revision=0)


def _drafts(numbers: range, by: "User") -> "list[Shipment]":
    """Those of these numbers, complete; the same numbers give the same. Raises as the database."""
    from django.db import transaction

    from shipments.declare.many import Judge, write
    from tests.filing_by_api import content

    judge = Judge(by)
    new = [judge.draft_of(uuid5(NAMESPACE_OID, str(each)), content(each)) for each in numbers]
    with transaction.atomic():
        found = list(write(new, by=by).values())
        _attach_papers([each for each in found if not each.attachments.exists()], by)
    return found


def _attach_papers(drafts: "list[Shipment]", by: "User") -> None:
    """The first gets three files of its own; those of the others are the same."""
    from shipments.demo.papers import attach_papers
    from shipments.models import Attachment

    for first in drafts[:1]:
        attach_papers(first, by, KINDS)
        pattern = list(first.attachments.all())
        for each in drafts[1:]:
            for paper in pattern:
                paper.pk, paper.shipment = None, each
            Attachment.objects.bulk_create(pattern)


def _until_done(act: Callable[[], Result]) -> Result:
    """As often as the database or a disk is away; a broker that is away is no matter."""
    from django.db import connection

    from compliance.database_faults import DATABASE_AWAY

    while True:
        try:
            return act()
        except (OSError, *DATABASE_AWAY):
            print(REFUSED, flush=True)
            connection.close()
            time.sleep(PAUSE)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
