"""Forms over the shipment's own columns. Drafts may be incomplete: readiness asks for the rest."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import clock
from compliance.accounts.models import CustomsOffice
from compliance.codes import tables
from compliance.codes.tables import INCOTERMS, PORTS_ABROAD
from compliance.codes.uscc import check_customs_registration, check_uscc
from compliance.ui.row_forms import EditForm, fields_for
from shipments.declare.forms.rows import OtherDocumentRow, rows_for
from shipments.declare.sections import SECTIONS
from shipments.models import Shipment

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


def _columns(section: str, *left_out: str) -> list[str]:
    return [name for name in SECTIONS[section].columns if name not in left_out]


class TransportForm(EditForm):
    """Transport and route."""

    hides_optional = True

    class Meta:
        model = Shipment
        fields = _columns("transport")
        formfield_callback = fields_for(
            {
                "exit_customs": tables.CUSTOMS_OFFICES,
                "transport_mode": tables.TRANSPORT_MODES,
                "exit_port": tables.EXIT_PORTS,
                "destination_port": tables.PORTS_ABROAD,
                "trading_country": tables.COUNTRIES,
                "destination_country": tables.COUNTRIES,
                "final_destination": tables.COUNTRIES,
            }
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        office.queryset = CustomsOffice.objects.order_by("code")
        office.label_from_instance = lambda row: f"{row.code} {row}"
        office.empty_label = _("Choose…")
        self.fields["trading_country"].help_text = _("Where the buyer is.")
        self.fields["destination_country"].help_text = _("Where the goods go directly.")
        self.fields["final_destination"].help_text = _("Where the goods will be used.")

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


class TradeForm(EditForm):
    """Customs regime, contract, invoice, terms, fees and price promises."""

    hides_optional = True

    class Meta:
        model = Shipment
        fields = _columns("trade", "price_promises")
        formfield_callback = fields_for(
            {
                "customs_regime": tables.CUSTOMS_REGIMES,
                "levy_nature": tables.LEVY_NATURES,
                "incoterm": tables.INCOTERMS,
                **{f"{fee}_mark": tables.FEE_MARKS for fee in ("freight", "insurance", "other")},
                **{
                    f"{fee}_currency": tables.CURRENCIES
                    for fee in ("freight", "insurance", "other")
                },
            }
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, label in enumerate(PROMISES):
            self.fields[f"promise_{place}"] = forms.ChoiceField(
                label=label, choices=PROMISE_ANSWERS, initial=self.instance.price_promises[place]
            )

    def columns(self) -> list[str]:
        """The five answers are one column."""
        return [*self.stored_names, "price_promises"]

    def promise_fields(self) -> list[Any]:
        """The five questions, for the page."""
        return [self[f"promise_{place}"] for place in range(len(PROMISES))]

    def clean_contract_date(self) -> Any:
        """A contract is signed before its goods are declared."""
        day = self.cleaned_data["contract_date"]
        if day and day > clock.today():
            raise ValidationError(_("The contract date lies in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        """Fees go with their basis and the terms; promises become one column."""
        values = super().clean()
        for fee in ("freight", "insurance", "other"):
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


class PackingForm(EditForm):
    """Packing, weights, marks, remarks and other documents."""

    hides_optional = True

    class Meta:
        model = Shipment
        fields = _columns("packing", "other_documents")
        formfield_callback = fields_for({"packing": tables.PACKING})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marks"].widget = forms.Textarea({"rows": 2, "maxlength": 400})
        self.fields["remarks"].widget = forms.Textarea({"rows": 3, "maxlength": 255})
        self.fields["marks"].help_text = _("N/M if there are none.")
        self.fields["remarks"].help_text = _(
            "Say whether the goods are controlled: 属于两用物项 and the control code, or "
            "不属于管制物项 and the parameters."
        )
        self.documents = rows_for(
            OtherDocumentRow,
            "documents",
            self.data if self.is_bound else None,
            self.instance.other_documents,
            at_least=2,
        )

    def columns(self) -> list[str]:
        """The rows are one column."""
        return [*self.stored_names, "other_documents"]

    def is_valid(self) -> bool:
        """The form and its rows."""
        return super().is_valid() and self.documents.is_valid()

    def hold_verdict(self) -> None:
        """Also for the rows."""
        super().hold_verdict()
        self.documents.hold_verdict()

    def clean_packages(self) -> Any:
        """Goods in bulk count as one package."""
        if self.cleaned_data["packages"] == 0:
            raise ValidationError(_("There is at least one package; goods in bulk count as one."))
        return self.cleaned_data["packages"]

    def clean(self) -> dict[str, Any]:
        """Net is never more than gross."""
        values = super().clean()
        net, gross = values.get("net_weight_kg"), values.get("gross_weight_kg")
        if net is not None and gross is not None and net > gross:
            self.add_error("net_weight_kg", _("Net weight cannot be more than gross weight."))
        if net is not None and net <= 0:
            self.add_error("net_weight_kg", _("Weight must be more than zero."))
        if self.documents.is_valid():
            self.instance.other_documents = self.documents.values()
        return values

    def _get_validation_exclusions(self) -> set[str]:
        """The net and gross constraint is answered beside its field by clean()."""
        return {*super()._get_validation_exclusions(), "net_weight_kg"}  # type: ignore[misc]


class DeclarantForm(EditForm):
    """Producer or seller, and who declares."""

    hides_optional = True

    class Meta:
        model = Shipment
        fields = _columns("declarant")
        formfield_callback = fields_for({})

    def clean_producer_uscc(self) -> str:
        """A valid code or nothing."""
        return official(check_uscc, self.cleaned_data["producer_uscc"])

    def clean_declarant_uscc(self) -> str:
        """A valid code or nothing."""
        return official(check_uscc, self.cleaned_data["declarant_uscc"])

    def clean_producer_customs_code(self) -> str:
        """A valid code or nothing."""
        return official(check_customs_registration, self.cleaned_data["producer_customs_code"])

    def clean_declarant_customs_code(self) -> str:
        """A valid code or nothing."""
        return official(check_customs_registration, self.cleaned_data["declarant_customs_code"])


def promises_of(flags: str) -> list[tuple[Any, Any]]:
    """The five price promises with their answers in words."""
    answers = dict(PROMISE_ANSWERS)
    return [(label, answers.get(flag, flag)) for label, flag in zip(PROMISES, flags, strict=False)]


def official(check: Callable[[str], str], number: str) -> str:
    """The number as `check` normalises it; a ValidationError with its reason otherwise."""
    try:
        return check(number) if number else ""
    except ValueError as error:
        raise ValidationError(str(error), code="number") from error


HEADER_FORMS: dict[str, type[EditForm]] = {
    "transport": TransportForm,
    "trade": TradeForm,
    "packing": PackingForm,
    "declarant": DeclarantForm,
}
