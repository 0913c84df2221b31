"""Where a shipment can stand. A ninth status needs a page in docs/decisions/."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a shipment stands. Why it is held lives on its Hold."""

    DRAFT = "draft", _("Draft")
    SCREENING = "screening", _("Being screened")
    IN_REVIEW = "in_review", _("In review")
    HELD = "held", _("Held")
    RELEASED = "released", _("Released")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed")


RETURNED = "returned"
"""What lists and tags call a draft that customs has seen; it stands as a draft all the same."""

SHOWN: dict[str, Any] = {
    Status.DRAFT.value: Status.DRAFT.label,
    RETURNED: _("Returned"),
    **dict(Status.choices[1:]),
}
"""Every word for where a shipment stands, in the order of its life."""


def shown_status(status: str, revision_no: int) -> str:
    """The key in SHOWN for a shipment in that status, submitted that many times."""
    return RETURNED if status == Status.DRAFT and revision_no else status


OPEN = (Status.IN_REVIEW, Status.HELD)
"""An officer still has to decide: the queue, new lists and late licences look at these."""

LET_GO = (Status.RELEASED, Status.CLOSED)
"""Customs released the goods and has not called them back."""

NEXT_FOR_EXPORTER = {
    Status.SCREENING: _(
        "The declaration is being screened. The result appears here within seconds; if it does "
        "not, load the page again."
    ),
    Status.IN_REVIEW: _(
        "Customs is reviewing the declaration. What it decides appears on this page."
    ),
    Status.RELEASED: _("Customs has released the goods. The papers are below."),
    Status.REFUSED: _("The goods may not be exported under this declaration."),
}
"""What the exporter reads above the status page."""
