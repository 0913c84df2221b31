"""What pages show of the ground of a hold and of the question behind it."""

from typing import Any

from compliance.codes.tables import ATTACHMENT_KINDS
from shipments.grounds import ground_named, ground_of
from shipments.models import Hold
from shipments.question_clock import clocks_of


def question_told(hold: Hold | None) -> dict[str, Any]:
    """The ground an exporter may read; of a question the papers asked for and its clocks, too."""
    question = getattr(hold, "question", None)
    if hold is None:
        return {}
    if question is None:
        ground = ground_of(hold.decision)
        return {"ground": ground} if ground and ground.disclosed else {}
    materials = [ATTACHMENT_KINDS.get(code) for code in question.materials]
    return {
        "question": question,
        "ground": ground_of(hold.decision)
        or ground_named("question", question.ground, question.asked_on),
        "materials": [kind.name for kind in materials if kind],
        "clocks": clocks_of(question),
    }
