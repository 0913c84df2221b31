"""What events of reports are called."""

from django.utils.translation import gettext_lazy as _

REPORT_EVENTS = {
    "report_asked": _("Report asked for"),
    "report_ready": _("Papers of a report made"),
    "report_downloaded": _("Report downloaded"),
}
