"""What events of rehearsals are called."""

from django.utils.translation import gettext_lazy as _

REHEARSAL_EVENTS = {
    "start_rehearsal": _("Rehearsal started"),
    "finish_rehearsal": _("Rehearsal finished"),
}
