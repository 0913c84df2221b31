"""Writing an internal note on a case."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from compliance.accounts.requests import PersonRequest
from compliance.accounts.roles import CASE_OFFICERS, for_roles
from compliance.listed import listed
from compliance.ui.kept_posts import typed_in
from compliance.ui.methods import require_form
from shipments.review.forms import NoteForm
from shipments.review.notes import colleagues_at, write_note
from shipments.review.views.pages import visible_shipment


@require_form
@for_roles(*CASE_OFFICERS)
def note(request: PersonRequest, reference: str) -> HttpResponse:
    """The form on a page of its own, which the case's small form leads to when something lacks."""
    shipment = visible_shipment(request, reference)
    form = NoteForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            written = write_note(shipment, by=request.user, text=form.cleaned_data["text"])
        except ValidationError as mistake:
            form.add_error(None, mistake)
        else:
            told = _("The note is kept, and %(people)s are told of it.")
            people = listed(written.mentioned)
            messages.success(
                request, told % {"people": people} if people else _("The note is kept.")
            )
            return redirect("review:case", reference)
    context = {"shipment": shipment, "form": form, "colleagues": colleagues_at(shipment)}
    return render(request, "review/note.html", context)
