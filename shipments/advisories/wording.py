"""What events of advisories are called."""

from django.utils.translation import gettext_lazy as _

ADVISORY_EVENTS = {
    "advisory_prepared": _("Advisory prepared"),
    "advisory_in_force": _("Advisory put in force"),
    "advisory_discarded": _("Advisory discarded"),
    "advisory_end_proposed": _("End of an advisory proposed"),
    "advisory_ended": _("Advisory ended"),
    "advisory_kept": _("Advisory stays in force"),
}
