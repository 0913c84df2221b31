"""What is entered from a licence, box by box; the page and the CSV import use the same form."""

import re
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance import clock, limits
from compliance.codes.spelling import bare_code, code_text, name_text
from compliance.codes.table import CodeTable
from compliance.codes.tables import CONTROL_ENTRIES, COUNTRIES, CURRENCIES, HS_CODES, UNITS
from compliance.codes.uscc import check_uscc
from compliance.codes.written_numbers import licence_number
from compliance.law.licence_units import GRAMS, KILOGRAM
from compliance.ui.fields import DateField, PlainDecimalField, SpelledField, spelt
from compliance.ui.forms import TypedForm
from shipments.models import Licence, RegisterEdition
from shipments.models.licence import LicenceKind

STEP = Decimal("0.00001")
SUSPENDED = "suspended"
DUAL_USE_KINDS = (LicenceKind.DUAL_USE, LicenceKind.DUAL_USE_OUTWARD)
BETWEEN = re.compile(r"[\s,;，；、]+")


class CodesField(forms.CharField):
    """Several codes with spaces, commas or semicolons between them; cleans to a list, or to one
    code or none where `only_one` is what to say of several."""

    def __init__(self, table: CodeTable, only_one: Any = "", **kwargs: Any) -> None:
        self.table, self.only_one = table, only_one
        super().__init__(**{"required": False, "empty_value": "", **kwargs})

    def clean(self, value: Any) -> Any:
        """The codes in the order given, each once. ValidationError names an unknown one."""
        typed = spelt(code_text, super().clean(value))
        codes = list(dict.fromkeys(map(self._code, filter(None, BETWEEN.split(typed)))))
        if self.only_one and len(codes) > 1:
            raise ValidationError(self.only_one)
        return "".join(codes) if self.only_one else codes

    def _code(self, text: str) -> str:
        row = self.table.resolve(text)
        if row is None:
            raise ValidationError(gettext("%(code)s is not in the list.") % {"code": text})
        return row.code


class LicenceForm(TypedForm, forms.ModelForm):
    """A licence as issued. Boxes left empty do not restrict."""

    number = SpelledField(licence_number, label=capfirst(_("licence number")), max_length=20)
    holder_uscc = SpelledField(
        check_uscc, label=capfirst(_("holder's USCC")), max_length=18, required=False
    )
    contract_no = SpelledField(
        code_text, label=capfirst(_("contract number")), max_length=32, required=False
    )
    end_user = SpelledField(
        name_text,
        label=capfirst(_("end user")),
        max_length=2000,
        required=False,
        help_text=_("Of a general licence all of them, with semicolons between the names."),
    )
    hs_codes = CodesField(HS_CODES, label=_("HS codes"), help_text=_("Spaces between codes."))
    control_codes = CodesField(CONTROL_ENTRIES, label=_("control codes"))
    countries = CodesField(
        COUNTRIES, label=_("countries"), help_text=_("Three letters each, as in KOR DEU.")
    )
    valid_from = DateField(label=_("valid from"))
    valid_until = DateField(label=_("valid until"))
    quantity_kg = PlainDecimalField(
        label=_("quantity"),
        unit="kg",
        max_digits=19,
        decimal_places=5,
        above=0,
        required=False,
        help_text=_("Left empty where the licence counts in pieces."),
    )
    uses = forms.IntegerField(label=_("uses"), min_value=1, max_value=9999, initial=1)
    value = PlainDecimalField(
        label=_("value"), max_digits=19, decimal_places=2, min_value=0, required=False
    )
    currency = CodesField(CURRENCIES, only_one=_("Give one currency."), label=_("currency"))
    unit = CodesField(
        UNITS,
        only_one=_("Give one unit."),
        label=_("unit the licence counts in"),
        help_text=_("Its code, where the licence is not in kilograms, as in 020 for slices."),
    )
    quantity = PlainDecimalField(
        label=_("quantity in that unit"),
        max_digits=19,
        decimal_places=5,
        above=0,
        required=False,
    )

    class Meta:
        model = Licence
        fields = [
            "number",
            "kind",
            "form",
            "holder_uscc",
            "hs_codes",
            "control_codes",
            "countries",
            "customs_district",
            "contract_no",
            "end_user",
            "valid_from",
            "valid_until",
            "quantity_kg",
            "uses",
            "value",
            "currency",
            "unit",
            "quantity",
        ]

    def clean(self) -> dict[str, Any]:
        """A value means nothing without its currency, nor a quantity without its unit."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") and not cleaned.get("currency") and "currency" not in self.errors:
            self.add_error("currency", gettext("Give the currency of the value."))
        if bool(cleaned.get("unit")) != (cleaned.get("quantity") is not None):
            field = "quantity" if cleaned.get("unit") else "unit"
            if field not in self.errors:
                self.add_error(field, gettext("Give the quantity together with its unit."))
        since, until = cleaned.get("valid_from"), cleaned.get("valid_until")
        if since and until and until < since:
            self.add_error("valid_until", gettext("A licence ends on or after the day it begins."))
        self._weigh(cleaned)
        self._name_form(cleaned)
        if cleaned.get("form") == "individual" and cleaned.get("uses") not in (1, None):
            self.add_error("uses", gettext("An individual licence has one use."))
        return cleaned

    def _name_form(self, cleaned: dict[str, Any]) -> None:
        """What a dual-use licence allows follows from its form; no other licence has one."""
        if {"kind", "form"} & set(self.errors):
            return
        is_dual_use = cleaned.get("kind") in DUAL_USE_KINDS
        if is_dual_use and not cleaned.get("form"):
            self.add_error("form", gettext("Say which form the dual-use licence has."))
        if cleaned.get("form") and not is_dual_use:
            self.add_error("form", gettext("Only a dual-use licence has a form: leave it open."))

    def _weigh(self, cleaned: dict[str, Any]) -> None:
        """Grams and tonnes are kilograms too; pieces are none."""
        amounts = {"quantity_kg", "quantity", "unit"}
        if cleaned.get("quantity_kg") is not None or amounts & set(self.errors):
            return
        quantity, unit = cleaned.get("quantity"), cleaned.get("unit", "")
        cleaned["quantity_kg"] = kilograms = in_kilograms(quantity, unit)
        if not quantity or kilograms == 0:
            self.add_error("quantity_kg", gettext("Give the quantity."))


def in_kilograms(quantity: Decimal | None, unit: str) -> Decimal | None:
    """That quantity in kilograms, never more than it is; None where the unit counts pieces."""
    if quantity is None or unit not in GRAMS:
        return None
    return (quantity * GRAMS[unit] / GRAMS[KILOGRAM]).quantize(STEP, ROUND_DOWN)


class RevokeForm(TypedForm, forms.Form):
    """Why a licence is taken back."""

    reason = forms.CharField(
        label=capfirst(_("reason")), max_length=500, widget=forms.Textarea({"rows": 3})
    )


class EditionForm(TypedForm, forms.Form):
    """A file of the register, the day it is of, and where it comes from."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
        help_text=_("At most 20 MB and 20,000 licences."),
    )
    as_of = DateField(label=capfirst(_("as of")), help_text=_("The day the register is of."))
    source = forms.CharField(
        label=capfirst(_("source")),
        max_length=300,
        help_text=_("Who sent the file, and the number of the letter."),
    )

    def clean_file(self) -> Any:
        """Not larger than a register may be."""
        file = self.cleaned_data["file"]
        if file.size > limits.REGISTER_BYTES:
            raise ValidationError(gettext("The file is larger than a table may be."))
        return file

    def clean_as_of(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["as_of"]
        if day > clock.today():
            raise ValidationError(gettext("This day is still to come."))
        return day


class LossForm(TypedForm, forms.Form):
    """Why the register may lose so many licences, where it does."""

    reason = forms.CharField(
        label=capfirst(_("why it may lose so many")),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, edition: RegisterEdition) -> None:
        super().__init__(*args)
        self.fields["reason"].required = edition.is_shrunken


class RegisterFilter(forms.Form):
    """Looking for licences; everything is optional."""

    number = SpelledField(
        licence_number, label=capfirst(_("licence number")), max_length=20, required=False
    )
    holder = SpelledField(
        bare_code, label=capfirst(_("holder's USCC")), max_length=18, required=False
    )
    state = forms.ChoiceField(
        label=capfirst(_("state")),
        required=False,
        choices=[
            ("", _("All")),
            ("valid", _("Valid")),
            ("used_up", _("Used up")),
            ("expired", _("Expired")),
            ("revoked", capfirst(_("revoked"))),
        ],
    )

    def __init__(self, *args: Any, tells_of_suspensions: bool, **kwargs: Any) -> None:
        """Exporters are not told what the issuing offices' register says."""
        super().__init__(*args, **kwargs)
        self.tells_of_suspensions = tells_of_suspensions
        if tells_of_suspensions:
            state: Any = self.fields["state"]
            state.choices = [*state.choices, (SUSPENDED, _("Suspended"))]
