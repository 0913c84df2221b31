"""Listed parties (管控名单/关注名单主体): immutable list versions and their entries."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ListCode(models.TextChoices):
    """The lists this system knows; the PRC's own decide, foreign ones only inform."""

    EXPORT_CONTROL = "export_control_list", _("PRC export control list")
    WATCH = "watch_list", _("PRC watch list")
    UNRELIABLE = "unreliable_entity_list", _("PRC unreliable entity list")
    OFAC_SDN = "ofac_sdn", _("OFAC SDN list")
    US_CSL = "us_csl", _("US consolidated screening list")
    UN = "un", _("UN Security Council list")
    EU = "eu", _("EU consolidated list")
    UK = "uk", _("UK sanctions list")
    OTHER = "other", _("Other list")


REQUIRED_LISTS = (ListCode.EXPORT_CONTROL, ListCode.WATCH, ListCode.UNRELIABLE)


class ListVersion(models.Model):
    """One immutable version of one list. Exactly one version per list is active."""

    list_code = models.CharField(_("list"), max_length=30, choices=ListCode.choices)
    number = models.PositiveIntegerField(_("version"))
    source = models.CharField(_("source"), max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    as_of = models.DateField(_("as of"))
    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
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


class ListedParty(models.Model):
    """One entry of one version. `key` is stable across versions, `digest` the SHA-256 of its
    particulars; `names` holds every published name and alias (zh and en); `periods` is a list of
    {"status": listed|suspended|stopped, "since": ISO date, "notice": URL or number}."""

    version = models.ForeignKey(ListVersion, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    name_zh = models.CharField(_("Chinese name"), max_length=300, blank=True)
    name_en = models.CharField(_("English name"), max_length=500, blank=True)
    names = models.JSONField(_("names and aliases"))
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
        current: dict[str, Any] = {"status": "not_yet"}
        for period in self.periods:
            if date.fromisoformat(period["since"]) <= on:
                current = period
        return str(current["status"])
