"""The declaration that a revision froze, for pages: what cannot be read is told, no crash."""

from django.utils.translation import gettext as _

from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.refusals import Conflict
from shipments.models import Revision
from shipments.screening.runs import MALFORMED


def declaration_in(revision: Revision) -> Declaration:
    """The frozen content. Raises Conflict when what is stored is no declaration (any more)."""
    try:
        return from_plain(revision.content, Declaration)
    except MALFORMED as error:
        sentence = _("Revision %(number)s of this declaration cannot be read. Customs was told.")
        raise Conflict(sentence % {"number": revision.number}) from error
