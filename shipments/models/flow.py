"""Where the metal goes: one row a goods line, and the sums that pages read: monthly ones of what
flows, yearly ones of what became of it.

All are kept by shipments.flows.keeping in the transaction of each move, and can be made anew from
the revisions at any time.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Exporter, User
from compliance.accounts.roles import reads_flows
from shipments.models.shipment import Shipment
from shipments.moves import Status


class FlowQuerySet(models.QuerySet):
    """Flows are read as a whole or not at all: they tell of every exporter."""

    def visible_to(self, user: User) -> "FlowQuerySet":
        """All for those who read flows (compliance.accounts.roles); none for anybody else."""
        return self.all() if reads_flows(user) else self.none()

    def of_one_user(self, user: User, keys: Collection[str]) -> "FlowQuerySet":
        """Those under the keys of an end user: all of customs reads its story, no exporter does."""
        return self.none() if user.is_exporter else self.filter(end_user__in=keys)


class FlowDimensions(models.Model):
    """What flows are divided by. `country` is the final destination (alpha-3), `end_user` the name
    in capitals with its country in brackets, `end_use` and `material` codes, `purity` one of
    shipments.flows.contained.PURITIES."""

    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    country = models.CharField(_("country"), max_length=3)
    end_user = models.CharField(_("end user"), max_length=210)
    end_use = models.CharField(_("end use"), max_length=30)
    material = models.CharField(_("material"), max_length=30)
    purity = models.CharField(_("purity"), max_length=10)
    net_kg = models.DecimalField(_("net weight (kg)"), max_digits=19, decimal_places=5)
    indium_kg = models.DecimalField(_("contained indium (kg)"), max_digits=19, decimal_places=5)

    objects = FlowQuerySet.as_manager()

    class Meta:
        abstract = True


def _contained(name: Any) -> models.DecimalField:
    return models.DecimalField(name, max_digits=19, decimal_places=5, default=Decimal(0))


class BalanceMeasures(models.Model):
    """What became of metal that was let go, in kilograms of contained indium; zero for all other.

    What was received is used, in stock, handed on, awaited or unexplained; of what was used there
    is product and scrap. Unexplained are losses beyond the norm of the use as well.
    """

    used_kg = _contained(_("Reported as used"))
    product_kg = _contained(_("In products"))
    scrap_kg = _contained(_("In scrap"))
    in_stock_kg = _contained(_("In stock"))
    handed_on_kg = _contained(_("Handed on"))
    awaited_kg = _contained(_("Not due yet"))
    unexplained_kg = _contained(_("Unexplained"))

    class Meta:
        abstract = True


class Flow(FlowDimensions, BalanceMeasures):
    """流向: a goods line of the current revision of a shipment that is with customs or decided.

    `declared_on` is the day of its submission, in China. `basis` is a
    shipments.flows.contained.Basis. `consignee` is "" where the end user buys itself, `via` where
    the goods arrive in the country of their final destination. `need_kg` and `stock_kg` are what
    the end-use statement declares. What is awaited after `due_on` is unexplained: a move or the
    night says so in the columns, pages at once.
    """

    shipment = models.ForeignKey(
        Shipment, models.CASCADE, related_name="flows", db_index=False
    )  # flow_line_once begins with it
    line = models.PositiveSmallIntegerField(_("line"))
    declared_on = models.DateField(_("declared on"))
    basis = models.CharField(max_length=12)
    purity_percent = models.DecimalField(
        _("purity (%)"), max_digits=11, decimal_places=8, null=True
    )
    consignee = models.CharField(_("consignee"), max_length=210, blank=True)
    consignee_country = models.CharField(max_length=3, blank=True)
    need_kg = models.DecimalField(
        _("annual consumption (kg)"), max_digits=19, decimal_places=5, null=True
    )
    stock_kg = models.DecimalField(_("stock (kg)"), max_digits=19, decimal_places=5, null=True)
    via = models.CharField(max_length=3, blank=True, default="")
    due_on = models.DateField(_("due"), null=True)

    class Meta:
        verbose_name = _("flow")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "line"], include=["indium_kg"], name="flow_line_once"
            )
        ]
        indexes = [
            models.Index(fields=["declared_on", "id"], name="flow_by_day"),
            models.Index(fields=["end_user", "id"], name="flow_by_end_user"),
            models.Index(fields=["country", "id"], name="flow_by_country"),
            models.Index(fields=["exporter", "id"], name="flow_by_exporter"),
            models.Index(fields=["consignee", "id"], name="flow_by_consignee"),
            models.Index(
                fields=["due_on"], condition=models.Q(awaited_kg__gt=0), name="flow_awaited"
            ),
            models.Index(
                fields=["id"], condition=models.Q(unexplained_kg__gt=0), name="flow_unexplained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id}/{self.line}"


class FlowEntry(FlowDimensions):
    """A sum of flows in a month, or a change of one: entries are added, never changed, so that no
    two moves wait for each other. They are drawn together once a night."""

    month = models.DateField(_("month"))
    lines = models.IntegerField(_("goods lines"))

    class Meta:
        verbose_name = _("flow entry")
        indexes = [models.Index(fields=["month"], name="flow_entry_by_month")]

    def __str__(self) -> str:
        return f"{self.month} {self.end_user}"


class BalanceEntry(BalanceMeasures):
    """A yearly sum of what was let go and what became of it, or a change of one, added like flow
    entries. `consignee` is whoever receives the goods, the end user itself too."""

    year = models.PositiveSmallIntegerField(_("Year"))
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    country = models.CharField(_("country"), max_length=3)
    end_user = models.CharField(_("end user"), max_length=210)
    consignee = models.CharField(_("consignee"), max_length=210)
    via = models.CharField(max_length=3)
    end_use = models.CharField(_("end use"), max_length=30)
    purity = models.CharField(_("purity"), max_length=10)
    indium_kg = models.DecimalField(_("contained indium (kg)"), max_digits=19, decimal_places=5)
    lines = models.IntegerField(_("goods lines"))

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name = _("balance entry")
        indexes = [
            models.Index(fields=["year"], name="balance_by_year"),
            models.Index(fields=["end_user"], name="balance_by_end_user"),
            models.Index(fields=["consignee"], name="balance_by_consignee"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.end_user}"


class EndUserReading(models.Model):
    """The signs that an end user's flows showed when they were last read, for the analysts' list.

    `signs` holds shipments.flows.signs.Sign as plain values.
    """

    end_user = models.CharField(_("end user"), max_length=210, unique=True)
    score = models.PositiveSmallIntegerField(_("score"))
    signs = models.JSONField(default=list)
    read_on = models.DateField(_("read on"))

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of an end user")
        ordering = ["-score", "end_user"]

    def __str__(self) -> str:
        return f"{self.end_user}: {self.score}"


class FlowCheck(models.Model):
    """A recount of flows and entries against the shipments, and what differed: the first few
    shipments by reference, and "sums" where entries and flows disagree."""

    at = models.DateTimeField(_("time"))
    counted = models.PositiveIntegerField(_("shipments counted"))
    differences = models.PositiveIntegerField(_("number of differences"))
    examples = models.JSONField(default=list)

    class Meta:
        verbose_name = _("check of the flows")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.differences}"
