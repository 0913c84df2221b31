"""The application's start."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS = {
    "list_uploaded": _("List uploaded"),
    "list_discarded": _("Uploaded list discarded"),
    "list_activated": _("List put in force"),
    "list_unchanged_proposed": _("List reported unchanged"),
    "list_confirmed": _("List found unchanged"),
    "list_alarm_raised": _("List alarm raised"),
    "list_alarm_cleared": _("List alarm cleared"),
    "snapshot_rebuilt": _("Damaged name index made again"),
    "smaller_list_proposed": _("Smaller list proposed"),
    "smaller_list_accepted": _("Smaller list accepted"),
}


class PartiesConfig(AppConfig):
    name = "compliance.parties"

    def ready(self) -> None:
        """Name the verbs of the event log."""
        from compliance.audit.wording import name_verbs

        name_verbs(VERBS)
