"""/healthz, /readyz and /metrics. The last two tell details only to who has the token for them."""

from hmac import compare_digest
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from compliance.health import checks
from compliance.health.metrics import REGISTRY


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 where no request could be answered. What else is wrong is told as well, and is no reason
    to take this process out of service."""
    needed, wanted = checks.needed(), checks.wanted()
    is_ready = not any(needed.values())
    told: dict[str, object] = {"ready": is_ready, "healthy": is_ready and not any(wanted.values())}
    if _may_read(request):
        told["checks"] = {**needed, **wanted}
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(told, status=status)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus, counted in the database, the same from every process."""
    if not _may_read(request):
        raise Http404
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    told = request.headers.get("Authorization", "").encode("utf-8", "replace")
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and compare_digest(told, wanted)
