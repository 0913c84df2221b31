"""A person's own messages, and what they want by mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import for_everybody
from compliance.notify.forms import WishesForm
from compliance.notify.messages import count_unread
from compliance.notify.models import Notice
from compliance.ui.kept_posts import typed_in
from compliance.ui.keyset import Key, keyset_page
from compliance.ui.methods import require_form
from compliance.ui.shown_forms import tell_of_merged

NEWEST_FIRST = (Key("id", descending=True),)


@require_safe
@for_everybody
def notices(request: PersonRequest) -> HttpResponse:
    """One's own messages, the newest first."""
    rows = Notice.objects.filter(user=request.user)
    page = keyset_page(rows, NEWEST_FIRST, request.GET.get("after", ""))
    return render(request, "notify/notices.html", {"page": page})


@require_POST
@for_everybody
def follow(request: PersonRequest, pk: int) -> HttpResponse:
    """Mark one message as read and go where it leads."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    _mark_read(request, pk=pk)
    return redirect(notice.address)


@require_POST
@for_everybody
def read_all(request: PersonRequest) -> HttpResponse:
    """Mark every message as read."""
    _mark_read(request)
    return redirect("notify:notices")


@require_form
@for_everybody
def wishes(request: PersonRequest) -> HttpResponse:
    """Which kinds come by mail."""
    typed = typed_in(request)
    form = WishesForm(request.user, typed)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        tell_of_merged(request, form)
        return redirect("notify:wishes")
    return render(request, "notify/wishes.html", {"form": form})


def _mark_read(request: PersonRequest, **which: int) -> None:
    unread = Notice.objects.filter(user=request.user, read_at__isnull=True, **which)
    if unread.update(read_at=timezone.now()):
        count_unread([request.user.pk])
