"""ETag and If-Match: whoever replaces a draft says which one they read (RFC 9110, RFC 6585)."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from shipments.models import Shipment

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True)


class PreconditionRequired(APIException):
    """428: the request does not say which content it replaces."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = _("Send If-Match with the ETag of what you read.")
    default_code = "precondition_required"


class PreconditionFailed(APIException):
    """412: the content was changed since it was read."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = _("This was changed meanwhile. Read it again, then replace it.")
    default_code = "precondition_failed"


def etag_of(shipment: Shipment) -> str:
    """Of the shipment as it stands: every change counts its version up."""
    return f'"{shipment.pk}-{shipment.version}"'


def tagged(response: Response, shipment: Shipment) -> Response:
    """The answer with the shipment's ETag."""
    response["ETag"] = etag_of(shipment)
    return response


def told_tags(request: Request) -> frozenset[str]:
    """The tags of If-Match. Raises PreconditionRequired where there are none."""
    told = request.headers.get("If-Match", "")
    if not told.strip():
        raise PreconditionRequired
    return frozenset(each.strip() for each in told.split(","))


def check_tags(told: frozenset[str], tag: str) -> None:
    """Raise PreconditionFailed unless that tag is among them, or `*`."""
    if not told & {"*", tag}:
        raise PreconditionFailed
