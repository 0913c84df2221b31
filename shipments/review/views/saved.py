"""Views of the queue that officers keep and share."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from compliance import limits
from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, for_roles
from shipments.models import QueueView
from shipments.review.queue_filter import query_of

MOST_VIEWS = limits.QUEUE_VIEWS
LONGEST_QUERY = 500


def views_of(officer: User) -> QuerySet[QueueView]:
    """The officer's own and those that colleagues of the office share."""
    shared = Q(is_shared=True, office=officer.office_id)
    return QueueView.objects.filter(shared | Q(owner=officer)).select_related("owner")[:MOST_VIEWS]


@require_POST
@for_roles(*CASE_OFFICERS)
def keep_view(request: PersonRequest) -> HttpResponse:
    """Keep the filters of the queue under a name; the same name again replaces them."""
    query = query_of(QueryDict(request.POST.get("query", "")[:2000]))
    name = request.POST.get("name", "").strip()[:60]
    if not name or len(query) > LONGEST_QUERY:
        messages.error(request, _("Give the view a name."))
        return redirect(f"{reverse('review:queue')}?{query}")
    told = {
        "office_id": request.user.office_id,
        "query": query,
        "is_shared": "is_shared" in request.POST,
    }
    own = QueueView.objects.filter(owner=request.user)
    limits.queue_views_left(own.exclude(name=name).count())
    QueueView.objects.update_or_create(owner=request.user, name=name, defaults=told)
    messages.success(request, _("The view is kept."))
    return redirect(f"{reverse('review:queue')}?{query}")


@require_POST
@for_roles(*CASE_OFFICERS)
def drop_view(request: PersonRequest, pk: int) -> HttpResponse:
    """Forget one of one's own views."""
    get_object_or_404(QueueView, pk=pk, owner=request.user).delete()
    messages.success(request, _("The view is gone."))
    return redirect("review:queue")
