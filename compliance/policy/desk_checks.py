"""What must hold of a policy's contacts of offices and formats of papers before it may be kept."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from compliance.codes.tables import CUSTOMS_OFFICES
from compliance.law.grounds import MARKS
from compliance.law.office_contacts import OfficeContact
from compliance.law.paper_formats import ALWAYS, FORMATS
from compliance.law.policy import Policy
from compliance.listed import listed

PHONE = frozenset("0123456789+-() ")


def contact_mistakes(policy: Policy) -> Iterator[tuple[str, Any]]:
    """A contact names an office that exists, or none, and a way to reach it."""
    for each in policy.office_contacts:
        for sentence in _mistakes(each):
            yield "office_contacts", sentence % {"code": each.office or "–"}


def format_mistakes(policy: Policy) -> Iterator[tuple[str, Any]]:
    """Only what this system can look into; what the law's papers come as is always taken."""
    unknown = [each for each in policy.paper_formats if each not in FORMATS]
    if unknown:
        told = {"formats": listed(unknown), "known": listed(FORMATS)}
        yield "paper_formats", _("%(formats)s: write only %(known)s.") % told
    if len(set(policy.paper_formats)) < len(policy.paper_formats):
        yield "paper_formats", _("Write each format once.")
    if not set(ALWAYS) <= set(policy.paper_formats):
        yield (
            "paper_formats",
            _("PDF, PNG and JPEG are always taken: keep %(formats)s.")
            % {"formats": listed(ALWAYS)},
        )


def _mistakes(each: OfficeContact) -> Iterator[Any]:
    if each.office and each.office not in CUSTOMS_OFFICES:
        yield _("%(code)s: no such customs office.")
    if not any((each.phone, each.email, each.address_zh, each.address_en)):
        yield _("%(code)s: give a telephone number, an e-mail address or an address.")
    if set(each.phone) - PHONE:
        yield _("%(code)s: write the telephone number in digits.")
    if each.email and not _is_email(each.email):
        yield _("%(code)s: this is no e-mail address.")
    if each.confidence not in MARKS:
        yield _("%(code)s: the confidence is V2, S or M.")
    if each.until is not None and each.until <= each.since:
        yield _("%(code)s: it has to end after it begins.")


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
