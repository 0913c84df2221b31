"""Whoever enters the evidence against the grave findings of a case does not release it alone."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance import clock
from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.refusals import NotAllowed
from shipments.end_users.keeping import keep_figure
from shipments.flows.keeping import user_key
from shipments.licences.actions import register
from shipments.models import FigureKind, RegisteredUser, Shipment, UserMerge
from shipments.moves import Status
from shipments.review.actions import release
from shipments.review.follow_up import accept_report
from tests.builders import a_shipment, freeze, store_screening
from tests.shipments.moves.cases import add_duty
from tests.shipments.review.posts import page, post, signed_in, status_of

WHY = {"reason": "Compared with the new evidence."}
Entry = Callable[[Shipment, User], object]


def judged(exporter: User, *gravities: int) -> Shipment:
    """A case in review with a run of each of these grades, the last one standing."""
    case = a_shipment(exporter, gravity=gravities[0])
    revision = case.revisions.get()
    for gravity in gravities[1:]:
        store_screening(revision, gravity, ())
    Shipment.objects.filter(pk=case.pk).update(gravity=gravities[-1])
    case.refresh_from_db()
    return case


def the_user(case: Shipment) -> RegisteredUser:
    declared = from_plain(case.revisions.latest("number").content, Declaration)
    return a_user(user_key(declared))


def a_user(key: str) -> RegisteredUser:
    told = {"name_en": key, "country": "KOR", "since": clock.now(), "told_on": clock.today()}
    return RegisteredUser.objects.get_or_create(key=key, defaults=told)[0]


def a_licence(case: Shipment, by: User) -> object:
    return register(
        by=by,
        number=case.lines.earliest("number").licence_no,
        kind="4",
        holder_uscc=case.exporter.uscc,
        valid_from=clock.today() - timedelta(days=9),
        valid_until=clock.today() + timedelta(days=90),
        quantity_kg=Decimal(10_000),
        uses=12,
    )


def a_figure(case: Shipment, by: User) -> object:
    figure = {"kg": Decimal(90_000), "as_of": clock.today(), "evidence": "A letter of theirs."}
    return keep_figure(the_user(case), FigureKind.CAPACITY, at=clock.now(), by=by, **figure)


def a_merge(case: Shipment, by: User) -> object:
    told = {"score": Decimal("0.9"), "state": "merged", "proposed_at": clock.now()}
    pair = {"kept": a_user("ANOTHER (KOR)"), "other": the_user(case)}
    return UserMerge.objects.create(**pair, **told, decided_by=by, decided_at=clock.now())


def a_report(case: Shipment, by: User) -> object:
    """Of another use than declared, on an earlier release of the same exporter."""
    return accepted_report(case.created_by, by)


def accepted_report(clerk: User, by: User) -> object:
    earlier = a_shipment(clerk, Status.RELEASED)
    add_duty(earlier, clerk, is_filed=True)
    told = {"differs": True, "changes": ["use"], "end_use": "alloy"}
    earlier.follow_up_reports.update(**told)
    report = earlier.follow_up_reports.get()
    return accept_report(earlier, by=by, report=report.pk, reason="They told us before.")


ENTRIES = pytest.mark.parametrize("enter", [a_licence, a_figure, a_merge, a_report])


@ENTRIES
def test_a_colleague_releases_what_was_grave_before_the_entry(
    exporter: User, officer: User, second_officer: User, enter: Entry
) -> None:
    case = judged(exporter, 2, 1)
    enter(case, officer)
    assert post(officer, case, "release").status_code == 403
    with pytest.raises(NotAllowed):
        release(case, by=officer, **WHY)
    assert status_of(case) == Status.IN_REVIEW
    release(case, by=second_officer, **WHY)
    assert status_of(case) == Status.RELEASED


def test_nor_once_it_came_back_corrected(exporter: User, officer: User) -> None:
    case = a_shipment(exporter, gravity=2)
    a_figure(case, officer)
    store_screening(freeze(case, exporter), 1, ())
    Shipment.objects.filter(pk=case.pk).update(
        gravity=1, revision_no=2, submitted_at=clock.now(), status=Status.IN_REVIEW
    )
    case.refresh_from_db()
    with pytest.raises(NotAllowed):
        release(case, by=officer, **WHY)


@ENTRIES
def test_what_was_never_grave_is_released_by_whoever_looked_its_papers_up(
    exporter: User, officer: User, enter: Entry
) -> None:
    case = judged(exporter, 1, 1)
    enter(case, officer)
    release(case, by=officer, **WHY)
    assert status_of(case) == Status.RELEASED


@ENTRIES
def test_what_was_entered_before_the_declaration_is_no_evidence_made_for_it(
    exporter: User, officer: User, enter: Entry
) -> None:
    case = judged(exporter, 2, 1)
    with clock.at(clock.now() - timedelta(days=2)):
        enter(case, officer)
    release(case, by=officer, **WHY)
    assert status_of(case) == Status.RELEASED


def test_an_entry_about_something_else_bars_nobody(
    exporter: User, rival_exporter: User, officer: User
) -> None:
    case = judged(exporter, 3, 1)
    figure = {"kg": Decimal(1), "as_of": clock.today(), "evidence": "A letter."}
    keep_figure(a_user("SOMEBODY (JPN)"), FigureKind.CAPACITY, at=clock.now(), by=officer, **figure)
    accepted_report(rival_exporter, officer)
    release(case, by=officer, **WHY)
    assert status_of(case) == Status.RELEASED


@ENTRIES
def test_the_panel_says_so_before_anybody_presses_a_button(
    exporter: User, officer: User, second_officer: User, enter: Entry
) -> None:
    case = judged(exporter, 2, 1)
    address, sentence = f"/review/{case.reference}/", "another officer has to release it"
    assert "release" in page(officer, address).context["verbs"]
    enter(case, officer)
    shown = page(officer, address)
    assert "release" not in shown.context["verbs"]
    assert sentence in shown.content.decode()
    assert f"{address}release/" not in shown.content.decode()
    theirs = page(second_officer, address)
    assert "release" in theirs.context["verbs"]
    assert sentence not in theirs.content.decode()


def test_the_page_of_such_a_case_costs_at_most_twelve_queries(
    exporter: User, officer: User
) -> None:
    case = judged(exporter, 2, 1)
    a_figure(case, officer)
    client = signed_in(officer)
    client.get(f"/review/{case.reference}/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/review/{case.reference}/")
    assert len(captured) <= 12
