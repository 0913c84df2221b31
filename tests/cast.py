"""The people of the tests: made by the demo once a process, then put back as rows."""

import pickle

from compliance.accounts.models import CustomsOffice, Exporter, User
from shipments.demo.people import make_people
from tests.kept_rows import Rows, any_in, copy_in, copy_out

TABLES = [model._meta.db_table for model in (CustomsOffice, Exporter, User)]
_kept: list[tuple[Rows, bytes]] = []


def put_people_in() -> dict[str, User]:
    """Everybody, by username, as `make_people` makes them; nobody shares an object with a test of
    before."""
    if any_in(TABLES):
        return make_people()
    if not _kept:
        people = make_people()
        _kept.append((copy_out(TABLES), pickle.dumps(people)))
        return people
    ((rows, people_then),) = _kept
    copy_in(TABLES, rows)
    found: dict[str, User] = pickle.loads(people_then)
    return found
