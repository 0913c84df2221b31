"""Who may do what: people, the exporters they file for and the customs offices they serve."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from compliance.codes.row import in_language
from compliance.codes.uscc import check_customs_registration, check_uscc


def validate_uscc(value: str) -> None:
    """Raise ValidationError with a plain-words reason unless value is a valid USCC."""
    try:
        check_uscc(value)
    except ValueError as error:
        raise ValidationError(error.args[0], code="uscc") from error


def validate_customs_registration(value: str) -> None:
    """Raise ValidationError unless value is a 10-character customs registration code."""
    try:
        check_customs_registration(value)
    except ValueError as error:
        raise ValidationError(error.args[0], code="customs_registration") from error


class BilingualName(models.Model):
    """A thing with a Chinese and an English name, shown in the reader's language."""

    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_language(self.name_zh, self.name_en)


class Exporter(BilingualName):
    """境内发货人: an organisation that exports, known by its USCC (GB 32100-2015)."""

    uscc = models.CharField(
        _("unified social credit code"), max_length=18, unique=True, validators=[validate_uscc]
    )
    customs_code = models.CharField(
        _("customs registration code"), max_length=10, validators=[validate_customs_registration]
    )
    address = models.CharField(_("address"), max_length=200)
    phone = models.CharField(_("telephone"), max_length=30)
    penalised_on = models.DateField(_("last serious penalty"), null=True, blank=True)

    class Meta:
        verbose_name = _("exporter")
        constraints = [
            models.CheckConstraint(
                condition=Q(uscc__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
                name="exporter_uscc_shape",
                violation_error_message=_("A USCC has 18 characters."),
            ),
        ]


class CustomsOffice(BilingualName):
    """关区: a customs office, known by its 4-digit code."""

    code = models.CharField(_("customs office code"), max_length=4, unique=True)

    class Meta:
        verbose_name = _("customs office")


class Role(models.TextChoices):
    """What a person is to this system; SYSTEM is the machine itself."""

    EXPORTER = "exporter", capfirst(_("exporter"))
    OFFICER = "officer", _("Customs officer")
    AUDITOR = "auditor", _("Auditor")
    POLICY_ADMIN = "policy_admin", _("Policy administrator")
    SYSTEM = "system", _("System")


class PeopleManager(UserManager["User"]):
    """Users with their organisation in one query."""

    def with_organisation(self) -> models.QuerySet["User"]:
        """Users joined to exporter and customs office."""
        return self.select_related("exporter", "office")


class User(AbstractUser):
    """A person with exactly one role; exporters belong to an exporter, officers to an office.

    `language` is that of mails and of a browser that has not chosen one; `unread` the number of
    messages not read yet (compliance.notify writes it).
    """

    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    display_name = models.CharField(pgettext_lazy("of a person", "name"), max_length=60)
    exporter = models.ForeignKey(
        Exporter, models.PROTECT, null=True, blank=True, related_name="people"
    )
    office = models.ForeignKey(
        CustomsOffice, models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_head = models.BooleanField(_("heads the customs office"), default=False)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    unread = models.PositiveIntegerField(default=0)

    objects: ClassVar[PeopleManager] = PeopleManager()

    class Meta:
        verbose_name = _("user")
        constraints = [
            models.CheckConstraint(
                condition=Q(role=Role.EXPORTER, exporter__isnull=False)
                | (~Q(role=Role.EXPORTER) & Q(exporter__isnull=True)),
                name="user_exporter_matches_role",
                violation_error_message=_("Exactly the exporter's people belong to an exporter."),
            ),
            models.CheckConstraint(
                condition=Q(role=Role.OFFICER, office__isnull=False)
                | (~Q(role=Role.OFFICER) & Q(office__isnull=True)),
                name="user_office_matches_role",
                violation_error_message=_("Exactly the officers belong to a customs office."),
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(role=Role.OFFICER),
                name="user_head_is_officer",
                violation_error_message=_("Only an officer heads a customs office."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def is_exporter(self) -> bool:
        """Files declarations for one exporter."""
        return self.role == Role.EXPORTER

    @property
    def is_officer(self) -> bool:
        """Reviews the shipments of one customs office."""
        return self.role == Role.OFFICER

    @property
    def is_auditor(self) -> bool:
        """Reads everything, changes nothing."""
        return self.role == Role.AUDITOR

    @property
    def is_policy_admin(self) -> bool:
        """Drafts and signs policies, imports lists."""
        return self.role == Role.POLICY_ADMIN


class SignInTries(models.Model):
    """How many tries to sign in were made lately within one scope (compliance.accounts.tries)."""

    key = models.CharField(max_length=80, primary_key=True)
    level = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tries to sign in")

    def __str__(self) -> str:
        return f"{self.key}: {self.level}"


class SignedIn(models.Model):
    """One session of a person, to be listed and ended by them."""

    user = models.ForeignKey(User, models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    address = models.CharField(max_length=45)
    agent = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("session")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"


class TokenScope(models.TextChoices):
    """What a token may be used for."""

    READ = "read", _("Read only")
    FILE = "file", _("Read and file")


class ApiToken(models.Model):
    """A password for programs: shown once, stored as its SHA-256, ended by time, by its owner, or
    by a new password (`password_mark` is of the one it was made under)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=4, choices=TokenScope.choices)
    beginning = models.CharField(max_length=6)
    digest = models.CharField(max_length=64, unique=True)
    password_mark = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("token")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.beginning}… {self.name}"
