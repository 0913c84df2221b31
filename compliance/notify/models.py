"""Messages to people, what each person wants by mail, and how far the event log was read."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import Role, User
from compliance.accounts.roles import CASE_OFFICERS, CUSTOMS, POLICY_KEEPERS


class Kind(models.TextChoices):
    """What a message is about."""

    CASE = "case", _("A declaration waits for an officer")
    QUESTION = "question", _("Customs asks, holds or returns")
    ANSWER = "answer", _("An exporter answers or asks")
    DEADLINE = "deadline", _("A term ends")
    DECISION = "decision", _("Customs has decided")
    SIGNATURE = "signature", _("A second signature is waited for")
    ALARM = "alarm", _("A list cannot be relied on")
    MENTION = "mention", _("A colleague mentions you in a note")
    ACCOUNT = "account", _("Security of your account")


READERS: dict[Kind, tuple[Role, ...]] = {
    Kind.CASE: CASE_OFFICERS,
    Kind.QUESTION: (Role.EXPORTER,),
    Kind.ANSWER: CASE_OFFICERS,
    Kind.DEADLINE: (Role.EXPORTER, *CASE_OFFICERS),
    Kind.DECISION: (Role.EXPORTER,),
    Kind.SIGNATURE: (*CASE_OFFICERS, *POLICY_KEEPERS),
    Kind.ALARM: POLICY_KEEPERS,
    Kind.MENTION: CASE_OFFICERS,
    Kind.ACCOUNT: (Role.EXPORTER, *CUSTOMS),
}
"""Who may be told what."""
ALWAYS_MAILED = frozenset({Kind.ACCOUNT})
"""Whoever took an account over shall not be able to keep its owner from hearing of it."""


class MailState(models.TextChoices):
    """What became of the mail."""

    NONE = "none", _("not by mail")
    DUE = "due", _("to be mailed")
    SENT = "sent", _("mailed")
    REFUSED = "refused", _("the mail was refused")


class Notice(models.Model):
    """One message to one person. `key` names what it tells of, so that nobody is told twice.

    `words` holds a message of the catalogue with its parameters (as they stand in `parameters`, to
    be translated in `named`); `address` is the page where one goes on.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    words = models.JSONField()
    address = models.CharField(max_length=200)
    at = models.DateTimeField(_("time"))
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=MailState.choices)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("notice")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="told_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notices_of_a_person"),
            models.Index(fields=["id"], condition=Q(mail="due"), name="mail_to_send"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="unread_notices"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"

    @property
    def sentence(self) -> str:
        """What happened, in the active language."""
        named: dict[str, Any] = self.words.get("named", {})
        translated = {name: gettext(text) if text else "" for name, text in named.items()}
        return gettext(self.words["message"]) % {**self.words.get("parameters", {}), **translated}


class Wishes(models.Model):
    """What a person does not want by mail; whoever has no row wants everything."""

    user = models.OneToOneField(User, models.CASCADE, related_name="wishes")
    unmailed = ArrayField(models.CharField(max_length=10, choices=Kind.choices), default=list)

    class Meta:
        verbose_name = _("wishes")

    def __str__(self) -> str:
        return f"{self.user_id}"


class Position(models.Model):
    """The last event that people were told of. The row's lock keeps readers apart."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("position in the log")

    def __str__(self) -> str:
        return str(self.seq)
