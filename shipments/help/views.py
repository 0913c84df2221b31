"""Pages of help and contact, open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance import clock
from compliance.accounts.models import CustomsOffice
from compliance.law.office_contacts import EVERY_OFFICE
from compliance.policy.versions import policy_on
from shipments.help.topics import TOPICS


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The subjects, each with its questions, and the contacts of the offices."""
    today = clock.today()
    standing = [each for each in policy_on(today).office_contacts if each.stands_on(today)]
    names = {each.code: str(each) for each in CustomsOffice.objects.all()}
    general = [each for each in standing if each.office == EVERY_OFFICE]
    own = [(names.get(each.office, each.office), each) for each in standing if each.office]
    context = {"topics": TOPICS, "general": general, "own": own}
    return render(request, "help/index.html", context)


@login_not_required
@require_safe
def topic(request: HttpRequest, key: str) -> HttpResponse:
    """The questions and answers of a subject."""
    found = next((each for each in TOPICS if each.key == key), None)
    if found is None:
        raise Http404
    return render(request, "help/topic.html", {"topic": found, "topics": TOPICS})
