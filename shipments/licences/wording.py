"""What events of the licence register are called."""

from django.utils.translation import gettext_lazy as _

LICENCE_EVENTS = {
    "register_licence": _("Licence registered"),
    "revoke_licence": _("Licence revoked"),
    "draw_licence": _("Licence written off"),
    "return_licence": _("Licence given back"),
}
