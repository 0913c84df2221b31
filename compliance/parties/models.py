"""Listed parties (管控名单/关注名单主体): immutable list versions and their entries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from compliance.law.list_sources import Lists
from compliance.parties.kept_sentences import Told, told_of

ListCode = Lists()


def list_choices() -> list[tuple[str, Any]]:
    """Code and name of every list; migrations name this function, so a new list needs none."""
    return ListCode.choices


GRAVEST_FIRST = ("listed", "suspended", "stopped")


class ListVersion(models.Model):
    """One immutable version of one list. Exactly one version per list is active.

    A trigger lets `is_active` and `confirmed_on` change and nothing else.
    """

    list_code = models.CharField(_("list"), max_length=30, choices=list_choices)
    number = models.PositiveIntegerField(_("version"))
    source = models.CharField(_("source"), max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    as_of = models.DateField(_("as of"))
    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_on = models.DateField(_("last found unchanged"), null=True)
    is_active = models.BooleanField(_("in force"), default=False)

    class Meta:
        verbose_name = _("list version")
        ordering = ["list_code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["list_code", "number"], name="list_version_once"),
            models.UniqueConstraint(
                fields=["list_code"], condition=Q(is_active=True), name="one_active_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_code} v{self.number}"

    @property
    def known_good_on(self) -> date:
        """The day from which its age counts: published, or later found unchanged."""
        return max(self.as_of, self.confirmed_on or self.as_of)


class ListConfirmation(models.Model):
    """One person found the publisher's list unchanged; another one agrees, or none has yet."""

    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="confirmations")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("checked"))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(_("agreed"), null=True)

    class Meta:
        verbose_name = _("confirmation of a list")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(agreed_at__isnull=True),
                name="one_open_confirmation",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_by=models.F("proposed_by")), name="another_agrees"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.proposed_at:%Y-%m-%d}"


class ListedParty(models.Model):
    """One entry of one version. `key` is stable across versions, `digest` the SHA-256 of its
    particulars; `names` holds every published name and alias (zh and en); `periods` is a list of
    compliance.parties.entries.Period in plain form. A trigger refuses any change."""

    version = models.ForeignKey(ListVersion, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    name_zh = models.CharField(_("Chinese name"), max_length=300, blank=True)
    name_en = models.CharField(_("English name"), max_length=500, blank=True)
    names = models.JSONField(_("names and aliases"))
    weak = models.JSONField(_("weak aliases"), default=list)
    remark = models.TextField(_("remark"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    country = models.CharField(_("country or region"), max_length=60, blank=True)
    address = models.TextField(_("address"), blank=True)
    measure = models.CharField(_("measure"), max_length=20)
    notice = models.CharField(_("notice"), max_length=300, blank=True)
    listed_on = models.DateField(_("listed on"), null=True)
    periods = models.JSONField(default=list)

    class Meta:
        verbose_name = _("listed party")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="entry_once")]

    def __str__(self) -> str:
        return self.name_en or self.name_zh

    def status_on(self, on: date) -> str:
        """listed, suspended, stopped or not_yet on that date."""
        return str(self.period_on(on).get("status", "not_yet"))

    def gravest_status_on(self, days: Iterable[date]) -> str:
        """listed if it is on any of the days, else suspended, else that of the first."""
        return _gravest([self.status_on(day) for day in days])

    def text_status_on(self, days: Iterable[date]) -> str:
        """The gravest status by the text of the notices, where it is another than the one that
        counts: a spokesman's word suspends what the text has revived. Else ""."""
        periods = [(day, self.period_on(day)) for day in days]
        by_text = _gravest(
            [period.get("by_text") or self.status_on(day) for day, period in periods]
        )
        return "" if by_text == self.gravest_status_on(day for day, _p in periods) else by_text

    def period_on(self, on: date) -> dict[str, Any]:
        """The period that holds on that date, in plain form; empty before the listing."""
        current: dict[str, Any] = {}
        for period in self.periods:
            if date.fromisoformat(period["since"]) <= on:
                current = period
        return current


def _gravest(statuses: list[str]) -> str:
    return next((each for each in GRAVEST_FIRST if each in statuses), statuses[0])


class UploadState(models.TextChoices):
    """A worker reads an upload, somebody looks at what it changes, a worker puts it in force."""

    READING = "reading", _("Being read")
    WAITING = "waiting", _("Waiting for confirmation")
    APPROVED = "approved", _("Being put in force")
    IN_FORCE = "in_force", _("Put in force")
    DISCARDED = "discarded", _("Discarded")
    REFUSED = "refused", pgettext_lazy("uploaded list", "Refused")


class ListUpload(models.Model):
    """Files somebody brought in for one list, with what they would change against `base`.

    `moved_at` is a worker's last sign of life; `language` the uploader's, for what is told.
    """

    list_code = models.CharField(_("list"), max_length=30, choices=list_choices)
    file_format = models.CharField(_("format"), max_length=30)
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    preview = models.JSONField(default=dict)
    base = models.ForeignKey(ListVersion, models.PROTECT, null=True, related_name="+")
    version = models.OneToOneField(ListVersion, models.PROTECT, null=True, related_name="upload")
    state = models.CharField(_("state"), max_length=10, choices=UploadState.choices)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"))
    language = models.CharField(max_length=10, blank=True)
    entries_read = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    accepts_smaller = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("uploaded list")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(accepts_smaller=True)
                | ~Q(decided_by=F("uploaded_by")),
                name="list_put_in_force_by_another",
                violation_error_message=_("A second person has to put the list in force."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_code} {self.sha256[:12]}"

    @property
    def problems(self) -> list[Told]:
        """Why it is not put in force, for a reader of any language."""
        return [told_of(each) for each in self.preview.get("problems", ())]

    @property
    def is_moving(self) -> bool:
        """Whether a worker has it, so that the page should look again."""
        return self.state in (UploadState.READING, UploadState.APPROVED)


class ListFile(models.Model):
    """One file of an upload, as it came; stored under its own SHA-256."""

    upload = models.ForeignKey(ListUpload, models.CASCADE, related_name="files")
    name = models.CharField(_("file"), max_length=150)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("size"))
    file = models.FileField(upload_to="lists/", max_length=200)

    class Meta:
        verbose_name = _("file of a list")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class AlarmKind(models.TextChoices):
    """Why a list cannot be relied on."""

    SHRUNKEN = "shrunken", _("The new list is shorter than it may be")
    BAD_FILE = "bad_file", _("The file could not be read as this list")
    STALE = "stale", _("The list is too old")


class ListAlarm(models.Model):
    """While one is open for a list, no shipment passes on that list's strength. `message` is
    kept_sentences.Told in plain form, `detail` the sentence as it was told first.

    A smaller list is accepted by two people: `proposed_by`, then somebody else as `cleared_by`.
    """

    list_code = models.CharField(_("list"), max_length=30, choices=list_choices)
    kind = models.CharField(_("alarm"), max_length=10, choices=AlarmKind.choices)
    detail = models.TextField(_("detail"))
    message = models.JSONField(default=dict)
    upload = models.ForeignKey(ListUpload, models.PROTECT, null=True, related_name="alarms")
    raised_at = models.DateTimeField(_("raised"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cleared_at = models.DateTimeField(_("cleared"), null=True)

    class Meta:
        verbose_name = _("list alarm")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["list_code"], condition=Q(cleared_at__isnull=True), name="open_alarms"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(cleared_by__isnull=True)
                | ~Q(proposed_by=F("cleared_by")),
                name="alarm_accepted_by_another",
                violation_error_message=_("A second person has to accept the smaller list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_code}: {self.kind}"

    @property
    def told(self) -> Told:
        """What is wrong, for a reader of any language."""
        return told_of(self.message or self.detail)
