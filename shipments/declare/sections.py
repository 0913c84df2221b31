"""The sections of a declaration, one page each, in the order of the task list."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shipments.models import Shipment


@dataclass(frozen=True)
class Section:
    """One page of the task list; `columns` are the shipment's own columns filled in there."""

    name: str
    title: Any
    hint: Any
    columns: tuple[str, ...] = ()

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


FEES = tuple(
    f"{fee}_{part}"
    for fee in ("freight", "insurance", "other")
    for part in ("mark", "amount", "currency")
)
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
            (
                "office",
                "exit_customs",
                "export_date",
                "transport_mode",
                "transport_name",
                "voyage_no",
                "bill_no",
                "exit_port",
                "destination_port",
                "trading_country",
                "destination_country",
                "final_destination",
            ),
        ),
        Section(
            "trade",
            _("Customs regime and terms of trade"),
            _("Regime, contract, invoice, incoterm, freight and insurance"),
            (
                "customs_regime",
                "levy_nature",
                "record_no",
                "contract_no",
                "contract_date",
                "invoice_no",
                "declared_total",
                "incoterm",
                *FEES,
                "price_promises",
            ),
        ),
        Section(
            "packing",
            _("Packing, weights and remarks"),
            _("Packages, gross and net weight, marks, other documents"),
            (
                "packing",
                "packages",
                "gross_weight_kg",
                "net_weight_kg",
                "marks",
                "remarks",
                "other_documents",
            ),
        ),
        Section(
            "declarant",
            _("Producer and declarant"),
            _("Who made or sold the goods and who declares them"),
            (
                "producer_name_zh",
                "producer_uscc",
                "producer_customs_code",
                "declarant_name_zh",
                "declarant_uscc",
                "declarant_customs_code",
                "declarant_person",
                "declarant_person_card",
                "declarant_phone",
            ),
        ),
        Section(
            "end-use",
            _("End use"),
            _("The end user's statement of who uses the goods, where and for what"),
            ("statement",),
        ),
        Section(
            "attachments",
            _("Attachments"),
            _("Contract, invoice, packing list and further papers"),
        ),
    )
}
