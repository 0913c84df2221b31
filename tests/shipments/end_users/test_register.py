"""The register of end users: figures, verdicts, merges that can be undone, and the balance."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.refusals import Conflict
from shipments.demo.buyers import AOBA, HANBIT
from shipments.demo.goods import INGOT
from shipments.end_users.entries import family_of, keys_of, main_keys
from shipments.end_users.keeping import register_from_flows
from shipments.end_users.merging import merge, part, propose_merges, reject
from shipments.end_users.reported import by_year, takings
from shipments.flows.balances.figures import Balance, balance_of
from shipments.flows.keeping import keep_flows
from shipments.flows.outcomes import outcomes_of
from shipments.flows.stories import all_stories, story_of
from shipments.models import (
    ChangeRequest,
    FollowUp,
    FollowUpReport,
    MergeState,
    RegisteredUser,
    Shipment,
    UserMerge,
)
from shipments.moves import Status
from tests.builders import a_shipment

HANBIT_KEY = "HANBIT DISPLAY MATERIALS CO., LTD. (KOR)"
ALIKE = replace(HANBIT, name_en="Hanbit Display Material Company Limited")
ALIKE_KEY = "HANBIT DISPLAY MATERIAL COMPANY LIMITED (KOR)"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prc_lists")]


def released(by: User, kg: str = "100", **draft: Any) -> Shipment:
    shipment = a_shipment(by, Status.RELEASED, goods=((INGOT, kg),), **draft)
    keep_flows(shipment)
    return shipment


@pytest.fixture
def two_names(exporter: User, rival_exporter: User) -> UserMerge:
    """The same firm under two spellings, and another one, in the register and compared."""
    with clock.at(timezone.now() - timedelta(days=9)):
        released(exporter)
    released(rival_exporter, "50", buyer=ALIKE)
    released(exporter, "70", buyer=AOBA)
    assert register_from_flows() == 3
    assert propose_merges() == 1
    assert propose_merges() == 0
    return UserMerge.objects.get()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def received(key: str) -> Decimal:
    story = story_of(keys_of(key))
    return sum((each.kg for each in story.receipts), Decimal(0)) if story else Decimal(0)


def test_two_spellings_are_proposed_merged_and_parted_again(
    two_names: UserMerge, officer: User
) -> None:
    alone = (received(HANBIT_KEY), received(ALIKE_KEY))
    merge(two_names, by=officer, reason="Same registration number.")
    main = {two_names.kept.key}
    assert {keys_of(HANBIT_KEY)[0], keys_of(ALIKE_KEY)[0]} == main
    assert received(HANBIT_KEY) == received(ALIKE_KEY) == sum(alone)
    assert [story.key for story in all_stories()].count(two_names.kept.key) == 1
    assert len(list(all_stories())) == 2
    with pytest.raises(Conflict):
        merge(two_names, by=officer, reason="Again.")
    part(two_names, by=officer, reason="Two plants, two firms.")
    assert (received(HANBIT_KEY), received(ALIKE_KEY)) == alone
    verbs = Event.objects.filter(verb__startswith="end_users_").values_list("verb", flat=True)
    assert list(verbs) == ["end_users_merged", "end_users_undone"]


def test_what_was_found_to_be_two_is_not_proposed_again(
    two_names: UserMerge, officer: User
) -> None:
    reject(two_names, by=officer, reason="Different owners.")
    assert propose_merges() == 0
    assert UserMerge.objects.get().state == MergeState.REJECTED
    with pytest.raises(Conflict):
        part(two_names, by=officer, reason="They never were one.")


def test_an_officer_decides_in_the_browser_and_has_to_say_why(
    two_names: UserMerge, officer: User, auditor: User, exporter: User
) -> None:
    address = f"/end-users/merges/{two_names.pk}/merge/"
    assert "May be one and the same" in browser(officer).get("/end-users/").content.decode()
    assert browser(auditor).post(address, {"reason": "x"}).status_code == 403
    assert browser(exporter).post(address, {"reason": "x"}).status_code == 404
    browser(officer).post(address, {"reason": ""})
    assert UserMerge.objects.get().state == MergeState.PROPOSED
    browser(officer).post(address, {"reason": "One address."})
    page = browser(officer).get("/end-users/user/", {"end_user": ALIKE_KEY}).content.decode()
    assert "Part them again" in page
    assert "One address." in page


def test_merges_follow_each_other_but_never_in_a_circle(
    two_names: UserMerge, officer: User
) -> None:
    merge(two_names, by=officer, reason="One.")
    third = RegisteredUser.objects.exclude(pk__in=(two_names.kept_id, two_names.other_id)).get()
    chain = UserMerge.objects.create(
        kept=third,
        other=two_names.kept,
        score=Decimal("0.9"),
        state=MergeState.PROPOSED,
        proposed_at=timezone.now(),
    )
    merge(chain, by=officer, reason="One group.")
    assert family_of(two_names.other.key) == [third, two_names.kept, two_names.other]
    assert main_keys() == {two_names.kept.key: third.key, two_names.other.key: third.key}
    back = UserMerge.objects.create(
        kept=two_names.other,
        other=third,
        score=Decimal("0.9"),
        state=MergeState.PROPOSED,
        proposed_at=timezone.now(),
    )
    with pytest.raises(Conflict):
        merge(back, by=officer, reason="Round and round.")


def test_capacity_by_evidence_is_kept_shown_and_read_by_the_signs(
    two_names: UserMerge, officer: User
) -> None:
    user = RegisteredUser.objects.get(key=HANBIT_KEY)
    told = {"kind": "capacity", "kg": "5,000", "as_of": "2026-01-05", "evidence": "Permit 12"}
    assert browser(officer).post(f"/end-users/{user.pk}/figure/", told).status_code == 302
    story = story_of([HANBIT_KEY])
    assert story
    assert story.capacity_kg == {date(2026, 1, 5): Decimal(5000)}
    page = browser(officer).get("/end-users/user/", {"end_user": HANBIT_KEY}).content.decode()
    assert "Permit 12" in page
    late = browser(officer).post(f"/end-users/{user.pk}/figure/", {**told, "as_of": "2999-01-01"})
    assert "today or an earlier day" in late.content.decode()


def test_a_verdict_stands_on_the_page_and_in_the_log(two_names: UserMerge, officer: User) -> None:
    user = RegisteredUser.objects.get(key=HANBIT_KEY)
    told = {"outcome": "unreliable", "text": "Nobody at the address."}
    browser(officer).post(f"/end-users/{user.pk}/verdict/", told)
    page = browser(officer).get("/end-users/user/", {"end_user": HANBIT_KEY}).content.decode()
    assert "Nobody at the address." in page
    assert Event.objects.get(verb="end_user_verdict").detail["outcome"] == "unreliable"


def test_exporters_never_see_the_register(two_names: UserMerge, exporter: User) -> None:
    for address in ("/end-users/", f"/end-users/user/?end_user={HANBIT_KEY}"):
        assert browser(exporter).get(address).status_code == 404


def use_duty(shipment: Shipment, due_on: date | None, **report: Any) -> None:
    duty = FollowUp.objects.create(
        shipment=shipment,
        exporter_id=shipment.exporter_id,
        kind="use",
        after="delivery",
        days=120,
        policy_number=1,
        released_at=timezone.now(),
        due_on=due_on,
        met_at=timezone.now() if report else None,
    )
    if report:
        FollowUpReport.objects.create(
            follow_up=duty,
            shipment=shipment,
            happened_on=clock.today(),
            text="Used.",
            by=shipment.created_by,
            at=timezone.now(),
            state="filed",
            **report,
        )


def test_consignments_are_read_with_reports_transfers_and_what_is_overdue(exporter: User) -> None:
    today = clock.today()
    used, late, awaited, moved = (released(exporter) for _each in range(4))
    kg = used.flows.get().indium_kg
    use_duty(used, today, used_kg=Decimal(60), product_kg=Decimal(50), scrap_kg=Decimal(9))
    use_duty(late, today - timedelta(days=1))
    use_duty(awaited, None)
    ChangeRequest.objects.create(
        shipment=moved,
        kind="transfer",
        user_name=AOBA.name_en,
        user_country=AOBA.country,
        end_use="solder",
        kg=Decimal(40),
        planned_on=today,
        reason="Less is needed.",
        by=exporter,
        at=timezone.now(),
        decided_at=timezone.now(),
        is_granted=True,
    )
    outcomes = outcomes_of([each.pk for each in (used, late, awaited, moved)])

    def struck(shipment: Shipment) -> Balance:
        return balance_of(outcomes[shipment.pk].consignment(kg, "ito", today))

    assert struck(used).used_kg == 60
    assert struck(late).unexplained_kg == kg
    assert struck(awaited).awaited_kg == kg
    assert struck(moved).handed_on_kg == 40
    taken = takings([f"{AOBA.name_en.upper()} ({AOBA.country})"])
    assert by_year(taken) == {today.year: 40}
    assert taken[0].shipment == moved


def test_the_balance_stands_on_the_end_users_page(exporter: User, auditor: User) -> None:
    shipment = released(exporter)
    use_duty(shipment, clock.today(), used_kg=Decimal("12.5"))
    keep_flows(shipment)
    page = browser(auditor).get("/end-users/user/", {"end_user": HANBIT_KEY}).content.decode()
    assert "What became of the metal" in page
    assert ">12.5</a>" in page
    assert story_of([HANBIT_KEY]).reports == [clock.today()]  # type: ignore[union-attr]
