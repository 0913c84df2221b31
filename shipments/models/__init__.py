"""All tables of a shipment, in the order of its life."""

from shipments.models.address_book import SavedGoods, SavedParty
from shipments.models.advisory import Advisory
from shipments.models.contents import Attachment, GoodsLine, PartyRole, ShipmentParty
from shipments.models.departure import Departure
from shipments.models.exchange import BulkFile, BulkRow, BulkState, MessageImport
from shipments.models.flow import (
    BalanceEntry,
    EndUserReading,
    Flow,
    FlowCheck,
    FlowDimensions,
    FlowEntry,
)
from shipments.models.follow_up import FollowUp, FollowUpReport, ReportState
from shipments.models.inspection import Extent, Inspection, InspectionStage, Method
from shipments.models.licence import Licence, LicenceDraw, LicenceKind, LicenceReturn
from shipments.models.licence_edition import EditionEntry, EditionState, RegisterEdition
from shipments.models.note import Note
from shipments.models.orders import Detention, MinistryStop
from shipments.models.paperwork import Document, DocumentState, PaperSignature
from shipments.models.preview import Preview, PreviewState
from shipments.models.programs import Delivery, RequestKey, Webhook
from shipments.models.question import AppraisalResult, Question, QuestionStep, Stage, StepKind
from shipments.models.queue_view import QueueView
from shipments.models.register import (
    FigureKind,
    MergeState,
    RegisteredSite,
    RegisteredUser,
    UserFigure,
    UserMerge,
    UserOutcome,
    UserVerdict,
)
from shipments.models.rehearsal import (
    Change,
    RehearsalChunk,
    RehearsalRun,
    RehearsalState,
    RehearsedCase,
)
from shipments.models.report import PapersState, Report, ReportKind
from shipments.models.requests import (
    AmendmentRequest,
    ChangeKind,
    ChangeRequest,
    Precedent,
    PrecedentKind,
    Supplement,
    WithdrawalRequest,
)
from shipments.models.retention import YEARS as RETENTION_YEARS
from shipments.models.retention import DamagedUpload, Disposal, DoomedFile, LegalHold
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
from shipments.models.shipment import PastOffice, Revision, Shipment
from shipments.models.standing_verdict import StandingVerdict
from shipments.models.statement_draw import StatementDraw
from shipments.models.template import DeclarationTemplate
from shipments.models.trouble import ScreeningTrouble
from shipments.models.waiting import NO_DAY, WaitsFor
