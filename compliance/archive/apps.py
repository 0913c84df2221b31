"""The application's start."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "compliance.archive"

    def ready(self) -> None:
        """Name the verb of the event log."""
        from compliance.audit.wording import name_verbs

        name_verbs({"bundle_archived": _("Rule set or name engine archived")})
