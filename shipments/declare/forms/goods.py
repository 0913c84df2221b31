"""One goods line: what it is, what it weighs and costs, which licence and control code it has."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import casrn

from compliance import clock
from compliance.codes.elements import declaration_elements
from compliance.codes.goods import TARIFF_DIGITS, is_tariff_code
from compliance.codes.spelling import bare_code
from compliance.codes.tables import SUPERVISION_DOCS
from compliance.declared.line import LINE
from compliance.listed import listed
from compliance.policy.versions import policy_on
from compliance.ui.fields import CodeField, spelt
from compliance.ui.row_forms import fields_for
from shipments.declare.covering import is_own_statement
from shipments.declare.forms.headings import heading_sentence
from shipments.declare.forms.licences import LicenceInput, kind_held
from shipments.declare.forms.rows import (
    CompositionRow,
    CompositionRows,
    ControlElementRow,
    Rows,
    WithRows,
    rows_for,
    rows_text,
)
from shipments.declare.forms.statements import StatementInput
from shipments.declare.readiness import differs
from shipments.models import GoodsLine, SavedGoods, Shipment

KG_PER_UNIT = {"035": Decimal(1), "036": Decimal("0.001"), "070": Decimal(1000)}
CENT = Decimal("0.01")
COMPOSITION_ROWS = 5
SAVED = tuple(name for name in LINE if name in {each.name for each in SavedGoods._meta.fields})


class HsField(CodeField):
    """An HS code of the catalogue by search, or any other ten digits."""

    def to_python(self, value: Any) -> str:
        """Ten digits. The heading is judged together with material and form."""
        text = spelt(bare_code, str(value or ""))
        if len(text) != TARIFF_DIGITS or not text.isdecimal():
            return super().to_python(value)
        if not is_tariff_code(text):
            raise ValidationError(_("The tariff has no code %(code)s.") % {"code": text})
        return text


class GoodsLineForm(WithRows):
    """One line with its rows of composition and control elements."""

    keep_as = forms.CharField(
        label=gettext_lazy("Save to your goods under the name"), required=False, max_length=100
    )

    described = LINE.groups

    class Meta:
        model = GoodsLine
        fields = LINE.names_in(
            "identity", "purity", "amounts", "route", "control", "packed", "covered"
        )
        formfield_callback = fields_for(LINE)

    def __init__(self, *args: Any, shipment: Shipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shipment = shipment
        self.fields["hs_code"] = HsField("hs_codes", label=self.fields["hs_code"].label)
        self.fields["licence_kind"].choices = _licence_kinds()
        self.fields["licence_no"].widget = LicenceInput(shipment.exporter)
        self.fields["statement_no"].widget = StatementInput(shipment)
        self.fields["total_price"].required = False
        data = self.data if self.is_bound else None
        self.composition = composition_rows(
            data, self.initial.get("composition") or self.instance.composition
        )
        self.elements = rows_for(
            ControlElementRow, "elements", data, self.instance.control_elements, at_least=2
        )
        self.row_sets = (self.composition, self.elements)

    def columns(self) -> list[str]:
        """The two sets of rows are columns too."""
        return [*self.stored_names, "composition", "control_elements"]

    def clean_cas(self) -> str:
        """A CAS number with the right check digit, or nothing."""
        return valid_cas(self.cleaned_data["cas"])

    def clean_statement_no(self) -> str:
        """The number of a statement that the exporter has."""
        number = self.cleaned_data["statement_no"]
        if number and not is_own_statement(self.shipment, number):
            raise ValidationError(_("You have no end-use statement of this number."))
        return number

    def clean(self) -> dict[str, Any]:
        """What must agree within the line; the rows go to their columns."""
        values = super().clean()
        sentence = heading_sentence(values, self._composition(), self.instance.specification)
        if sentence:
            self.add_error("hs_code", sentence)
        self._check_weights(values)
        self._check_total(values)
        self._check_licence(values)
        if self.composition.is_valid() and self.elements.is_valid():
            self.instance.composition = self.composition.values()
            self.instance.control_elements = self.elements.values()
        return values

    def save(self, commit: bool = True) -> GoodsLine:
        """Another heading asks for other declaration elements: those given no longer stand."""
        before = declaration_elements(self.initial.get("hs_code") or self.instance.hs_code)
        if before != declaration_elements(self.instance.hs_code):
            self.instance.specification = ""
            GoodsLine.objects.filter(pk=self.instance.pk).update(specification="")
        return super().save(commit)

    def parts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """The two sets of rows."""
        return {
            "composition": (_("Composition"), composition_text(row.composition)),
            "control_elements": (
                _("Control elements"),
                rows_text(ControlElementRow, row.control_elements),
            ),
        }

    def _composition(self) -> list[dict[str, str]]:
        return self.composition.values() if self.composition.is_valid() else []

    def _check_weights(self, values: dict[str, Any]) -> None:
        net, gross = values.get("net_weight_kg"), values.get("gross_weight_kg")
        if net is not None and gross is not None and net > gross:
            self.add_error("net_weight_kg", _("Net weight cannot be more than gross weight."))
        quantity, kg = values.get("quantity"), KG_PER_UNIT.get(values.get("unit") or "")
        if net and quantity and kg and differs(net, quantity * kg, _tolerance()):
            sentence = _(
                "The quantity is %(kg)s kg in its unit, but the net weight says otherwise."
            )
            self.add_error("quantity", sentence % {"kg": f"{(quantity * kg).normalize():f}"})

    def _check_total(self, values: dict[str, Any]) -> None:
        price, quantity = values.get("unit_price"), values.get("quantity")
        if price is None or quantity is None or "total_price" in self.errors:
            return
        product = (price * quantity).quantize(CENT, ROUND_HALF_UP)
        total = values.get("total_price")
        if total is None:
            values["total_price"] = product
        elif differs(total, product, _tolerance()):
            sentence = _("Unit price × quantity is %(product)s, not %(total)s.")
            names = {"product": f"{product:f}", "total": f"{total.normalize():f}"}
            self.add_error("total_price", sentence % names)

    def _check_licence(self, values: dict[str, Any]) -> None:
        kind, number = values.get("licence_kind"), values.get("licence_no")
        if number and not kind:
            kind = values["licence_kind"] = kind_held(self.shipment.exporter, number)
        if number and not kind:
            self.add_error("licence_kind", _("Say what kind of licence the number is of."))
        if kind and not number:
            self.add_error("licence_no", _("Give the number of the licence."))

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints on amounts are answered beside their fields by clean()."""
        return {*super()._get_validation_exclusions(), "net_weight_kg"}  # type: ignore[misc]


class CopyGoodsForm(forms.Form):
    """Pick saved goods to fill the line with (GET)."""

    copy = forms.ModelChoiceField(
        SavedGoods.objects.none(),
        label=gettext_lazy("Copy from your goods"),
        required=False,
        empty_label=gettext_lazy("Choose…"),
    )

    def __init__(self, data: Any, *, shipment: Shipment) -> None:
        super().__init__(data)
        self.fields["copy"].queryset = SavedGoods.objects.filter(exporter_id=shipment.exporter_id)

    def picked(self) -> dict[str, Any]:
        """Initial values of the line from the picked goods; empty when none are picked."""
        goods = self.cleaned_data.get("copy") if self.is_valid() else None
        return {name: getattr(goods, name) for name in SAVED} if goods else {}


def keep_goods(line: GoodsLine, label: str) -> None:
    """Put the line into the exporter's goods under that name, over an older entry of it."""
    SavedGoods.objects.update_or_create(
        exporter_id=line.shipment.exporter_id,
        label=label,
        defaults={name: getattr(line, name) for name in SAVED},
    )


def valid_cas(text: str) -> str:
    """The number itself, or nothing. ValidationError when its check digit is wrong."""
    cas = text.strip()
    if cas and not casrn.is_valid(cas):
        raise ValidationError(_("This is not a valid CAS number; they look like 7440-74-6."))
    return cas


def composition_rows(data: Mapping[str, Any] | None, stored: list[dict[str, str]]) -> Rows:
    """The rows of a composition, five or more."""
    return rows_for(
        CompositionRow,
        "composition",
        data,
        stored,
        at_least=COMPOSITION_ROWS,
        kind=CompositionRows,
    )


def _licence_kinds() -> list[tuple[str, str]]:
    kinds = [(row.code, row.label) for row in SUPERVISION_DOCS if row.extra.get("header_licence")]
    return [("", _("No licence")), *kinds]


def _tolerance() -> Decimal:
    return policy_on(clock.today()).sum_tolerance


def composition_text(composition: list[dict[str, str]]) -> str:
    """The composition as a person reads it."""
    return listed(f"{each['substance']} {each['percent']} %" for each in composition)
