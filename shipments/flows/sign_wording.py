"""The signs of diversion in sentences, with their evidence, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shipments.flows.signs import Sign

SENTENCES: dict[str, Any] = {
    "over_need": _(
        "Received %(received)s kg in the year to %(until)s, but can use only %(possible)s kg."
    ),
    "need_grows": _(
        "The declared yearly need grew from %(was)s kg (%(since)s) to %(now)s kg (%(by)s), without "
        "evidence of new capacity."
    ),
    "many_exporters": _(
        "%(exporters)s exporters within 60 days to %(until)s; usually %(usually)s."
    ),
    "new_intermediary": _(
        "A middleman unknown before takes %(share)s%% of the last half-year: %(who)s."
    ),
    "transit_hub": _("%(received)s kg went to another firm in a transit country (%(through)s)."),
    "purity_mismatch": _(
        "%(share)s%% of the metal is purer than the declared use needs (%(use)s)."
    ),
    "just_under": _("%(orders)s round orders just under %(limit)s kg, most of all orders."),
    "rerouted": _(
        "After the restriction of %(restricted)s on %(since)s the half-year's flow rose from "
        "%(before)s to %(after)s kg; %(moved)s kg of it from exporters who had served that country."
    ),
    "reports_stop": _(
        "No report of use since %(last_report)s, though %(received_since)s kg were received."
    ),
}


def sentence(sign: Sign) -> str:
    """What the sign says; its code for one that nobody has put in words."""
    words = SENTENCES.get(sign.code)
    return str(words) % sign.evidence if words else sign.code
