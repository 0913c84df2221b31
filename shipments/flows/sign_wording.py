"""The signs of diversion in sentences, with their evidence, in the reader's language."""

import re

from compliance import clock
from compliance.law.diversion import DiversionSign
from compliance.law.rules.diversion import SENTENCES
from compliance.listed import labelled, listed, listed_apart, stored_list
from compliance.policy.versions import policy_on
from compliance.ui.templatetags.gate49 import code_name, number
from shipments.labels import end_use_name

FIGURE = re.compile(r"\d+\.\d+|\d{4,}")
PLACES = {"through", "restricted"}


def sentence(sign: DiversionSign) -> str:
    """What the sign says; its evidence as it stands for one that was read with other words."""
    plain = listed_apart(labelled(name, value) for name, value in sign.evidence.items())
    try:
        told = {name: _told(name, str(value)) for name, value in sign.evidence.items()}
        return str(SENTENCES[sign.code]) % told
    except KeyError:
        return f"{sign.code} ({plain})"


def _told(name: str, value: str) -> str:
    if name in PLACES:
        return listed(code_name(code, "countries") for code in stored_list(value))
    if name == "use":
        policy = policy_on(clock.today())
        return listed(end_use_name(code, policy) for code in stored_list(value))
    return number(value) if FIGURE.fullmatch(value) else value
