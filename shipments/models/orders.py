"""What keeps goods besides the exporter's answer: a stop by the ministry (Decree 792 art. 22.2) and
a detention 扣留 (Regulations on penalties arts. 38 to 42). Clocks are read off these rows' days."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compliance import clock
from compliance.accounts.models import User
from shipments.models.review import Decision, Hold


class MinistryStop(models.Model):
    """The stop behind a hold of its kind: the ministry's letter, then its reply."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="stop")
    letter_no = models.CharField(_("number of the letter"), max_length=60)
    ordered_by = models.CharField(_("ordered by (at the ministry)"), max_length=120)
    reply_no = models.CharField(_("number of the reply"), max_length=60, blank=True)
    reply = models.TextField(_("what the reply says"), max_length=4000, blank=True)
    may_go = models.BooleanField(_("may go on"), null=True)
    replied_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("stop by the ministry")
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True) | Q(may_go__isnull=False),
                name="a_reply_says_whether_goods_go",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter_no} {self.hold_id}"


class Detention(models.Model):
    """A detention: proposed by an officer under `decision`, in force with its `hold` once the head
    of the office has signed; `until` is its last day, `extended_until` that of its extension."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="detention")
    hold = models.OneToOneField(Hold, models.PROTECT, null=True, related_name="detention")
    goods = models.CharField(_("goods detained"), max_length=500)
    place = models.CharField(_("kept at"), max_length=200)
    until = models.DateField(_("until"))
    extended_until = models.DateField(_("extended until"), null=True)
    extended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    extended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("detention")
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_until__isnull=True) | Q(extended_until__gt=F("until")),
                name="an_extension_is_longer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.goods} {self.decision_id}"

    @property
    def last_day(self) -> date:
        """The last day, extended or not."""
        return self.extended_until or self.until

    @property
    def days_left(self) -> int:
        """Days until then; negative once the term is over."""
        return (self.last_day - clock.today()).days
