"""The signs of diversion in sentences, with their evidence, in the reader's language."""

from compliance.law.diversion import DiversionSign
from compliance.law.rules.diversion import SENTENCES
from compliance.listed import labelled, listed, listed_apart, stored_list

CODES = {"through", "use"}


def sentence(sign: DiversionSign) -> str:
    """What the sign says; its evidence as it stands for one that was read with other words."""
    plain = listed_apart(labelled(name, value) for name, value in sign.evidence.items())
    try:
        told = {
            name: listed(stored_list(value)) if name in CODES else value
            for name, value in sign.evidence.items()
        }
        return str(SENTENCES[sign.code]) % told
    except KeyError:
        return f"{sign.code} ({plain})"
