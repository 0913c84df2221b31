"""What events of quotas are called."""

from django.utils.translation import gettext_lazy as _

QUOTA_EVENTS = {
    "draw_quota": _("Quota written off"),
    "return_quota": _("Quota given back"),
}
