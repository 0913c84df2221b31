"""The append-only event log (审计记录): rows are chained by hash and can never be changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One thing that happened. `seq` has no gaps; `hash` covers the row and `previous_hash`.

    `subject` is "shipment:<reference>", "document:<id>", "policy:<number>" …; `detail` holds
    JSON scalars only. A trigger (migration) refuses UPDATE, DELETE and TRUNCATE.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(_("who"), max_length=60)
    actor_role = models.CharField(_("role"), max_length=20)
    verb = models.CharField(_("what"), max_length=60)
    subject = models.CharField(_("subject"), max_length=80, db_index=True)
    detail = models.JSONField(_("detail"))
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("event")
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["verb", "seq"], name="event_by_verb"),
            models.Index(fields=["actor", "seq"], name="event_by_actor"),
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject}"


class Head(models.Model):
    """The last row of the log as its one writer left it, sealed with the secret key: whoever
    shortens or rewrites the log in the database cannot seal the new end. From event `timed_from`
    on, times never go back: they are the database's."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    timed_from = models.BigIntegerField(default=1)

    class Meta:
        verbose_name = _("end of the log")

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


class Checkpoint(models.Model):
    """A signed state of the log (审计检查点): the Merkle root over its first `size` events, as the
    note that was published. Never changed; whoever kept a copy outside can hold it against us."""

    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    made_at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("checkpoint of the log")
        ordering = ["size"]

    def __str__(self) -> str:
        return f"{self.size}:{self.root[:16]}"


class Tile(models.Model):
    """256 neighbouring hashes of the tree, complete and so never changed: tier 0 holds those of
    events, a hash of tier n + 1 stands for a whole tile of tier n (C2SP tlog-tiles)."""

    tier = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField(null=True)
    """Of its hashes: the one that stands for it above. None where an older release kept it."""

    class Meta:
        verbose_name = _("tile of the log")
        constraints = [models.UniqueConstraint(fields=["tier", "index"], name="one_tile_a_place")]

    def __str__(self) -> str:
        return f"{self.tier}/{self.index}"
