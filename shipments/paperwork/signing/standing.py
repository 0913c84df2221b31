"""How the key that signs papers stands, for home pages, readiness and whoever rotates it."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from compliance import clock
from compliance.audit.log import record
from shipments.models import PaperSignature
from shipments.paperwork.signing import place, refused_pin

SUBJECT = "papers"
SOON = timedelta(days=30)


def fault_of_key() -> str:
    """A sentence where the key is missing, has ended or ends soon; "" otherwise."""
    if not place.is_on():
        return ""
    if place.is_token() and refused_pin.was_refused():
        return _("The token refused the PIN: no paper is issued until another one is set.")
    try:
        certificate = place.certificate_now()
    except (ValueError, OSError):
        return _("The key that signs papers cannot be read: no paper is issued.")
    if certificate is None:
        missing = place.named() or PaperSignature.objects.exists()
        is_told = missing and not place.is_token()
        return _("The key that signs papers is missing.") if is_told else ""
    day = {"day": certificate.not_valid_after_utc.date().isoformat()}
    if not place.is_valid(certificate, clock.now()):
        return _("The certificate that signs papers is not valid (until %(day)s).") % day
    if not place.is_valid(certificate, clock.now() + SOON):
        return _("The certificate that signs papers ends on %(day)s: rotate the key.") % day
    return ""


def days_left() -> float | None:
    """Until the certificate ends; None where nothing is signed or the key is not known yet."""
    certificate = place.certificate_now() if place.is_on() else None
    return (
        (certificate.not_valid_after_utc - clock.now()) / timedelta(days=1) if certificate else None
    )


@transaction.atomic
def rotate() -> str:
    """Let a new key of the own authority sign from now on; its certificate's SHA-256. What was
    signed before stays as it is. Raises CannotSign where the key is not our own."""
    from shipments.paperwork.signing import authority

    if place.named():
        raise place.CannotSign("GATE49_SIGNER names the key: put another one there")
    before = place.certificate_now()
    fresh = place.fingerprint(authority.new_key())
    told = {"old": place.fingerprint(before)} if before else {}
    record("rotate_paper_key", by=None, subject=SUBJECT, new=fresh, **told)
    return fresh
