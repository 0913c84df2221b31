"""What an officer sends from the pages of this room."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from shipments.models import Shipment

GROUNDS = {
    "hold": "doc_mismatch",
    "question": "parameters",
    "refuse": "no_licence",
    "propose_detention": "violation",
}
TEXTS = {"reason": "Papers and goods agree.", "message": "Please correct line 1."}


def fields(shipment: Shipment, **others: Any) -> dict[str, Any]:
    """Enough for any decision form, seen at the shipment's present version."""
    until = clock.today() + timedelta(days=9)
    return {
        **TEXTS,
        "ground": GROUNDS["hold"],
        "materials": ["contract"],
        "days": 3,
        "method": "unpacking",
        "extent": "sample",
        "planned_on": until.isoformat(),
        "place": "Yangshan, hall 4",
        "inspected_on": clock.today().isoformat(),
        "findings": "As declared.",
        "agrees": "True",
        "report": "In 99.995 %.",
        "result": "not_controlled",
        "ordered_by": "Bureau of Security",
        "may_go": "True",
        "reply_no": "2026-90",
        "reply": "The goods may go on.",
        "goods": "Two cases of ingots",
        "text": "Asked the maker about it.",
        "outcome": "sound",
        "happened_on": clock.today().isoformat(),
        "letter_no": "2026-88",
        "departed_on": clock.today().isoformat(),
        "report_no": "MFT00000001",
        "until": until.isoformat(),
        "version": shipment.version,
        **others,
    }


def address(shipment: Shipment, verb: str) -> str:
    """Where a verb is posted to."""
    if verb in ("claim", "unclaim", "rescreen"):
        return reverse(f"review:{verb}", args=[shipment.reference])
    return reverse("review:decide", args=[shipment.reference, verb.replace("_", "-")])


def post(by: User, shipment: Shipment, verb: str, **others: Any) -> HttpResponse:
    """Send the form of a verb as that person."""
    named: dict[str, Any] = {"ground": GROUNDS[verb]} if verb in GROUNDS else {}
    if verb in ("accept_report", "question_report"):
        report = shipment.follow_up_reports.last()
        named["report"] = report.pk if report else ""
    return signed_in(by).post(address(shipment, verb), fields(shipment, **{**named, **others}))


def signed_in(person: User) -> Client:
    """A browser of that person; a bug shows as a 500."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def status_of(shipment: Shipment) -> str:
    """The status the database holds."""
    return Shipment.objects.get(pk=shipment.pk).status


def page(by: User, address: str, language: str = "en", **query: Any) -> Any:
    """A page as that person sees it."""
    client = Client()
    client.force_login(by)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get(address, query)
