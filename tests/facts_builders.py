"""Plain builders for the law's values: a clean shipment, changed where a test says.

`facts()` alone gives no finding; every argument replaces one field.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from compliance.law import sample
from compliance.law.declaration import (
    Attachment,
    Declaration,
    EndUseStatement,
    GoodsLine,
    Party,
)
from compliance.law.facts import Facts, LicenceState, PartyHit, PastShipment
from compliance.law.policy import Policy

TODAY = sample.DAY
EXPORTER = sample.EXPORTER
SHA = sample.NO_SHA


def a_line(**changes: Any) -> GoodsLine:
    """200 kg of 4N5 ingots at 540 USD/kg, licensed."""
    return replace(sample.LINE, **changes)


def a_controlled_line(**changes: Any) -> GoodsLine:
    """5 kg of InP wafers with a dual-use licence."""
    return replace(sample.INP_LINE, **changes)


def an_organoindium_line(**changes: Any) -> GoodsLine:
    """2 kg of trimethylindium, packed and described as the dangerous goods it is."""
    return replace(sample.TMIN_LINE, **changes)


def a_party(**changes: Any) -> Party:
    """A Korean maker of sputtering targets, as consignee."""
    return replace(sample.CONSIGNEE, **changes)


def an_end_user(**changes: Any) -> Party:
    """The same maker as end user."""
    return replace(sample.END_USER, **changes)


def a_statement(**changes: Any) -> EndUseStatement:
    """That maker's statement for ITO targets, signed, sealed and translated."""
    return replace(sample.STATEMENT, **changes)


def attachments(*kinds: str) -> tuple[Attachment, ...]:
    """One file of each kind."""
    return tuple(map(sample.attachment, kinds))


def a_declaration(**changes: Any) -> Declaration:
    """A clean shipment by sea from Shanghai to Busan; header totals follow the lines."""
    return _changed(sample.DECLARATION, changes)


def a_mixed_declaration(**changes: Any) -> Declaration:
    """Ingots, InP and TMIn together, all in order."""
    return _changed(sample.MIXED, changes)


def a_controlled_declaration(**changes: Any) -> Declaration:
    """InP wafers alone, all in order."""
    return _changed(sample.CONTROLLED, changes)


def a_hit(**changes: Any) -> PartyHit:
    """An exact name on the control list, in force."""
    fields: dict[str, Any] = {
        "party_ref": "consignee-1",
        "declared_name": "Hanbit Target Materials Co., Ltd.",
        "list_code": "export_control_list",
        "list_version": 1,
        "entry_key": "entry-1",
        "entry_digest": SHA,
        "listed_name": "Hanbit Target Materials Co., Ltd.",
        "score": Decimal("1.00"),
        "exact": True,
        "status": "listed",
        "measure": "prohibit",
        "notice": "MOFCOM 2026 No.23",
    }
    fields.update(changes)
    return PartyHit(**fields)


def a_licence(**changes: Any) -> LicenceState:
    """The export licence of `a_line`, with ample balance."""
    fields: dict[str, Any] = {
        "number": "26-43-000123",
        "kind": "4",
        "holder_uscc": EXPORTER.uscc,
        "hs_codes": ("8112923010",),
        "control_codes": (),
        "countries": ("KOR",),
        "customs_district": "2200",
        "contract_no": "HB-2026-11",
        "end_user": "",
        "valid_from": date(2026, 7, 1),
        "valid_until": date(2026, 12, 31),
        "remaining_kg": Decimal(1000),
        "remaining_uses": 12,
    }
    fields.update(changes)
    return LicenceState(**fields)


def a_past_shipment(**changes: Any) -> PastShipment:
    """200 kg to the same end user on the same contract, a week ago."""
    fields: dict[str, Any] = {
        "reference": "G49-PAST0001",
        "declared_on": date(2026, 10, 13),
        "exporter_uscc": EXPORTER.uscc,
        "consignee": "Hanbit Target Materials Co., Ltd.",
        "end_user": "Hanbit Target Materials Co., Ltd.",
        "contract_no": "HB-2026-11",
        "net_weight_kg": Decimal(200),
        "released": True,
    }
    fields.update(changes)
    return PastShipment(**fields)


def facts(declaration: Declaration | None = None, **changes: Any) -> Facts:
    """Facts about the declaration with fresh lists, no hits and a draw that samples nothing."""
    return replace(sample.facts_about(declaration or sample.DECLARATION), **changes)


def a_policy(**changes: Any) -> Policy:
    """Policy 1 with those parameters changed."""
    return replace(facts().policy, **changes)


def _changed(declaration: Declaration, changes: dict[str, Any]) -> Declaration:
    if "lines" in changes:
        declaration = sample.with_lines(declaration, *changes.pop("lines"))
    return replace(declaration, **changes)
