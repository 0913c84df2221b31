"""One verb over the ticked cases of the queue, with a report on each."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from compliance.accounts.models import User
from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, for_roles
from shipments.review import bulk


class BulkForm(forms.Form):
    """What to do with the ticked cases; the reason is for a release, the officer for giving."""

    verb = forms.ChoiceField(choices=list(bulk.VERBS.items()))
    to = forms.ModelChoiceField(label=_("Officer"), queryset=User.objects.none(), required=False)
    reason = forms.CharField(
        label=_("Reason for the release"), max_length=2000, min_length=5, required=False
    )

    def __init__(self, *args: object, officer: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(office=officer.office_id, is_active=True)
        self.fields["to"].queryset = people.order_by("display_name")

    def clean(self) -> None:
        """A release says why, and a case is given to somebody."""
        super().clean()
        verb = self.cleaned_data.get("verb")
        if verb == "release" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why these cases can be released."))
        if verb == "assign" and not self.cleaned_data.get("to"):
            self.add_error("to", _("Choose an officer."))


@require_POST
@for_roles(*CASE_OFFICERS)
def bulk_apply(request: PersonRequest) -> HttpResponse:
    """Do it, and say of each case what became of it."""
    picks = bulk.picks_of(request.POST.getlist("case"))
    form = BulkForm(request.POST, officer=request.user)
    if request.POST.get("verb") not in bulk.VERBS:
        return redirect("review:queue")
    context = {"form": form, "picks": picks, "verb": bulk.VERBS[request.POST["verb"]]}
    if picks and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("verb", "to", "reason")}
        outcomes = bulk.apply(picks=picks, by=request.user, **asked)
        context |= {"outcomes": outcomes, "done": sum(not each.obstacle for each in outcomes)}
    return render(request, "review/bulk.html", context)
