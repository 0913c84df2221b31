"""The register as lists show it: filtered, each licence with its state of the day."""

from collections.abc import Container
from datetime import date

from django.db.models import Q, QuerySet

from compliance.accounts.models import Exporter
from shipments.licences.forms import SUSPENDED, RegisterFilter
from shipments.models import EditionEntry, EditionState, Licence
from shipments.models.licence import LicenceQuerySet


def state_on(licence: Licence, today: date, suspended: Container[str] = ()) -> str:
    """revoked, expired, used_up, suspended, future or valid; `suspended` are the numbers that the
    issuing offices' register calls so, where the reader may know."""
    if licence.is_revoked:
        return "revoked"
    if licence.valid_until < today:
        return "expired"
    amounts = (licence.remaining_kg, licence.remaining_quantity, licence.remaining_value)
    if not licence.remaining_uses or 0 in amounts:
        return "used_up"
    if licence.number in suspended:
        return "suspended"
    return "valid" if licence.valid_from <= today else "future"


def suspended_now() -> QuerySet[EditionEntry, str]:
    """Numbers of the licences that the register in force calls suspended."""
    rows = EditionEntry.objects.filter(edition__state=EditionState.IN_FORCE, status=SUSPENDED)
    return rows.order_by().values_list("number", flat=True)


def filter_register(rows: LicenceQuerySet, chosen: RegisterFilter, today: date) -> LicenceQuerySet:
    """The licences that fit; a filter that cannot be read changes nothing."""
    wanted = chosen.cleaned_data if chosen.is_valid() else {}
    if wanted.get("number"):
        rows = rows.filter(number__icontains=wanted["number"].strip())
    if wanted.get("holder"):
        rows = rows.filter(holder_uscc__iexact=wanted["holder"].strip())
    state = wanted.get("state", "")
    if state == SUSPENDED:
        return rows.filter(_in_state("good", today), number__in=suspended_now())
    if state == "valid" and chosen.tells_of_suspensions:
        rows = rows.exclude(number__in=suspended_now())
    return rows.filter(_in_state(state, today))


def citable_by(exporter: Exporter, today: date) -> LicenceQuerySet:
    """The licences of that exporter that a declaration may cite, the next to run out first."""
    own = Licence.objects.filter(_in_state("valid", today), holder_uscc=exporter.uscc)
    return own.order_by("valid_until", "id")


def _in_state(state: str, today: date) -> Q:
    kept, live = Q(revoked_at__isnull=True), Q(valid_until__gte=today)
    left = Q(remaining_uses__gt=0)
    for amount in ("remaining_kg", "remaining_quantity", "remaining_value"):
        left &= Q(**{f"{amount}__isnull": True}) | Q(**{f"{amount}__gt": 0})
    return {
        "revoked": ~kept,
        "expired": kept & ~live,
        "used_up": kept & live & ~left,
        "good": kept & live & left,
        "valid": kept & live & left & Q(valid_from__lte=today),
    }.get(state, Q())
