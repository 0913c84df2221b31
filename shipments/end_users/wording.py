"""What events of the register of end users are called."""

from django.utils.translation import gettext_lazy as _

END_USER_EVENTS = {
    "end_user_figure": _("Figure of an end user entered"),
    "download_figure_file": _("File behind a figure downloaded"),
    "figure_file_missing": _("File behind a figure missing"),
    "end_user_verdict": _("End user judged"),
    "end_users_merged": _("End users merged"),
    "end_users_rejected": _("End users found to be two"),
    "end_users_undone": _("End users parted again"),
}
