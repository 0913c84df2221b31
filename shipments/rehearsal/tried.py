"""What a rehearsal tries: kept as “policy 2 + sampling_rate = 0.25 + un v3”, whoever asked for it,
and read in the reader's language."""

import re

from django.utils.translation import gettext as _

from compliance.parties.models import ListCode
from compliance.policy.parameters import PARAMETERS

BESIDE = " + "
POLICY = re.compile(r"policy (\d+)", re.IGNORECASE)
LIST = re.compile(r"(\w+) v(\d+)")
BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}


def tried_in_words(what: str) -> str:
    """The parts in words; one that says nothing known, as it was kept."""
    return BESIDE.join(map(_in_words, what.split(BESIDE)))


def _in_words(part: str) -> str:
    if policy := POLICY.fullmatch(part):
        return _("Policy %(number)s") % {"number": policy[1]}
    if (found := LIST.fullmatch(part)) and found[1] in ListCode.values:
        return f"{ListCode(found[1]).label} v{found[2]}"
    name, equals, value = part.partition(" = ")
    return f"{BY_NAME[name].label} = {value}" if equals and name in BY_NAME else part
