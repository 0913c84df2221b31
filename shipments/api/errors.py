"""Errors of the API: the same sentences as the pages, as JSON."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_handler

from compliance.document_store.away import StoreAway
from compliance.refusals import Conflict, NotAllowed
from compliance.ui.error_pages import RETRY_SECONDS
from shipments.declare.actions import Incomplete
from shipments.declare.intake import WrongContent
from shipments.paperwork.files import Corrupt
from shipments.single_window.exporting import DoesNotFit
from shipments.single_window.parsing import BadMessage


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """409 for what cannot be done now, 403 for what never may, 400 for an unfinished draft, 503
    while documents can be neither stored nor read.

    In JSON, also where an address else answers with something other.
    """
    context["request"].accepted_renderer = JSONRenderer()
    context["request"].accepted_media_type = JSONRenderer.media_type
    refused = _refused(error)
    if refused:
        return refused
    if isinstance(error, DoesNotFit):
        faults = [{"path": each.path, "detail": each.sentence} for each in error.faults]
        return Response({"problems": faults}, status=status.HTTP_400_BAD_REQUEST)
    if isinstance(error, BadMessage):
        return Response({"upload": [error.sentence]}, status=status.HTTP_400_BAD_REQUEST)
    if isinstance(error, WrongContent):
        return Response(error.errors, status=status.HTTP_400_BAD_REQUEST)
    if isinstance(error, Incomplete):
        problems = [
            {"section": each.section, "field": each.field, "detail": each.sentence}
            for each in error.problems
        ]
        return Response({"problems": problems}, status=status.HTTP_400_BAD_REQUEST)
    return default_handler(error, context)


def _refused(error: Exception) -> Response | None:
    if isinstance(error, Conflict):
        return Response({"detail": error.sentence}, status=status.HTTP_409_CONFLICT)
    if isinstance(error, Corrupt):
        sentence = _("The stored file is not the one that was issued. Customs has been told.")
        return Response({"detail": sentence}, status=status.HTTP_409_CONFLICT)
    if isinstance(error, NotAllowed):
        return Response({"detail": error.sentence}, status=status.HTTP_403_FORBIDDEN)
    if isinstance(error, StoreAway):
        sentence = _("Documents can be neither stored nor read just now. Nothing was saved.")
        headers = {"Retry-After": str(RETRY_SECONDS)}
        return Response({"detail": sentence}, status.HTTP_503_SERVICE_UNAVAILABLE, headers=headers)
    return None
