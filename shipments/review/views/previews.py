"""A picture of one page of a file, beside the declared values that it should bear out."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_READERS, for_roles
from shipments.previews.reading import previews_of
from shipments.review.views.pages import visible_shipment


@require_safe
@cache_control(no_store=True, private=True)
@for_roles(*CASE_READERS)
def preview(request: PersonRequest, reference: str, sha256: str, page: int) -> HttpResponse:
    """The picture, made anew from the file's pixels; 404 where there is none."""
    shipment = visible_shipment(request, reference)
    if not shipment.attachments.filter(sha256=sha256).exists():
        raise Http404
    drawn = previews_of([sha256]).get(sha256)
    if drawn is None or not 1 <= page <= drawn.pages:
        raise Http404
    try:
        with default_storage.open(drawn.names[page - 1]) as picture:
            return HttpResponse(picture.read(), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
