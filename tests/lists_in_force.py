"""The PRC lists in force. The command that reads them in takes long beside what most tests do: a
process runs it once and keeps the rows; in a database as it was then they are put back.

So are their moment of import and their numbers, by which name indexes are found: these are built
once a process, too.
"""

from django.conf import settings
from django.core.management import call_command

from compliance import clock
from compliance.law.list_sources import required_lists
from compliance.parties.snapshots import warm
from compliance.policy.models import PolicyVersion
from tests.kept_rows import Rows, any_in, copy_in, copy_out

TABLES = ("parties_listversion", "parties_listedparty", "audit_event", "audit_head")
Circumstances = tuple[object, ...]
_kept: dict[Circumstances | None, Rows] = {}


def put_lists_in_force() -> None:
    """As `manage.py load_prc_lists` does it today."""
    circumstances = _circumstances()
    if circumstances in _kept:
        copy_in(TABLES, _kept[circumstances])
        return
    call_command("load_prc_lists", as_of=clock.today(), verbosity=0)
    if circumstances:
        warm()  # of the rows as they are: a test may change them
        _kept[circumstances] = copy_out(TABLES)


def _circumstances() -> Circumstances | None:
    """All that the command's outcome depends on; None where it has to run: at a chosen time, or
    where there are events, which the next follow on, or lists already."""
    if clock.chosen() or any_in(TABLES):
        return None
    policies = PolicyVersion.objects.order_by("number").values_list("body_sha256", flat=True)
    keys = (settings.AUDIT_KEY, settings.SECRET_KEY, settings.LIST_SNAPSHOTS)
    return clock.today(), keys, tuple(required_lists()), tuple(policies)
