"""All tables of a shipment, in the order of its life."""

from shipments.models.address_book import SavedGoods, SavedParty
from shipments.models.advisory import Advisory
from shipments.models.contents import Attachment, GoodsLine, PartyRole, ShipmentParty
from shipments.models.departure import Departure
from shipments.models.inspection import Extent, Inspection, InspectionStage, Method
from shipments.models.licence import Licence, LicenceDraw, LicenceKind, LicenceReturn
from shipments.models.paperwork import Document, DocumentState
from shipments.models.question import AppraisalResult, Question, QuestionStep, Stage, StepKind
from shipments.models.rehearsal import (
    Change,
    RehearsalChunk,
    RehearsalRun,
    RehearsalState,
    RehearsedCase,
)
from shipments.models.requests import (
    Precedent,
    PrecedentKind,
    WithdrawalGround,
    WithdrawalRequest,
)
from shipments.models.review import (
    Decision,
    DecisionState,
    Disposition,
    DispositionKind,
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
from shipments.models.statement_draw import StatementDraw
from shipments.models.trouble import ScreeningTrouble

__all__ = [
    "Advisory",
    "Appearance",
    "AppraisalResult",
    "Attachment",
    "Change",
    "Decision",
    "DecisionState",
    "DeclaredName",
    "Departure",
    "Disposition",
    "DispositionKind",
    "Document",
    "DocumentState",
    "Extent",
    "GoodsLine",
    "HitDecision",
    "HitReason",
    "HitVerdict",
    "Hold",
    "HoldKind",
    "Inspection",
    "InspectionStage",
    "Licence",
    "LicenceDraw",
    "LicenceKind",
    "LicenceReturn",
    "Method",
    "PartyRole",
    "PastOffice",
    "Precedent",
    "PrecedentKind",
    "Question",
    "QuestionStep",
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
    "Stage",
    "StatementDraw",
    "StepKind",
    "WithdrawalGround",
    "WithdrawalRequest",
]
