"""Pages of webhooks: the exporter's addresses, and what became of each message."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.models import Role
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_roles
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form
from shipments.models import Webhook
from shipments.webhooks import registering
from shipments.webhooks.backlog import pause_of
from shipments.webhooks.delivering import PAUSES, SIGNATURE
from shipments.webhooks.forms import WebhookForm

MOST_SHOWN = 100


@require_form
@for_roles(Role.EXPORTER)
def webhooks(request: PersonRequest) -> HttpResponse:
    """The exporter's addresses and a form for one more, whose secret this answer alone shows."""
    form = WebhookForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            hook = registering.register(form.cleaned_data["url"], by=request.user)
        except ValidationError as error:
            form.add_error("url", error)
        else:
            return render(request, "webhooks/secret.html", {"hook": hook, "header": SIGNATURE})
    return render(request, "webhooks/webhooks.html", {"form": form, "hooks": _own(request)})


@require_safe
@for_roles(Role.EXPORTER)
def webhook(request: PersonRequest, pk: int) -> HttpResponse:
    """One address and the latest messages to it."""
    hook = get_object_or_404(_own(request), pk=pk)
    context = {
        "hook": hook,
        "deliveries": hook.deliveries.select_related("shipment")[:MOST_SHOWN],
        "tries": len(PAUSES) + 1,
        "pause": pause_of(hook),
    }
    return render(request, "webhooks/webhook.html", context)


@require_POST
@for_roles(Role.EXPORTER)
def ping(request: PersonRequest, pk: int) -> HttpResponse:
    """Send a message that tells of nothing."""
    hook = get_object_or_404(_own(request), pk=pk)
    registering.ping(hook)
    messages.success(request, _("A test message is on its way: load this page again in a moment."))
    return redirect("webhooks:webhook", pk=hook.pk)


@require_POST
@for_roles(Role.EXPORTER)
def resume(request: PersonRequest, pk: int) -> HttpResponse:
    """Send what came while the address was paused."""
    hook = get_object_or_404(_own(request), pk=pk)
    registering.resume(hook, by=request.user)
    messages.success(request, _("Messages are sent again, the oldest first."))
    return redirect("webhooks:webhook", pk=hook.pk)


@require_POST
@for_roles(Role.EXPORTER)
def revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """Send nothing there any more."""
    hook = get_object_or_404(_own(request), pk=pk)
    registering.revoke(hook, by=request.user)
    messages.success(request, _("%(address)s is revoked.") % {"address": hook.url})
    return redirect("webhooks:webhooks")


def _own(request: PersonRequest) -> Any:
    return Webhook.objects.filter(exporter=request.user.exporter)
