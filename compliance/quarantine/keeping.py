"""Which stored files may be opened. Without a scanner (settings.CLAMD) all may; with one, only
those it found clean: what it has not seen is quarantined, whenever it was stored."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from compliance.quarantine.models import FileScan, ScanState
from compliance.refusals import Conflict


def is_switched_on() -> bool:
    """Whether this installation has a virus scanner."""
    return bool(settings.CLAMD)


def quarantined(hashes: Iterable[str]) -> set[str]:
    """Those of the files that may not be opened now."""
    asked = set(hashes)
    if not asked or not is_switched_on():
        return set()
    clean = FileScan.objects.filter(sha256__in=asked, state=ScanState.CLEAN)
    return asked - set(clean.values_list("sha256", flat=True))


def found_in(hashes: Iterable[str]) -> dict[str, str]:
    """What the scanner found in those of the files that it refused, by hash."""
    if not is_switched_on():
        return {}
    rows = FileScan.objects.filter(sha256__in=set(hashes), state=ScanState.FOUND)
    return dict(rows.values_list("sha256", "found"))


def require_clean(sha256: str) -> None:
    """Raise Conflict for a file that may not be opened."""
    if not quarantined([sha256]):
        return
    found = found_in([sha256])
    if found:
        sentence = _("The virus scanner refused this file (%(found)s). It is not handed out.")
        raise Conflict(sentence % {"found": found[sha256]})
    raise Conflict(_("This file waits for the virus scanner. Try again in a minute."))
