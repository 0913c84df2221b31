"""The signs of diversion in sentences, with their evidence, in the reader's language."""

from compliance.law.diversion import DiversionSign
from compliance.law.rules.diversion import SENTENCES


def sentence(sign: DiversionSign) -> str:
    """What the sign says; its evidence as it stands for one that was read with other words."""
    plain = "; ".join(f"{name}: {value}" for name, value in sign.evidence.items())
    try:
        return str(SENTENCES[sign.code]) % sign.evidence
    except KeyError:
        return f"{sign.code} ({plain})"
