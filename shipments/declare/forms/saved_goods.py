"""Goods of the address book."""

from typing import Any

from django.utils.translation import gettext as _

from compliance.declared.line import LINE
from compliance.ui.row_forms import OwnedForm, fields_for
from shipments.declare.forms.goods import (
    SAVED,
    HsField,
    composition_rows,
    composition_text,
    valid_cas,
)
from shipments.declare.forms.headings import heading_sentence
from shipments.declare.forms.rows import WithRows
from shipments.models import SavedGoods

LEFT_OUT = ("composition", "specification")


class SavedGoodsForm(WithRows, OwnedForm):
    """A product to copy into new lines, with its composition."""

    class Meta:
        model = SavedGoods
        fields = ["label", *(name for name in SAVED if name not in LEFT_OUT)]
        formfield_callback = fields_for(LINE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = self.fields["hs_code"].label
        self.fields["hs_code"] = HsField("hs_codes", label=label)
        data = self.data if self.is_bound else None
        self.composition = composition_rows(data, self.instance.composition)
        self.row_sets = (self.composition,)

    def columns(self) -> list[str]:
        """The composition is a column too."""
        return [*self.stored_names, "composition"]

    def parts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """The rows of the composition."""
        return {"composition": (_("Composition"), composition_text(row.composition))}

    def clean_cas(self) -> str:
        """A valid CAS number or nothing."""
        return valid_cas(self.cleaned_data["cas"])

    def clean(self) -> dict[str, Any]:
        """The code fits the goods; the rows go to their column."""
        values = super().clean()
        rows = self.composition.values() if self.composition.is_valid() else []
        sentence = heading_sentence(values, rows)
        if sentence:
            self.add_error("hs_code", sentence)
        if self.composition.is_valid():
            self.instance.composition = self.composition.values()
        return values
