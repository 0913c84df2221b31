"""The sections of a declaration, one page each, in the order of the task list."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.declared.field import Field
from compliance.declared.header import HEADER
from shipments.models import Shipment


@dataclass(frozen=True)
class Section:
    """One page of the task list."""

    name: str
    title: Any
    hint: Any

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the header filled in there, in the order of the page."""
        return tuple(field for group in HEADER.section(self.name) for field in group.fields)

    def address(self, shipment: Shipment) -> str:
        """Where the section is filled in."""
        return reverse("declare:section", args=[shipment.reference, self.name])

    def next_address(self, shipment: Shipment) -> str:
        """The section after this one, or the check page after the last."""
        names = list(SECTIONS)
        place = names.index(self.name) + 1
        if place == len(names):
            return reverse("declare:check", args=[shipment.reference])
        return SECTIONS[names[place]].address(shipment)


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Section(
            "parties",
            _("Parties"),
            _("Consignee, end user, and everyone between"),
        ),
        Section(
            "goods",
            _("Goods"),
            _("Lines with HS code, composition, weight, price, licence"),
        ),
        Section(
            "transport",
            _("Transport and route"),
            _("Customs offices, ports, countries, vessel or flight"),
        ),
        Section(
            "trade",
            _("Customs regime and terms of trade"),
            _("Regime, contract, invoice, incoterm, freight and insurance"),
        ),
        Section(
            "packing",
            _("Packing, weights and remarks"),
            _("Packages, gross and net weight, marks, other documents"),
        ),
        Section(
            "declarant",
            _("Producer and declarant"),
            _("Who made or sold the goods and who declares them"),
        ),
        Section(
            "end-use",
            capfirst(_("end use")),
            _("The end user's statement of who uses the goods, where and for what"),
        ),
        Section(
            "attachments",
            capfirst(_("attachments")),
            _("Contract, invoice, packing list and further papers"),
        ),
    )
}
