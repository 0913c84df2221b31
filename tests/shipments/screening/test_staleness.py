"""A new list, policy or correction: the open case is stale within one sweep, cannot be released
meanwhile, and keeps a dismissal only while party and entry are what they were."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from compliance import clock
from compliance.accounts.models import User
from compliance.law.facts import PartyHit
from compliance.law.policy import Policy, Restriction
from compliance.parties.entries import Entry
from compliance.parties.versions import activate_version, entries_in_force
from compliance.policy import actions as policies
from compliance.policy.versions import policy_on
from compliance.refusals import Conflict
from shipments.demo.goods import INGOT
from shipments.demo.scenarios import NITTO_TYPO
from shipments.models import HitReason, HitVerdict, Screening, Shipment
from shipments.moves import Status
from shipments.review import actions as review
from shipments.review.match_verdicts import judge_hit
from shipments.screening import staleness, tasks
from shipments.screening.actions import rescreen, screen
from shipments.screening.staleness import mark_outdated, marked
from tests.builders import a_draft, a_shipment, disposed, freeze

pytestmark = pytest.mark.usefixtures("prc_lists")
Change = Callable[[Entry], Entry]


@pytest.fixture
def case(exporter: User) -> Shipment:
    """Resembles a listed firm: in review with at least one match."""
    shipment = a_draft(exporter, goods=[(INGOT, "400")], buyer=NITTO_TYPO)
    freeze(shipment, exporter)
    screen(shipment.pk)
    return Shipment.objects.get(pk=shipment.pk)


@pytest.fixture
def sweeping(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[int]]:
    """One sweep whose tasks are done at once; which cases were screened again."""
    done: list[int] = []

    def at_once(pk: int) -> None:
        done.append(pk)
        rescreen(pk)

    monkeypatch.setattr(tasks.rescreen, "delay", at_once)
    monkeypatch.setattr(tasks, "waiting_in", lambda _queue: 0)

    def sweep() -> list[int]:
        done.clear()
        tasks.sweep()
        return list(done)

    return sweep


def latest(case: Shipment) -> Screening:
    return case.screenings.order_by("-number")[0:1].get()


def hits(case: Shipment) -> list[dict[str, Any]]:
    return list(latest(case).facts["hits"])


def renew(list_code: str, change: Change = lambda entry: entry) -> None:
    """The next version of the list, each entry changed."""
    entries = [change(entry) for entry in entries_in_force(list_code)]
    activate_version(list_code, entries, source="Renewed", sha256="8" * 64, as_of=clock.today())


def signed(drafter: User, signatory: User, **changes: Any) -> Policy:
    """A policy in force from today."""
    policy = replace(policy_on(clock.today()), in_force_from=clock.today(), **changes)
    version = policies.draft(policy, note="Tighter", by=drafter)
    version = policies.attach_rehearsal(version, {"body_sha256": version.body_sha256}, by=drafter)
    policies.sign(version, body_sha256=version.body_sha256, by=signatory)
    return policy_on(clock.today())


def test_a_new_list_version_is_noticed_and_screened_within_one_sweep(
    case: Shipment, sweeping: Callable[[], list[int]]
) -> None:
    renew("watch_list")
    assert sweeping() == [case.pk]
    case.refresh_from_db()
    assert not case.is_stale
    assert latest(case).number == 2
    assert latest(case).list_versions["watch_list"] == 2
    assert sweeping() == []


def test_a_list_that_comes_into_force_for_the_first_time_is_noticed_too(
    case: Shipment, sweeping: Callable[[], list[int]]
) -> None:
    entry = Entry("UN-1", ("Somebody Else",), name_en="Somebody Else", measure="inform")
    activate_version("un", [entry], source="UN", sha256="7" * 64, as_of=clock.today())
    assert sweeping() == [case.pk]
    assert "un" in latest(case).list_versions
    assert sweeping() == []


def test_a_case_that_was_marked_and_whose_message_was_lost_is_screened_within_one_sweep(
    case: Shipment, sweeping: Callable[[], list[int]]
) -> None:
    Shipment.objects.filter(pk=case.pk).update(is_stale=True)
    assert sweeping() == [case.pk]
    case.refresh_from_db()
    assert not case.is_stale
    assert sweeping() == []


@pytest.mark.parametrize("is_marked", [False, True])
def test_a_stale_case_cannot_be_released_before_it_is_fresh(
    case: Shipment,
    officer: User,
    second_officer: User,
    sweeping: Callable[[], list[int]],
    is_marked: bool,
) -> None:
    renew("watch_list")
    if is_marked:
        mark_outdated()
        case.refresh_from_db()
        assert case.is_stale
    with pytest.raises(Conflict):
        review.propose_release(case, by=officer, reason="In order", given=disposed(case))
    client = Client()
    client.force_login(officer)
    form = {"reason": "In order", "version": case.version}
    address = f"/review/{case.reference}/propose-release/"
    assert client.post(address, form).status_code == 409
    sweeping()
    case.refresh_from_db()
    review.propose_release(case, by=officer, reason="In order", given=disposed(case))
    review.countersign(case, by=second_officer, reason="Agreed")


def test_a_proposal_made_before_the_new_list_cannot_be_countersigned_after_it(
    case: Shipment, officer: User, second_officer: User
) -> None:
    review.propose_release(case, by=officer, reason="In order", given=disposed(case))
    renew("watch_list")
    with pytest.raises(Conflict):
        review.countersign(case, by=second_officer, reason="Agreed")


def test_a_signed_policy_in_force_on_the_declaration_date_makes_the_case_stale(
    case: Shipment,
    policy_admin: User,
    second_policy_admin: User,
    officer: User,
    sweeping: Callable[[], list[int]],
) -> None:
    lever = Restriction(
        "JP", "BLOCK", clock.today(), country="JPN", reason_zh="审慎", reason_en="Caution"
    )
    signed(policy_admin, second_policy_admin, restrictions=(lever,))
    with pytest.raises(Conflict):
        review.propose_release(case, by=officer, reason="In order", given=disposed(case))
    assert sweeping() == [case.pk]
    assert latest(case).policy_number == 2
    assert latest(case).findings.filter(rule="DST-05", effect=3).exists()


def test_a_policy_of_tomorrow_leaves_todays_declarations_alone(
    case: Shipment,
    policy_admin: User,
    second_policy_admin: User,
    sweeping: Callable[[], list[int]],
) -> None:
    policy = replace(policy_on(clock.today()), in_force_from=clock.today() + timedelta(days=1))
    version = policies.draft(policy, note="Later", by=policy_admin)
    version = policies.attach_rehearsal(version, {}, by=policy_admin)
    policies.sign(version, body_sha256=version.body_sha256, by=second_policy_admin)
    assert sweeping() == []


def dismiss(case: Shipment, *officers: User) -> str:
    """Two officers dismiss the first match; the key of its entry."""
    plain = hits(case)[0]
    fields = {name: plain[name] for name in PartyHit.__dataclass_fields__}
    for officer in officers:
        judge_hit(
            case,
            by=officer,
            hit=PartyHit(**fields),
            verdict=HitVerdict.DISMISSED,
            reason_code=HitReason.OTHER_ADDRESS,
            text="Another firm in another town.",
        )
    return str(plain["entry_key"])


@pytest.mark.parametrize("is_same_entry", [True, False])
def test_a_dismissal_stands_in_the_next_list_only_for_the_same_entry(
    case: Shipment,
    officer: User,
    second_officer: User,
    sweeping: Callable[[], list[int]],
    is_same_entry: bool,
) -> None:
    dismissed = dismiss(case, officer, second_officer)
    list_code = hits(case)[0]["list_code"]

    def change(entry: Entry) -> Entry:
        is_other = entry.key == dismissed and not is_same_entry
        return replace(entry, address="Moved to another street") if is_other else entry

    renew(list_code, change)
    sweeping()
    again = next(hit for hit in hits(case) if hit["entry_key"] == dismissed)
    assert again["list_version"] == 2
    assert again["dismissed"] is is_same_entry


@pytest.mark.parametrize("is_same_party", [True, False])
def test_a_dismissal_stands_in_the_next_revision_only_for_the_same_party(
    case: Shipment, officer: User, second_officer: User, exporter: User, is_same_party: bool
) -> None:
    dismissed = dismiss(case, officer, second_officer)
    party_ref = hits(case)[0]["party_ref"]
    review.return_for_correction(case, by=second_officer, reason="Wrong", message="Please correct")
    case.refresh_from_db()
    if not is_same_party:
        case.parties.update(address="2 New Street, Osaka")
    freeze(case, exporter)
    screen(case.pk)
    again = next(
        hit for hit in hits(case) if (hit["entry_key"], hit["party_ref"]) == (dismissed, party_ref)
    )
    assert latest(case).revision.number == 2
    assert again["dismissed"] is is_same_party


def test_marking_asks_as_much_for_many_cases_as_for_one(
    case: Shipment, exporter: User, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        shipment = a_draft(exporter, goods=[(INGOT, "400")], buyer=NITTO_TYPO)
        freeze(shipment, exporter)
        screen(shipment.pk)
    renew("watch_list")
    with django_assert_max_num_queries(6):
        mark_outdated()
    assert len(marked(9)) == 4


def test_while_the_same_is_in_force_only_new_runs_are_looked_at(
    case: Shipment, exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With thousands of open cases every look at all of them would hold the worker for seconds."""
    looked: list[object] = []
    differs = staleness._InForce.differs
    monkeypatch.setattr(staleness, "IN_FLIGHT", 0)
    monkeypatch.setattr(
        staleness._InForce, "differs", lambda now, used: looked.append(used) or differs(now, used)
    )

    def look() -> int:
        looked.clear()
        mark_outdated()
        return len(looked)

    look()
    assert look() == 0
    another = a_draft(exporter, goods=[(INGOT, "400")], buyer=NITTO_TYPO)
    freeze(another, exporter)
    screen(another.pk)
    assert look() == 1
    renew("watch_list")
    assert look() == 2
    assert set(marked(9)) == {case.pk, another.pk}
    cache.clear()
    assert look() == 2


@pytest.mark.parametrize(("waiting", "sent"), [(0, [0, 1, 2]), (2, [2]), (3, []), (400, [])])
def test_cases_are_screened_again_some_at_a_time_and_none_twice(
    exporter: User, monkeypatch: pytest.MonkeyPatch, waiting: int, sent: list[int]
) -> None:
    """A new list makes every open case stale at once; declarations of today do not wait for all."""
    cases = [a_shipment(exporter, Status.IN_REVIEW) for _number in range(5)]
    for number, each in enumerate(cases):
        submitted_at = clock.now() - timedelta(days=9 - number)
        Shipment.objects.filter(pk=each.pk).update(is_stale=True, submitted_at=submitted_at)
    done: list[int] = []
    monkeypatch.setattr(tasks, "MOST_AGAIN", 3)
    monkeypatch.setattr(tasks, "waiting_in", lambda _queue: waiting)
    monkeypatch.setattr(tasks.rescreen, "delay", done.append)
    tasks.sweep()
    assert done == [cases[number].pk for number in sent]
