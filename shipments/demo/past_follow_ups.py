"""What was reported of the past's releases: duties by the policy of the day, reports with their
papers, what officers made of them, visits, and a transfer that was asked for.

Honest users report in good time, now and then late. Nobody has told what Nam Long uses since it
began to buy from everybody.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_UP, Decimal
from functools import partial

from django.utils import timezone

from compliance import clock
from compliance.accounts.models import Exporter, User
from compliance.audit.log import record
from compliance.law.follow_up import RELEASE, OverdueReport, UseYield
from compliance.policy.versions import policy_numbered
from shipments.demo.papers import report_paper
from shipments.demo.past_customers import HANDS_ON, NAM_LONG, TAKES_OVER
from shipments.demo.past_shipment import Past
from shipments.demo.reports import PAPER_OF, WORDS
from shipments.demo.story import Act
from shipments.flows.contained import contained_in
from shipments.flows.keeping import user_key
from shipments.follow_up.duties import due_after, duties_of
from shipments.models import (
    Attachment,
    ChangeKind,
    ChangeRequest,
    Decision,
    FollowUp,
    FollowUpReport,
    RegisteredUser,
    ReportState,
    UserOutcome,
    UserVerdict,
)

SEED = 50
SILENT_SINCE = 262
"""From orders of so many days ago on nobody tells what Nam Long used."""
LAGS = {"arrival": (6, 28), "delivery": (1, 6), "use": (30, 50), "certificate": (20, 50)}
VISITED = (40, 150)
"""Days from the event a duty runs from to its own."""
CARELESS = ("honghe", "yuelu")
LATE_SHARE, OPEN_SHARE = 0.05, 0.06
GRAM, LEAST, NONE = Decimal("0.001"), Decimal("0.00001"), Decimal(0)
HANDED_ON_KG, HANDED_ON_DAYS_AGO = Decimal(40), range(180, 214)
READ = "报告与申报一致，凭证齐全。"
SEEN = "现场核查：设备、库存和台账与申报用途一致。"
WHY = "订单减少，多余的铟转给另一家焊料厂。"
GRANTED = "受让方为已登记的焊料生产企业，用途相同。"


@dataclass
class Story:
    """What followed one release, as rows: `transfer` comes with the decision that granted it."""

    past: Past
    duties: list[FollowUp]
    reports: list[FollowUpReport] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    transfer: ChangeRequest | None = None
    events: list[tuple[datetime, str, User, dict[str, object]]] = field(default_factory=list)


class FollowUps:
    """Stories are kept in memory until `store`; `acts` are the events with their moments."""

    def __init__(self) -> None:
        self._chance, self._now = random.Random(SEED), clock.now()  # noqa: S311 - invented days
        self._stories: list[Story] = []
        self._owed: dict[int, list[tuple[FollowUp, datetime]]] = {}
        self._has_transfer = False

    def overdue(self, exporter: Exporter, at: datetime) -> tuple[OverdueReport, ...]:
        """What the exporter should have reported by then and had not, the longest overdue first."""
        day = timezone.localdate(at)
        rows = [
            OverdueReport(duty.shipment.reference, duty.kind, duty.due_on)
            for duty, known_at in self._owed.get(exporter.pk, ())
            if duty.due_on and duty.due_on < day and known_at <= at
            if duty.met_at is None or duty.met_at > at
        ]
        return tuple(sorted(rows, key=lambda each: each.due_on))

    def follow(self, past: Past) -> None:
        """Everything until today. The departure is known from the carrier."""
        self._chance.seed(SEED + len(self._stories))  # so that no story hangs on the time of day
        draw = Decimal(f"{self._chance.random():.6f}")
        duties = duties_of(past.shipment, past.declaration, past.released_at, draw)
        story = Story(past, duties)
        self._stories.append(story)
        self._ask_for_transfer(story)
        days = {RELEASE: timezone.localdate(past.released_at)}
        told = {RELEASE: past.released_at}
        for duty in duties:
            if duty.after not in days:
                continue
            calendar = policy_numbered(duty.policy_number).calendar
            duty.due_on = due_after(days[duty.after], duty.days, calendar)
            happened_on = self._met(story, duty, days[duty.after])
            if duty.met_at:
                days[duty.kind], told[duty.kind] = happened_on, duty.met_at
            if not duty.is_owed_by_customs:
                owed = self._owed.setdefault(past.shipment.exporter_id, [])
                owed.append((duty, told[duty.after]))
        past.shipment.version += len(story.events)

    def store(self) -> None:
        """All of it, once shipments, revisions and the register are stored."""
        stories = self._stories
        FollowUp.objects.bulk_create([row for each in stories for row in each.duties])
        FollowUpReport.objects.bulk_create([row for each in stories for row in each.reports])
        Decision.objects.bulk_create([row for each in stories for row in each.decisions])
        ChangeRequest.objects.bulk_create([each.transfer for each in stories if each.transfer])
        Attachment.objects.bulk_create([row for each in stories for row in _papers(each)])
        UserVerdict.objects.bulk_create(_verdicts(stories))

    def acts(self) -> Iterator[Act]:
        """The events as the door writes them; to be asked for after `store`."""
        for story in self._stories:
            subject = story.past.shipment.subject
            for at, verb, by, told in story.events:
                plain = {name: _plain(value) for name, value in told.items()}
                yield at, partial(record, verb, by=by, subject=subject, **plain)

    def _met(self, story: Story, duty: FollowUp, event: date) -> date:
        """Whether and when the duty was met, as rows; the day of its event."""
        past = story.past
        if duty.kind == "departure":
            duty.met_at = past.closing.at
            return timezone.localdate(past.closing.at)
        if duty.kind == "visit":
            return self._visited(story, duty, event)
        happened_on = event + timedelta(days=self._chance.randint(*LAGS[duty.kind]))
        filed_at = self._moment(happened_on + timedelta(days=self._chance.randint(1, 4)), 14)
        if past.order.exporter in CARELESS and self._chance.random() < LATE_SHARE and duty.due_on:
            late = timedelta(days=self._chance.randint(3, 15))
            filed_at = self._moment(max(happened_on, duty.due_on) + late, 15)
        if filed_at < self._now and not _is_silent(past, duty.kind):
            self._report(story, duty, happened_on, filed_at)
        return happened_on

    def _report(self, story: Story, duty: FollowUp, happened_on: date, at: datetime) -> None:
        past = story.past
        duty.met_at = at
        row = FollowUpReport(
            follow_up=duty,
            shipment=past.shipment,
            happened_on=happened_on,
            place=past.order.consignee.address if duty.kind in ("delivery", "use") else "",
            text=WORDS[duty.kind],
            by=past.filer,
            at=at,
            state=ReportState.FILED,
            **(self._masses(story, duty) if duty.kind == "use" else {}),
        )
        story.reports.append(row)
        told = {"kind": duty.kind, "happened_on": happened_on.isoformat(), "report_id": row}
        story.events.append((at, "report", past.filer, told))
        read_at = self._moment(
            timezone.localdate(at) + timedelta(days=self._chance.randint(2, 9)), 10
        )
        if read_at < self._now:
            row.state, row.read_by, row.read_at = ReportState.ACCEPTED, past.officer, read_at
            row.reason = READ
            named = {"kind": duty.kind, "report_id": row}
            _decide(story, "accept_report", read_at, READ, **named)

    def _visited(self, story: Story, duty: FollowUp, event: date) -> date:
        """By the officer, who found all as declared."""
        day = event + timedelta(days=self._chance.randint(*VISITED))
        at = self._moment(day + timedelta(days=2), 16)
        if at < self._now and not _is_silent(story.past, "use"):
            duty.met_at, officer = at, story.past.officer
            row = FollowUpReport(
                follow_up=duty,
                shipment=story.past.shipment,
                happened_on=day,
                text=SEEN,
                by=officer,
                at=at,
                state=ReportState.ACCEPTED,
                read_by=officer,
                read_at=at,
            )
            story.reports.append(row)
            told = {"happened_on": day.isoformat(), "outcome": str(UserOutcome.SOUND)}
            _decide(story, "record_visit", at, SEEN, **told)
        return day

    def _masses(self, story: Story, duty: FollowUp) -> dict[str, Decimal]:
        """Nearly all is used, by the norm of the use or a little better; the rest lies in stock,
        but for what some reports leave open."""
        use = story.past.order.buyer.use
        norm = policy_numbered(duty.policy_number).use_yield(use)
        norm = norm or UseYield(use, Decimal(1), NONE)
        kg = sum((contained_in(line).kg for line in story.past.declaration.lines), NONE)
        kg -= story.transfer.kg if story.transfer else NONE
        used = (kg * self._share(0.9, 0.99)).quantize(GRAM)
        product = (used * norm.product * self._share(1, 1.008)).quantize(GRAM, ROUND_UP)
        scrap = (used * norm.scrap).quantize(GRAM, ROUND_UP)
        left_open = self._share(0.4, 0.9) if self._chance.random() < OPEN_SHARE else Decimal(1)
        return {
            "used_kg": used,
            "product_kg": min(product, used),
            "scrap_kg": min(scrap, used - min(product, used)),
            "stock_kg": ((kg - used) * left_open).quantize(LEAST),
        }

    def _ask_for_transfer(self, story: Story) -> None:
        """One user hands some of it on to another, as customs granted."""
        past = story.past
        is_it = past.order.buyer == HANDS_ON and past.order.days_ago in HANDED_ON_DAYS_AGO
        if not is_it or self._has_transfer:
            return
        self._has_transfer = True
        day = timezone.localdate(past.filed_at) + timedelta(days=30)
        asked_at, decided_at = self._moment(day, 11), self._moment(day + timedelta(days=5), 11)
        row = ChangeRequest(
            shipment=past.shipment,
            kind=ChangeKind.TRANSFER,
            user_name=TAKES_OVER.name_en,
            user_country=TAKES_OVER.country,
            user_address=TAKES_OVER.address,
            end_use=TAKES_OVER.use,
            kg=HANDED_ON_KG,
            planned_on=day + timedelta(days=14),
            reason=WHY,
            by=past.filer,
            at=asked_at,
            decided_by=past.officer,
            decided_at=decided_at,
            is_granted=True,
        )
        story.transfer = row
        asked = {"change": row.kind, "new_user": row.user_name, "end_use": row.end_use}
        told: dict[str, object] = {**asked, "kg": f"{row.kg.normalize():f}"}
        story.events.append((asked_at, "request_change", past.filer, told))
        _decide(story, "grant_change", decided_at, GRANTED, **asked)

    def _share(self, low: float, high: float) -> Decimal:
        return Decimal(f"{self._chance.uniform(low, high):.4f}")

    def _moment(self, day: date, hour: int) -> datetime:
        return timezone.make_aware(
            datetime.combine(day, time(hour, self._chance.randrange(60), 30))
        )


def _is_silent(past: Past, kind: str) -> bool:
    is_diverter = past.order.buyer.name_en == NAM_LONG.name_en
    return kind == "use" and is_diverter and past.order.days_ago < SILENT_SINCE


def _decide(story: Story, verb: str, at: datetime, reason: str, **told: object) -> None:
    """An officer's decision with its event."""
    decision = story.past.decided(verb, at, reason)
    story.decisions.append(decision)
    gravity = story.past.shipment.gravity
    common = {"revision": 1, "decision": decision, "gravity": gravity, "reason": reason}
    event = {**common, "message": "", **told}
    story.events.append((at, verb, story.past.officer, event))


def _papers(story: Story) -> Iterator[Attachment]:
    """One a report, of the kind that it needs."""
    for row in story.reports:
        if not row.follow_up.is_owed_by_customs:
            yield report_paper(row, PAPER_OF[row.follow_up.kind])


def _verdicts(stories: Iterable[Story]) -> list[UserVerdict]:
    """What was seen on the visits, in the order of time."""
    users = {row.key: row for row in RegisteredUser.objects.all()}
    rows = [
        UserVerdict(
            user=users[user_key(story.past.declaration)],
            outcome=UserOutcome.SOUND,
            visited_on=report.happened_on,
            text=report.text,
            by=report.by,
            at=report.at,
        )
        for story in stories
        for report in story.reports
        if report.follow_up.is_owed_by_customs
    ]
    return sorted(rows, key=lambda row: row.at)


def _plain(value: object) -> object:
    """Rows are told by their numbers."""
    return value.pk if isinstance(value, Decision | FollowUpReport) else value
