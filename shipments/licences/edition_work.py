"""The workers' side of the register: read a file whole and say what it would change, or what is
wrong with it. It may be sent twice, at once or after a crash: whoever comes second finds it done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.policy.versions import policy_on
from compliance.turns import counted_turn, is_hopeless, note_in
from shipments.licences.editions import edition_in_force
from shipments.licences.register_difference import difference_between
from shipments.licences.register_file import BadRegister, ReadLicence, read_register
from shipments.models import EditionEntry, EditionState, RegisterEdition

READING_LOCK = 490_062  # advisory lock, first key: one worker at a time for a file
TURN = 490_061  # advisory lock: one edition at a time is prepared or put in force
BATCH = 500


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
    reading = RegisterEdition.objects.filter(state=EditionState.READING)
    people = reading.select_related("prepared_by")
    with (
        counted_turn(READING_LOCK, people, pk) as edition,
        translation.override(edition.language if edition else None),
    ):
        yield edition


def _read(edition: RegisterEdition) -> list[ReadLicence]:
    """What kills its worker again and again must not do so for ever."""
    if is_hopeless(edition.tries):
        raise BadRegister([_("Reading was broken off three times: the file may be too large.")])
    noted = note_in(RegisterEdition.objects.filter(pk=edition.pk), "rows")
    with edition.file.open() as file:
        return read_register(file.read(), noted)


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
