"""Any submitted revision as it was frozen, and what distinguishes it from any other."""

from typing import Any

from django.http import Http404

from compliance.policy.versions import policy_on
from shipments.declare.overview import content_page
from shipments.frozen import declaration_in
from shipments.models import Revision, Shipment
from shipments.revision_changes import changes_between


def revision_page(shipment: Shipment, number: int, against: str) -> dict[str, Any]:
    """The context of templates/revisions/revision.html. Raises Http404 for a number not used.

    `against` is the number of the revision to compare with; anything else compares with none.
    """
    revisions = list(shipment.revisions.select_related("submitted_by").order_by("number"))
    shown = _numbered(revisions, str(number))
    if shown is None:
        raise Http404
    other = _numbered(revisions, against)
    return {
        "shipment": shipment,
        "revision": shown,
        "revisions": revisions,
        "others": [each for each in revisions if each is not shown],
        "other": other if other is not shown else None,
        "changes": _changes(shown, other) if other else [],
        **content_page(declaration_in(shown)),
    }


def _numbered(revisions: list[Revision], number: str) -> Revision | None:
    return next((each for each in revisions if str(each.number) == number), None)


def _changes(first: Revision, second: Revision) -> list[Any]:
    """From the older to the newer, whichever of them is shown."""
    old, new = sorted((first, second), key=lambda revision: revision.number)
    declaration = declaration_in(new)
    return changes_between(old.content, new.content, policy_on(declaration.declared_on))
