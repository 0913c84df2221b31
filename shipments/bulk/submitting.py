"""From the drafts of a table to submissions: batch by batch, each through the door by itself.

One that is refused stops no other and says why. Done again, or twice at once, nothing is submitted
twice: only drafts that were never filed are tried, each for its first revision.
"""

import logging
from collections.abc import Sequence

from django.db import DataError, IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from compliance import clock
from compliance.accounts.models import User
from compliance.policy.versions import one_policy
from compliance.refusals import Conflict, NotAllowed
from shipments.bulk.columns import KEY
from shipments.declare import actions
from shipments.models import BulkFile, BulkRow, BulkState
from shipments.moves import Status

AT_A_TIME = 50
logger = logging.getLogger(__name__)


def submit_some(pk: int) -> bool:
    """Try the next drafts, in the language of whoever asked for it; whether more are left."""
    file = BulkFile.objects.select_related("by__exporter").filter(pk=pk).first()
    if file is None or file.state != BulkState.SUBMITTING:
        return False
    after = file.looked_at
    rows = list(_untried(file).select_related("shipment")[:AT_A_TIME])
    with translation.override(file.language), one_policy():
        for row in rows:
            row.errors = _submit(row, file.by)
    return _settle(file, after, rows)


def _untried(file: BulkFile) -> QuerySet[BulkRow]:
    unfiled = Q(shipment__status=Status.DRAFT, shipment__revision_no=0)
    return file.declared_rows.filter(unfiled, number__gt=file.looked_at).order_by("number")


def _submit(row: BulkRow, by: User) -> dict[str, str]:
    """Why not, as {column: sentence}; empty for one that went."""
    shipment = row.shipment
    if shipment is None:
        return {}
    try:
        actions.submit(shipment, by=by, expected_revision=0)
    except actions.Incomplete as error:
        return {KEY: " ".join(each.sentence for each in error.problems)[:1000]}
    except (Conflict, NotAllowed) as error:
        return {KEY: error.sentence}
    except (IntegrityError, DataError):
        logger.exception("a draft of a table cannot be submitted")
        return {KEY: _("This draft could not be submitted. This was reported.")}
    return {}


@transaction.atomic
def _settle(file: BulkFile, after: int, rows: Sequence[BulkRow]) -> bool:
    """Say what became of them, and count it unless another worker has."""
    is_over = len(rows) < AT_A_TIME
    mine = BulkFile.objects.filter(pk=file.pk, state=BulkState.SUBMITTING, looked_at=after)
    mine.update(
        looked_at=rows[-1].number if rows else after,
        submitted=F("submitted") + sum(not row.errors for row in rows),
        refused=F("refused") + sum(bool(row.errors) for row in rows),
        state=BulkState.DONE if is_over else BulkState.SUBMITTING,
        touched_at=clock.now(),
    )
    BulkRow.objects.bulk_update(rows, ["errors"])
    return not is_over
