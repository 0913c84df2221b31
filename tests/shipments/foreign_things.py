"""One of everything that came later, for the tests of what strangers see of it: nothing."""

from compliance import clock
from compliance.accounts.models import User
from compliance.notify.models import Kind, MailState, Notice
from shipments.bulk import actions as tables
from shipments.models import Delivery, Document, MessageImport, QueueView, Webhook
from shipments.moves import Status
from shipments.single_window.exporting import message_of
from shipments.single_window.latest import declaration_now
from tests.builders import a_draft, a_shipment

SECRET = "Zwölfinger Quarz-Werke"
SAID = {"reference": "G49-SAMPLE00", "verb": "released"}


class Things:
    """One of each, the exporter's or an officer's, with a secret in it."""

    def __init__(self, exporter: User, officer: User) -> None:
        self.held = a_shipment(exporter, Status.HELD)
        self.draft = a_draft(exporter)
        self.message = message_of(declaration_now(self.draft), "4.8")
        self.paper = Document.objects.create(
            shipment=self.held,
            revision=self.held.revisions.get(),
            kind="question_notice",
            state="ready",
            issued_at=self.held.submitted_at,
        )
        MessageImport.objects.create(
            shipment=self.draft,
            by=exporter,
            filename=SECRET,
            sha256="ab" * 32,
            version="4.8",
            told=[{"kind": "wrong", "path": "x", "field": "", "value": SECRET, "sentence": SECRET}],
        )
        self.table = tables.bring_in(SECRET.encode(), by=exporter, filename=f"{SECRET}.csv")
        self.hook = Webhook.objects.create(
            exporter=exporter.exporter, url="https://secret.example/", secret="s", made_by=exporter
        )
        Delivery.objects.create(
            webhook=self.hook, shipment=self.draft, body="{}", next_try_at=clock.now()
        )
        self.view = QueueView.objects.create(owner=officer, office=officer.office, name=SECRET)
        self.notice = Notice.objects.create(
            user=exporter,
            key="secret",
            kind=Kind.DECISION,
            words={"message": "Declaration %(reference)s: %(verb)s.", "parameters": SAID},
            address=f"/shipments/{self.held.reference}/",
            at=clock.now(),
            mail=MailState.NONE,
        )
