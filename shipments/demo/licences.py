"""Demo licences: one of each kind for every demo exporter, with plenty left on them."""

from datetime import timedelta
from decimal import Decimal

from compliance import clock
from compliance.accounts.models import Exporter
from shipments.demo.goods import LICENCE_NUMBERS
from shipments.demo.people import FILERS
from shipments.licences.actions import register

ISSUERS = {"91430200MA4L17XC2": "43", "91330400MA2B31LR7": "33"}
HS_CODES = {"3": ["2853904051", "2931900032"], "4": ["8112923010", "8112993000"]}
KILOGRAMS = {"3": Decimal(5000), "4": Decimal(200_000)}
FORMS = {"3": "general"}
TERM = timedelta(days=180)
REGISTERED_DAYS_AGO = 61


def licence_number(exporter: Exporter, kind: str) -> str:
    """The number of that exporter's licence: the two digits of the province that issued it."""
    issuer = ISSUERS.get(exporter.uscc[:17], "53")
    return LICENCE_NUMBERS[kind].replace("53", issuer, 1)


def enter_licences() -> None:
    """Enter those of the exporters who file now, as of the moment the clock shows."""
    for exporter in Exporter.objects.filter(people__username__in=FILERS).order_by("id"):
        for kind in LICENCE_NUMBERS:
            _register(exporter, kind)


def _register(exporter: Exporter, kind: str) -> None:
    register(
        by=None,
        number=licence_number(exporter, kind),
        kind=kind,
        form=FORMS.get(kind, ""),
        holder_uscc=exporter.uscc,
        hs_codes=HS_CODES[kind],
        customs_district="22",
        valid_from=clock.today() - timedelta(days=30),
        valid_until=clock.today() + TERM,
        quantity_kg=KILOGRAMS[kind],
        uses=500,
    )
