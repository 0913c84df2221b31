"""An officer lets a parked screening be tried once more."""

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.celery import send_after_commit
from compliance.refusals import Conflict, NotAllowed
from shipments.models import Shipment
from shipments.screening.tasks import screen
from shipments.screening.troubles import parked


@transaction.atomic
def try_again(shipment: Shipment, *, by: User) -> None:
    """Screen a parked shipment once more, from the first try on. Raises Conflict or NotAllowed."""
    if not by.is_officer:
        raise NotAllowed(_("Your role does not allow this."))
    if not parked().filter(shipment=shipment).delete()[0]:
        raise Conflict(_("The screening of this shipment is not parked."))
    record("screening_unparked", by=by, subject=shipment.subject)
    send_after_commit(screen, shipment.pk)
