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
        """Name the verbs of the event log, and let those who keep the lists hear of them."""
        from compliance.accounts.roles import POLICY_KEEPERS
        from compliance.audit.wording import name_verbs
        from compliance.notify.feed import tell_of
        from compliance.notify.waiting import show_at_home
        from compliance.parties import notices

        name_verbs(VERBS)
        tell_of(notices.SENTENCES, notices.told_of_lists)
        show_at_home(POLICY_KEEPERS, notices.waiting)
