"""What declarations use of an end-use statement: one entry for each submission that rests on it,
however many statements that rests on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enduse.models import EndUseStatement
from shipments.models.shipment import Revision, Shipment
from shipments.moves import Status

GIVEN_BACK = (Status.DRAFT, Status.WITHDRAWN, Status.REFUSED)
"""Where a declaration stands once it no longer uses what it drew."""


class StatementDrawQuerySet(models.QuerySet["StatementDraw"]):
    """Entries of the ledger."""

    def in_use(self) -> "StatementDrawQuerySet":
        """Those of current submissions that were not taken back, returned or refused."""
        current = self.filter(revision__number=F("shipment__revision_no"))
        return current.exclude(shipment__status__in=GIVEN_BACK)


class StatementDraw(models.Model):
    """The net kilograms of the lines that a submission declares on a statement. Never changed: what
    a later submission or a withdrawal makes of it is read from the shipment. Their order is that
    in which the statement's lock was taken."""

    statement = models.ForeignKey(EndUseStatement, models.PROTECT, related_name="draws")
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="statement_draws")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="statement_draws")
    kg = models.DecimalField(_("declared (kg)"), max_digits=19, decimal_places=5)
    at = models.DateTimeField(_("time"))

    objects = StatementDrawQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of an end-use statement")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kg__gte=0), name="statement_draw_kg"),
            models.UniqueConstraint(fields=["revision", "statement"], name="statement_draw_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.kg} kg"
