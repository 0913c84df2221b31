"""All tables of a shipment, in the order of its life."""

from shipments.models.address_book import SavedGoods, SavedParty
from shipments.models.contents import Attachment, GoodsLine, PartyRole, ShipmentParty
from shipments.models.licence import Licence, LicenceDraw, LicenceKind
from shipments.models.paperwork import Document, DocumentKind, DocumentState
from shipments.models.rehearsal import (
    Change,
    RehearsalChunk,
    RehearsalRun,
    RehearsalState,
    RehearsedCase,
)
from shipments.models.review import (
    Decision,
    DecisionState,
    HitDecision,
    HitReason,
    HitVerdict,
    Hold,
    HoldKind,
)
from shipments.models.screening import Appearance, DeclaredName, ScreenedFinding, Screening
from shipments.models.shipment import (
    PastOffice,
    Revision,
    Shipment,
)
from shipments.models.trouble import ScreeningTrouble

__all__ = [
    "Appearance",
    "Attachment",
    "Change",
    "Decision",
    "DecisionState",
    "DeclaredName",
    "Document",
    "DocumentKind",
    "DocumentState",
    "GoodsLine",
    "HitDecision",
    "HitReason",
    "HitVerdict",
    "Hold",
    "HoldKind",
    "Licence",
    "LicenceDraw",
    "LicenceKind",
    "PartyRole",
    "PastOffice",
    "RehearsalChunk",
    "RehearsalRun",
    "RehearsalState",
    "RehearsedCase",
    "Revision",
    "SavedGoods",
    "SavedParty",
    "ScreenedFinding",
    "Screening",
    "ScreeningTrouble",
    "Shipment",
    "ShipmentParty",
]
