"""What pages show of the question behind a hold, for customs and for the exporter alike."""

from typing import Any

from compliance.codes.tables import ATTACHMENT_KINDS
from shipments.grounds import ground_named, ground_of
from shipments.models import Hold
from shipments.question_clock import clocks_of


def question_told(hold: Hold | None) -> dict[str, Any]:
    """Its ground, the papers asked for, its clocks; nothing for a hold of another kind."""
    question = getattr(hold, "question", None)
    if hold is None or question is None:
        return {}
    materials = [ATTACHMENT_KINDS.get(code) for code in question.materials]
    return {
        "question": question,
        "ground": ground_of(hold.decision)
        or ground_named("question", question.ground, question.asked_on),
        "materials": [kind.name for kind in materials if kind],
        "clocks": clocks_of(question),
    }
