"""The auditor's pages: the event log, and whether it is whole."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import LOG_READERS, for_roles
from compliance.audit.export import WRITERS
from compliance.audit.forms import EventFilter
from compliance.audit.log import record
from compliance.audit.models import Event
from compliance.audit.verification import SUBJECT, last_verification, links_of, verify_recent
from compliance.ui.downloads import streamed_file
from compliance.ui.keyset import Key, keyset_page
from compliance.ui.methods import require_form

NEWEST_FIRST = (Key("seq", descending=True),)


@require_safe
@for_roles(*LOG_READERS)
def events(request: PersonRequest) -> HttpResponse:
    """The log, the newest event first, with filters by GET."""
    chosen = EventFilter(request.GET)
    rows = filter_events(Event.objects.all(), chosen)
    page = keyset_page(rows, NEWEST_FIRST, request.GET.get("after", ""))
    context = {"filter": chosen, "page": page, "verification": last_verification()}
    return render(request, "audit/events.html", context)


@require_safe
@for_roles(*LOG_READERS)
def export(request: PersonRequest, kind: str) -> StreamingHttpResponse:
    """The log as a file, the chosen events only when filters are set; itself an event.

    Without filters the last line is this very download, so that the file ends where the log ends.
    """
    chosen = EventFilter(request.GET)
    content_type, writer = WRITERS[kind]
    with transaction.atomic():
        asked = {name: value for name, value in request.GET.items() if chosen.value(name)}
        told = {"filters": urlencode(asked)} if asked else {}
        last = record("download_events", by=request.user, subject=SUBJECT, kind=kind, **told)
    rows = filter_events(Event.objects.filter(seq__lte=last.seq), chosen)
    content, name = writer(links_of(rows)), f"gate49-events-{last.seq}.{kind}"
    return streamed_file(content, content_type, name)


@require_form
@for_roles(*LOG_READERS)
def verification(request: PersonRequest) -> HttpResponse:
    """The last check of the chain; POST checks the recent part now."""
    if request.method == "POST":
        result = verify_recent(by=request.user)
        if result.is_intact:
            messages.success(request, _("The recent part of the event log is intact."))
        else:
            messages.error(request, _("The event log is damaged."))
        return redirect("audit:verify")
    return render(request, "audit/verify.html", {"verification": last_verification()})


def filter_events(rows: QuerySet[Event], chosen: EventFilter) -> QuerySet[Event]:
    """The events the auditor asked for."""
    conditions = Q()
    if subject := chosen.value("subject"):
        names = [subject, f"shipment:{subject.upper()}"]
        conditions &= Q(subject__in=names)
    if verb := chosen.value("verb"):
        conditions &= Q(verb=verb)
    if actor := chosen.value("actor"):
        named = User.objects.filter(Q(display_name__icontains=actor) | Q(username=actor))
        conditions &= Q(actor__in=list(named.values_list("pk", flat=True)[:50]))
    if since := chosen.value("since"):
        conditions &= Q(at__gte=clock.midnight(since))
    if until := chosen.value("until"):
        conditions &= Q(at__lt=clock.midnight(until + timedelta(days=1)))
    return rows.filter(conditions)
