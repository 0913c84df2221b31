"""Forms over the shipment's own columns. Drafts may be incomplete: readiness asks for the rest."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import clock
from compliance.accounts.models import CustomsOffice
from compliance.accounts.offices import OfficeField
from compliance.codes.containers import doubts_about
from compliance.codes.tables import INCOTERMS, PORTS_ABROAD
from compliance.declared.header import HEADER
from compliance.law.declaration import LEAST_HEADER_KG
from compliance.listed import labelled, listed_apart
from compliance.ui.row_forms import BoundGroup, EditForm, fields_for
from shipments.declare.forms.rows import OtherDocumentRow, WithRows, rows_for, rows_text
from shipments.declare.sections import SECTIONS
from shipments.models import PartyRole, Shipment

FEES = ("freight", "insurance", "other")
COUNTRIES = ("trading_country", "destination_country", "final_destination")
INSURANCE_MARKS = ("1", "3")
PROMISES = (
    gettext_lazy("Special relationship between buyer and seller"),
    gettext_lazy("The relationship affects the price"),
    gettext_lazy("Royalties are paid"),
    gettext_lazy("Price by formula"),
    gettext_lazy("Provisional price"),
)
PROMISE_ANSWERS = (
    ("9", gettext_lazy("Not applicable")),
    ("0", gettext_lazy("No")),
    ("1", gettext_lazy("Yes")),
)


class SectionForm(EditForm):
    """A section of the header: the dictionary's fields of that page."""

    hides_optional = True
    saves_in_part = True
    template = "declare/section.html"


def _meta(section: str, *left_out: str, **classes: type[forms.Field]) -> type:
    """The form's Meta over the fields of the section; what is left out has boxes of its own,
    `classes` are those of columns that need one."""
    names = [field.name for field in SECTIONS[section].fields if field.name not in left_out]
    return type(
        "Meta",
        (),
        {
            "model": Shipment,
            "fields": names,
            "field_classes": classes,
            "formfield_callback": fields_for(HEADER),
        },
    )


class TransportForm(SectionForm):
    """Transport and route."""

    described = HEADER.section("transport")
    Meta = _meta("transport", office=OfficeField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        office.queryset = CustomsOffice.objects.order_by("code")
        office.label_from_instance = lambda row: f"{row.code} {row}"
        office.empty_label = _("Choose…")
        doubts = doubts_about(self.instance.container_nos)
        if doubts:
            self.fields["container_nos"].help_text = " ".join(doubts)
        self._guess_countries()

    def _get_validation_exclusions(self) -> set[str]:
        """Not the office: its box has just found it."""
        return super()._get_validation_exclusions() | {"office"}  # type: ignore[misc]

    def _guess_countries(self) -> None:
        """One country given fills the others that are empty, marked as a guess."""
        stored = {name: getattr(self.instance, name) for name in COUNTRIES}
        if self.is_bound or all(stored.values()):
            return
        known = next((country for country in stored.values() if country), "")
        guess, source = known, _("A guess from the other countries: check it.")
        if not guess:
            consignee = self.instance.parties.filter(role=PartyRole.CONSIGNEE).first()
            guess = consignee.country if consignee else ""
            source = _("A guess from the consignee's country: check it.")
        for name in [name for name, country in stored.items() if guess and not country]:
            self.initial[name], self.fields[name].help_text = guess, source

    def clean_export_date(self) -> Any:
        """Goods cannot leave on a day gone by."""
        day = self.cleaned_data["export_date"]
        if day and day < clock.today() and "export_date" in self.changed_data:
            raise ValidationError(_("The export date lies in the past."))
        return day

    def clean(self) -> dict[str, Any]:
        """The port abroad lies in the destination country."""
        values = super().clean()
        port = PORTS_ABROAD.get(values.get("destination_port") or "")
        country = values.get("destination_country")
        if port and country and port.extra.get("country", country) != country:
            self.add_error("destination_port", _("This port is not in the destination country."))
        return values


class TradeForm(SectionForm):
    """Customs regime, contract, invoice, terms, fees and price promises."""

    described = HEADER.section("trade")
    Meta = _meta("trade", "price_promises")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, label in enumerate(PROMISES):
            self.fields[f"promise_{place}"] = forms.ChoiceField(
                label=label, choices=PROMISE_ANSWERS, initial=self.instance.price_promises[place]
            )

    def columns(self) -> list[str]:
        """The five answers are one column."""
        return [*self.stored_names, "price_promises"]

    def parts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """The five answers."""
        told = (labelled(label, answer) for label, answer in promises_of(row.price_promises))
        return {"price_promises": (_("Price promises"), listed_apart(told))}

    def groups(self) -> dict[str, BoundGroup]:
        """The five questions stand in their group."""
        found = super().groups()
        found["promises"].rows.extend([self[f"promise_{place}"]] for place in range(len(PROMISES)))
        return found

    def clean_contract_date(self) -> Any:
        """A contract is signed before its goods are declared."""
        day = self.cleaned_data["contract_date"]
        if day and day > clock.today():
            raise ValidationError(_("The contract date lies in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        """Fees go with their basis and the terms; promises become one column."""
        values = super().clean()
        for fee in FEES:
            self._check_fee(fee, values)
        if values.get("insurance_mark") not in ("", None, *INSURANCE_MARKS):
            self.add_error("insurance_mark", _("Insurance is given as a rate or a total."))
        self.instance.price_promises = "".join(
            values.get(f"promise_{place}", "9") for place in range(len(PROMISES))
        )
        return values

    def _check_fee(self, fee: str, values: dict[str, Any]) -> None:
        mark, amount = values.get(f"{fee}_mark"), values.get(f"{fee}_amount")
        if amount is not None and not mark:
            self.add_error(f"{fee}_mark", _("Say what the amount means."))
        if mark and amount is None and f"{fee}_amount" not in self.errors:
            self.add_error(f"{fee}_amount", _("Give the amount."))
        if amount is not None and mark in ("2", "3") and not values.get(f"{fee}_currency"):
            self.add_error(f"{fee}_currency", _("Give the currency of the amount."))
        terms = INCOTERMS.get(values.get("incoterm") or "")
        if amount and terms and fee != "other" and not terms.extra.get(fee):
            sentence = _("%(terms)s does not include this; leave it empty.")
            self.add_error(f"{fee}_amount", sentence % {"terms": terms.name})


class PackingForm(WithRows, SectionForm):
    """Packing, weights, marks, remarks and other documents."""

    described = HEADER.section("packing")
    template = "declare/packing.html"
    Meta = _meta("packing", "other_documents")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marks"].widget = forms.Textarea({"rows": 2})
        self.fields["remarks"].widget = forms.Textarea({"rows": 3})
        self.documents = rows_for(
            OtherDocumentRow,
            "documents",
            self.data if self.is_bound else None,
            self.instance.other_documents,
            at_least=2,
        )
        self.row_sets = (self.documents,)

    def columns(self) -> list[str]:
        """The rows are one column."""
        return [*self.stored_names, "other_documents"]

    def parts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """The rows of documents."""
        text = rows_text(OtherDocumentRow, row.other_documents)
        return {"other_documents": (_("Other documents"), text)}

    def clean_packages(self) -> Any:
        """Goods in bulk count as one package."""
        if self.cleaned_data["packages"] == 0:
            raise ValidationError(_("There is at least one package; goods in bulk count as one."))
        return self.cleaned_data["packages"]

    def clean_gross_weight_kg(self) -> Decimal | None:
        """As the form has it: less than a kilogram is 1."""
        return _whole_kilogram(self.cleaned_data["gross_weight_kg"])

    def clean_net_weight_kg(self) -> Decimal | None:
        """As the form has it: less than a kilogram is 1."""
        return _whole_kilogram(self.cleaned_data["net_weight_kg"])

    def clean(self) -> dict[str, Any]:
        """Net is never more than gross."""
        values = super().clean()
        net, gross = values.get("net_weight_kg"), values.get("gross_weight_kg")
        if net is not None and gross is not None and net > gross:
            self.add_error("net_weight_kg", _("Net weight cannot be more than gross weight."))
        if self.documents.is_valid():
            self.instance.other_documents = self.documents.values()
        return values

    def _get_validation_exclusions(self) -> set[str]:
        """The net and gross constraint is answered beside its field by clean()."""
        return {*super()._get_validation_exclusions(), "net_weight_kg"}  # type: ignore[misc]


class DeclarantForm(SectionForm):
    """Producer or seller, and who declares."""

    described = HEADER.section("declarant")
    Meta = _meta("declarant")


def promises_of(flags: str) -> list[tuple[Any, Any]]:
    """The five price promises with their answers in words."""
    answers = dict(PROMISE_ANSWERS)
    return [(label, answers.get(flag, flag)) for label, flag in zip(PROMISES, flags, strict=False)]


def _whole_kilogram(kg: Decimal | None) -> Decimal | None:
    """The header's weight: less than a kilogram is declared as 1."""
    return kg if kg is None else max(kg, LEAST_HEADER_KG)


HEADER_FORMS: dict[str, type[SectionForm]] = {
    "transport": TransportForm,
    "trade": TradeForm,
    "packing": PackingForm,
    "declarant": DeclarantForm,
}
