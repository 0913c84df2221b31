"""What events of the licence register are called."""

from django.utils.translation import gettext_lazy as _

LICENCE_EVENTS = {
    "register_licence": _("Licence registered"),
    "revoke_licence": _("Licence revoked"),
    "licence_taken_over": _("Licence made what the register says"),
    "register_brought_in": _("Licence register brought in"),
    "register_refused": _("File of a licence register refused"),
    "register_prepared": _("Licence register prepared"),
    "register_in_force": _("Licence register put in force"),
    "register_discarded": _("Licence register discarded"),
    "draw_licence": _("Licence written off"),
    "return_licence": _("Licence given back"),
}
