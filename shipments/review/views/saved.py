"""Views of the queue that officers keep and share."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from compliance import limits
from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, for_roles
from compliance.ui.asking_again import ask_again
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form
from shipments.models import QueueView
from shipments.review.queue_filter import ViewForm

MOST_VIEWS = limits.QUEUE_VIEWS


def views_of(officer: User) -> QuerySet[QueueView]:
    """The officer's own and those that colleagues of the office share."""
    shared = Q(is_shared=True, office=officer.office_id)
    return QueueView.objects.filter(shared | Q(owner=officer)).select_related("owner")[:MOST_VIEWS]


@require_form
@for_roles(*CASE_OFFICERS)
def keep_view(request: PersonRequest) -> HttpResponse:
    """Keep the filters of the queue under a name; the same name again replaces them."""
    form = ViewForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        back = (reverse("review:queue"), _("Queue"))
        return ask_again(request, form, heading=_("Keep this view"), back=back)
    told = {"office_id": request.user.office_id, **form.cleaned_data}
    name, query = told.pop("name"), told["query"]
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
