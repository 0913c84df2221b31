"""Attachments, the filters of the list, and the closing forms."""

from functools import partial
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import limits
from compliance.codes.spelling import code_text
from compliance.paper_fields import PaperField, PapersField
from compliance.ui.fields import CodeSelect, DateField, SpelledField
from compliance.ui.forms import TypedForm
from shipments.declare.orders import ORDERS
from shipments.grounds import choices_of
from shipments.models import Shipment
from shipments.moves import SHOWN

MOST_ATTACHMENTS = limits.PAPERS


class AttachmentForm(TypedForm, forms.Form):
    """One more paper."""

    kind = CodeSelect("attachment_kinds", label=gettext_lazy("Kind of paper"))
    number = SpelledField(
        code_text, label=gettext_lazy("Number of the paper"), required=False, max_length=40
    )
    upload = PaperField(label=capfirst(gettext_lazy("file")))

    def __init__(self, *args: Any, shipment: Shipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shipment = shipment

    def clean(self) -> dict[str, Any]:
        """A limit on the number of papers."""
        if self.shipment.attachments.filter(removed_at=None).count() >= MOST_ATTACHMENTS:
            sentence = _("A declaration has at most %(most)s papers.")
            self.add_error("upload", sentence % {"most": MOST_ATTACHMENTS})
        return self.cleaned_data


class ManyPapersForm(TypedForm, forms.Form):
    """Several papers at once; the name of each says what it is."""

    papers = PapersField(label=gettext_lazy("Files"))


class ListFilterForm(forms.Form):
    """Filters of the list of shipments (GET)."""

    hides_optional = True

    status = forms.ChoiceField(label=capfirst(gettext_lazy("status")), required=False)
    q = forms.CharField(
        label=gettext_lazy("Number, party, goods or destination"),
        help_text=gettext_lazy("Also of the contract, invoice, bill of lading, licence or HS code"),
        required=False,
        max_length=100,
    )
    since = DateField(label=gettext_lazy("Submitted from"), required=False)
    until = DateField(label=gettext_lazy("Submitted until"), required=False)
    order = forms.ChoiceField(label=gettext_lazy("Order"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].choices = [(key, each.name) for key, each in ORDERS.items()]
        self.fields["status"].choices = [("", _("All")), *SHOWN.items()]


class WithdrawForm(TypedForm, forms.Form):
    """Why the declaration is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you withdraw it?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class RequestWithdrawalForm(WithdrawForm):
    """The same with the case in which a declarant may ask; none is chosen beforehand."""

    ground = forms.ChoiceField(
        label=gettext_lazy("In which case do you ask?"), choices=partial(choices_of, "withdraw")
    )
    field_order = ("ground", "reason")


class RequestAmendmentForm(RequestWithdrawalForm):
    """In which case, and what shall be corrected."""

    reason = forms.CharField(
        label=gettext_lazy("What is to be corrected, and why?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class AnswerForm(TypedForm, forms.Form):
    """The answer to a hold, with up to three papers and what each of them is."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"), max_length=4000, widget=forms.Textarea({"rows": 8})
    )
    first = PaperField(label=gettext_lazy("Paper 1"), required=False)
    first_kind = CodeSelect(
        "attachment_kinds", label=gettext_lazy("Kind of paper 1"), required=False
    )
    second = PaperField(label=gettext_lazy("Paper 2"), required=False)
    second_kind = CodeSelect(
        "attachment_kinds", label=gettext_lazy("Kind of paper 2"), required=False
    )
    third = PaperField(label=gettext_lazy("Paper 3"), required=False)
    third_kind = CodeSelect(
        "attachment_kinds", label=gettext_lazy("Kind of paper 3"), required=False
    )

    def papers_given(self) -> dict[str, list[Any]]:
        """The uploaded papers with the kind of each, as the actions take them."""
        names = [name for name in ("first", "second", "third") if self.cleaned_data.get(name)]
        return {
            "files": [self.cleaned_data[name] for name in names],
            "kinds": [self.cleaned_data[f"{name}_kind"] for name in names],
        }


class AddPapersForm(AnswerForm):
    """Papers that nobody asked for, and what they are for; one at least."""

    text = forms.CharField(
        label=gettext_lazy("What do you hand in, and what does it show?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Words alone are no paper."""
        names = ("first", "second", "third")
        if not any(self.cleaned_data.get(name) or name in self.errors for name in names):
            self.add_error("first", _("Choose a file."))
        return self.cleaned_data
