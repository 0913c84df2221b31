"""The register of end users, filled from what was released: each declaration tells of its user."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, OuterRef, QuerySet, Subquery

from compliance.accounts.models import User
from compliance.law.declaration import Declaration, EndUseStatement, Party
from compliance.paper_files import Upload
from compliance.quarantine.arrivals import quarantine
from shipments.flows.keeping import user_key
from shipments.models import (
    FigureKind,
    Flow,
    RegisteredSite,
    RegisteredUser,
    Shipment,
    UserFigure,
)
from shipments.moves import LET_GO

CHUNK = 2000


def register_user(
    shipment: Shipment, declaration: Declaration, at: datetime
) -> RegisteredUser | None:
    """Enter or refresh the end user of a release, its site and its figures; None where nobody is
    named. What was declared before stays as history; doing it again changes nothing."""
    party = declaration.party("end_user") or declaration.party("consignee")
    if party is None:
        return None
    told_on = declaration.declared_on
    told = _told(party, declaration.statement, told_on)
    row, is_new = RegisteredUser.objects.get_or_create(
        key=user_key(declaration), defaults={**told, "since": at}
    )
    if not is_new and row.told_on < told_on:
        given = {name: value for name, value in told.items() if value}
        RegisteredUser.objects.filter(pk=row.pk).update(**given)
    for statement in declaration.all_statements:
        _keep_site(row, statement, told_on)
        _keep_figures(row, statement, shipment, at)
    return row


def register_from_flows() -> int:
    """Enter those end users of released flows that are in no entry yet, by name alone; how many.
    The last day on which each was declared is brought up to date."""
    flows = Flow.objects.filter(status__in=LET_GO).exclude(end_user="")
    known = RegisteredUser.objects.values("key")
    missing = flows.exclude(end_user__in=known).order_by("end_user", "-declared_on")
    found = missing.distinct("end_user").select_related("shipment")
    rows = [
        RegisteredUser(
            key=flow.end_user,
            name_en=flow.end_user.rpartition(" (")[0],
            country=flow.country,
            since=flow.shipment.decided_at or flow.shipment.created_at,
            told_on=flow.declared_on,
        )
        for flow in found.iterator(CHUNK)
    ]
    RegisteredUser.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    _catch_up(flows)
    return len(rows)


def _catch_up(flows: QuerySet[Flow]) -> None:
    """The last day on which each was declared."""
    newest = flows.filter(end_user=OuterRef("key")).order_by("-declared_on").values("declared_on")
    rows = RegisteredUser.objects.annotate(newest=Subquery(newest[:1]))
    rows.filter(newest__gt=F("told_on")).update(told_on=F("newest"))


def keep_figure(
    row: RegisteredUser,
    kind: FigureKind,
    *,
    kg: Decimal,
    as_of: date,
    evidence: str,
    at: datetime,
    shipment: Shipment | None = None,
    by: User | None = None,
    file: Upload | None = None,
) -> UserFigure:
    """A figure as known from that day on, unless the last one of its kind says the same. A file is
    kept beside it and shut until it is scanned; the caller holds a transaction."""
    last = row.figures.filter(kind=kind, as_of__lte=as_of).last()
    if last and last.kg == kg and by is None:
        return last
    figure = UserFigure(
        user=row,
        kind=kind,
        kg=kg,
        as_of=as_of,
        evidence=evidence,
        shipment=shipment,
        by=by,
        at=at,
    )
    if file is None:
        figure.save()
        return figure
    paper = file.paper
    figure.file_name, figure.file_type = paper.filename, paper.content_type
    figure.file_sha256 = paper.sha256
    figure.file.save(paper.stored_name, file.file, save=True)
    quarantine(paper.sha256, str(figure.file))
    return figure


def _told(party: Party, statement: EndUseStatement | None, told_on: date) -> dict[str, object]:
    return {
        "name_en": party.name_en or party.name_zh,
        "name_zh": party.name_zh,
        "country": party.country,
        "address": party.address,
        "registration_no": party.registration_no,
        "business_scope": statement.business_scope if statement else "",
        "ownership": statement.ownership if statement else "",
        "told_on": told_on,
    }


def _keep_site(row: RegisteredUser, statement: EndUseStatement, told_on: date) -> None:
    if not statement.site_name:
        return
    RegisteredSite.objects.update_or_create(
        user=row,
        name=statement.site_name,
        address=statement.site_address,
        defaults={
            "country": statement.site_country,
            "makes": statement.product_made[:200],
            "end_use": statement.end_use,
            "told_on": told_on,
        },
    )


def _keep_figures(
    row: RegisteredUser, statement: EndUseStatement, shipment: Shipment, at: datetime
) -> None:
    figures = (
        (FigureKind.NEED, statement.annual_consumption_kg),
        (FigureKind.STOCK, statement.stock_kg),
    )
    for kind, kg in figures:
        if kg is not None:
            keep_figure(
                row,
                kind,
                kg=kg,
                as_of=statement.signed_on or row.told_on,
                evidence=statement.number,
                at=at,
                shipment=shipment,
            )
