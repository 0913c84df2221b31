"""What officers enter about an end user: figures with their evidence, and verdicts."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.paper_files import Upload
from shipments.end_users.keeping import keep_figure
from shipments.models import FigureKind, RegisteredUser, UserFigure, UserVerdict


@transaction.atomic
def enter_figure(
    user: RegisteredUser,
    *,
    by: User,
    kind: FigureKind,
    kg: Decimal,
    as_of: date,
    evidence: str,
    file: Upload | None = None,
) -> UserFigure:
    """A figure as known from that day on: kilograms of indium a year, or of stock."""
    row = keep_figure(
        user, kind, kg=kg, as_of=as_of, evidence=evidence, at=clock.now(), by=by, file=file
    )
    record(
        "end_user_figure",
        by=by,
        subject=f"end_user:{user.pk}",
        name=user.key,
        figure=row.kind,
        kg=f"{row.kg.normalize():f}",
        evidence=row.evidence,
        **({"sha256": row.file_sha256} if row.file else {}),
    )
    return row


@transaction.atomic
def judge(user: RegisteredUser, *, by: User, outcome: str, text: str) -> UserVerdict:
    """What an officer found of the end user."""
    row = UserVerdict.objects.create(user=user, by=by, at=clock.now(), outcome=outcome, text=text)
    told = {"name": user.key, "outcome": outcome, "reason": text}
    record("end_user_verdict", by=by, subject=f"end_user:{user.pk}", **told)
    return row
