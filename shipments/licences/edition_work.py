"""The workers' side of the register: read a file whole and say what it would change, or what is
wrong with it. It may be sent twice, at once or after a crash: whoever comes second finds it done.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.document_store.away import StoreAway
from compliance.policy.versions import policy_on
from compliance.turns import turn
from shipments.licences.editions import edition_in_force
from shipments.licences.register_difference import difference_between
from shipments.licences.register_file import BadRegister, ReadLicence, read_register
from shipments.models import EditionEntry, EditionState, RegisterEdition

READING_LOCK = 490_062  # advisory lock, first key: one worker at a time for a file
TURN = 490_061  # advisory lock: one edition at a time is prepared or put in force
BATCH = 500
MOST_TRIES = 3
NOTE_SECONDS = 0.5


def read_edition(pk: int) -> None:
    """Read what was brought in; a second person decides, or whoever brought it in mends it."""
    with _turn(pk) as edition:
        if edition is None:
            return
        try:
            licences = _read(edition)
        except BadRegister as error:
            _refuse(edition, error.sentences)
        else:
            _prepare(edition, licences)


def left_behind(before: datetime) -> list[int]:
    """Files that no worker has moved since then."""
    rows = RegisterEdition.objects.filter(state=EditionState.READING, moved_at__lt=before)
    return list(rows.values_list("pk", flat=True))


def older_than_in_force(base: RegisterEdition | None, as_of: date) -> str:
    """Why a register of that day cannot replace the one in force; "" where it can."""
    if base is None or base.as_of <= as_of:
        return ""
    sentence = _("The version in force is of %(day)s: an older list cannot replace it.")
    return sentence % {"day": base.as_of}


def take_turn() -> None:
    """Until the transaction ends nobody else prepares an edition or puts one in force."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def record_step(verb: str, edition: RegisterEdition, by: User | None, **told: Any) -> None:
    """The event of what happens to an edition."""
    facts = {"sha256": edition.sha256, "rows": edition.rows, "as_of": edition.as_of.isoformat()}
    record(verb, by=by, subject=edition.subject, **facts, **told)


@contextmanager
def _turn(pk: int) -> Iterator[RegisterEdition | None]:
    """The edition while this worker alone has it, in the language of who brought it in; None when
    another worker has it or it is read already."""
    with turn(READING_LOCK, pk) as is_mine:
        reading = RegisterEdition.objects.filter(pk=pk, state=EditionState.READING)
        is_there = is_mine and reading.update(tries=F("tries") + 1, moved_at=clock.now())
        edition = reading.select_related("prepared_by").first() if is_there else None
        try:
            with translation.override(edition.language if edition else None):
                yield edition
        except StoreAway:  # no fault of the file: this try counts for nothing
            reading.update(tries=F("tries") - 1)
            raise


def _read(edition: RegisterEdition) -> list[ReadLicence]:
    """What kills its worker again and again must not do so for ever."""
    if edition.tries > MOST_TRIES:
        raise BadRegister([_("Reading was broken off three times: the file may be too large.")])
    with edition.file.open() as file:
        return read_register(file.read(), _noter(edition))


def _noter(edition: RegisterEdition) -> Callable[[int], None]:
    """Writes down how far reading is, a few times a second at most."""
    row, last = RegisterEdition.objects.filter(pk=edition.pk), time.monotonic()

    def note(count: int) -> None:
        nonlocal last
        if time.monotonic() - last > NOTE_SECONDS:
            last = time.monotonic()
            row.update(rows=count, moved_at=clock.now())

    return note


@transaction.atomic
def _prepare(edition: RegisterEdition, licences: list[ReadLicence]) -> None:
    """Its licences and what they would change are kept together or not at all."""
    take_turn()
    base = edition_in_force()
    if sentence := older_than_in_force(base, edition.as_of):
        _refuse(edition, [sentence])
        return
    locked = _still_reading(edition)
    if locked is None:
        return
    locked.base, locked.rows, locked.state = base, len(licences), EditionState.WAITING
    locked.difference = difference_between(licences, base, policy_on(clock.today()))
    locked.save(update_fields=["base", "rows", "state", "difference"])
    EditionEntry.objects.bulk_create(
        (EditionEntry(edition=locked, **vars(each)) for each in licences), BATCH
    )
    record_step("register_prepared", locked, edition.prepared_by)


@transaction.atomic
def _refuse(edition: RegisterEdition, mistakes: list[str]) -> None:
    locked = _still_reading(edition)
    if locked is None:
        return
    locked.state, locked.rows, locked.mistakes = EditionState.REFUSED, 0, mistakes
    locked.save(update_fields=["state", "rows", "mistakes"])
    record_step("register_refused", locked, None, mistakes=len(mistakes))


def _still_reading(edition: RegisterEdition) -> RegisterEdition | None:
    """None once somebody has given it up."""
    rows = RegisterEdition.objects.select_for_update()
    return rows.filter(pk=edition.pk, state=EditionState.READING).first()
