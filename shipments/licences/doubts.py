"""What is unusual about a licence as registered: for the keeper to check, never to refuse.

Decree 792 art. 15 gives the terms of dual-use licences; those of ordinary ones are to be verified.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from compliance.law.classify import DUAL_USE_DOCUMENTS
from compliance.law.dates import months_after
from shipments.models import Licence

ORDINARY_MONTHS, ORDINARY_USES = 6, 12
INDIVIDUAL_MONTHS, GENERAL_MONTHS = 12, 36
ONE_DAY = timedelta(days=1)


def doubts_about(licence: Licence) -> list[str]:
    """Sentences in the active language."""
    is_dual_use = licence.kind in DUAL_USE_DOCUMENTS
    return _dual_use_doubts(licence) if is_dual_use else _ordinary_doubts(licence)


def _ordinary_doubts(licence: Licence) -> list[str]:
    found = []
    if _is_longer(licence, ORDINARY_MONTHS):
        found.append(_("An export licence usually runs for at most six months."))
    if licence.valid_until.year > licence.valid_from.year:
        found.append(_("An export licence usually ends with its calendar year."))
    if licence.uses > ORDINARY_USES:
        found.append(_("An export licence is usually for one batch, or for at most twelve uses."))
    return found


def _dual_use_doubts(licence: Licence) -> list[str]:
    if licence.uses == 1 and _is_longer(licence, INDIVIDUAL_MONTHS):
        return [_("A dual-use licence for one export runs for at most one year.")]
    if _is_longer(licence, GENERAL_MONTHS):
        return [_("A general dual-use licence runs for at most three years.")]
    return []


def _is_longer(licence: Licence, months: int) -> bool:
    return licence.valid_until > months_after(licence.valid_from, months) - ONE_DAY
