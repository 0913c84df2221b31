"""Parties of a draft and of the address book."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.declared.party import PARTY
from compliance.ui.row_forms import EditForm, OwnedForm, fields_for
from enduse.forms import refuse_po_box
from enduse.models import EndUser
from shipments.models import PartyRole, SavedParty, Shipment, ShipmentParty

PARTICULARS = list(PARTY)


class PartyForm(EditForm):
    """One party in one role; the role is fixed by the page."""

    described = PARTY.groups

    keep = forms.BooleanField(label=gettext_lazy("Also save to the address book"), required=False)

    class Meta:
        model = ShipmentParty
        fields = PARTICULARS
        formfield_callback = fields_for(PARTY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.role == PartyRole.END_USER:
            del self.fields["keep"]
            self.fields["address"].help_text = _("A physical address, no post-office box.")
            self.fields["address"].required = True

    def clean_address(self) -> str:
        """An end user sits at a physical address."""
        address = self.cleaned_data["address"]
        if self.instance.role == PartyRole.END_USER:
            refuse_po_box(address)
        return address


class SavedPartyForm(OwnedForm):
    """A party of the address book."""

    class Meta:
        model = SavedParty
        fields = PARTICULARS
        formfield_callback = fields_for(PARTY)


class CopyPartyForm(forms.Form):
    """Pick an entry of the address book to fill the party form with (GET)."""

    copy = forms.ModelChoiceField(
        SavedParty.objects.none(),
        label=gettext_lazy("Copy from the address book"),
        required=False,
        empty_label=gettext_lazy("Choose…"),
    )

    def __init__(self, data: Any, *, shipment: Shipment, role: str) -> None:
        super().__init__(data)
        own: Any = SavedParty.objects.filter(exporter_id=shipment.exporter_id)
        if role == PartyRole.END_USER:
            own = EndUser.objects.filter(exporter_id=shipment.exporter_id, archived=False)
        self.fields["copy"].queryset = own

    def picked(self) -> dict[str, Any]:
        """Initial values of the party form from the picked entry; empty when none is picked."""
        entry = self.cleaned_data.get("copy") if self.is_valid() else None
        return particulars_of(entry) if entry else {}


def particulars_of(entry: SavedParty | EndUser | ShipmentParty) -> dict[str, Any]:
    """What a party takes over from the address book or from another party."""
    return {name: getattr(entry, name, "") for name in PARTICULARS}


def keep_party(party: ShipmentParty) -> bool:
    """Put the party into the address book; False when it stands there already."""
    values = {name: getattr(party, name) for name in PARTICULARS}
    key = {name: values.pop(name) for name in ("name_en", "country")}
    _entry, is_new = SavedParty.objects.get_or_create(
        exporter_id=party.shipment.exporter_id, **key, defaults=values
    )
    return is_new
