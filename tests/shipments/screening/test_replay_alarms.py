"""The auditor's replay: a button, a verdict, an alarm that stands until it is settled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from compliance.accounts.models import User
from compliance.archive.models import Bundle
from compliance.audit.models import Event
from compliance.law.canonical import sha256_of
from compliance.parties.models import ListVersion
from compliance.policy.models import PolicyVersion
from shipments.demo.goods import INGOT
from shipments.demo.scenarios import INPACT
from shipments.models import Revision, ScreenedFinding, Screening, Shipment
from shipments.screening import replay as module
from shipments.screening.actions import screen
from shipments.screening.replay_log import open_alarms, replay_and_record
from tests.builders import a_draft, freeze
from tests.worlds import made_once

pytestmark = pytest.mark.usefixtures("prc_lists")
Tamper = Callable[[Screening], object]


@pytest.fixture
@made_once
def screening(prc_lists: None, exporter: User) -> Screening:
    shipment = a_draft(exporter, goods=[(INGOT, "30")], buyer=INPACT)
    freeze(shipment, exporter)
    stored = screen(shipment.pk)
    assert stored is not None
    return Screening.objects.get(pk=stored.pk)


FROZEN = (Bundle, Screening, ScreenedFinding, Revision, PolicyVersion, ListVersion)


@contextmanager
def triggers_off() -> Iterator[None]:
    """As somebody with the database owner's password could do it."""
    _switch("DISABLE")
    yield
    _switch("ENABLE")


def _switch(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in FROZEN:
            cursor.execute(f"ALTER TABLE {model._meta.db_table} {how} TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def changed(facts: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {**facts, **parts}


def rename_party(row: Screening) -> object:
    declaration = row.facts["declaration"]
    party = {**declaration["parties"][0], "name_en": "Harmless Ltd."}
    declaration = {**declaration, "parties": [party, *declaration["parties"][1:]]}
    return stored(row).update(facts=changed(row.facts, declaration=declaration))


def stored(row: Screening) -> Any:
    return Screening.objects.filter(pk=row.pk)


TAMPERINGS: dict[str, tuple[Tamper, set[str]]] = {
    "a renamed party": (rename_party, {"facts", "revision", "hits"}),
    "a dropped match": (
        lambda row: stored(row).update(facts=changed(row.facts, hits=[])),
        {"facts", "hits", "findings"},
    ),
    "a green lane": (lambda row: stored(row).update(lane="green"), {"outcome", "event"}),
    "a lighter gravity": (lambda row: stored(row).update(gravity=1), {"outcome"}),
    "new hashes": (
        lambda row: stored(row).update(facts_sha256="0" * 64, findings_sha256="0" * 64),
        {"facts", "findings", "event"},
    ),
    "a deleted finding": (
        lambda row: ScreenedFinding.objects.filter(screening=row)[0:1].get().delete(),
        {"findings"},
    ),
    "another revision": (
        lambda row: Revision.objects.filter(pk=row.revision_id).update(content={}),
        {"revision"},
    ),
    "a loosened policy": (
        lambda row: PolicyVersion.objects.filter(number=1).update(
            body={**PolicyVersion.objects.get(number=1).body, "claim_minutes": 1}
        ),
        {"policy"},
    ),
    "another list": (
        lambda row: ListVersion.objects.filter(list_code="watch_list").update(sha256="0" * 64),
        {"lists"},
    ),
    "unreadable facts": (lambda row: stored(row).update(facts={"policy": 1}), {"unreadable"}),
    "facts that are no facts": (
        lambda row: stored(row).update(facts=changed(row.facts, draw="x")),
        {"unreadable"},
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_whatever_was_tampered_with_is_named_and_raises_an_alarm(
    screening: Screening, auditor: User, name: str
) -> None:
    tamper, expected = TAMPERINGS[name]
    with triggers_off():
        tamper(screening)
    verdict = replay_and_record(module.replayable().get(pk=screening.pk), by=auditor)
    assert expected <= set(verdict.differences)
    assert [event.verb for event in open_alarms()] == ["replay_alarm"]


def test_an_untouched_run_raises_none(screening: Screening, auditor: User) -> None:
    assert replay_and_record(screening, by=auditor).differences == ()
    assert open_alarms() == []


def test_a_later_rule_set_is_a_note_and_no_alarm_where_the_old_one_was_never_archived(
    screening: Screening, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ruleset_version", lambda: "f" * 64)
    with triggers_off():
        Bundle.objects.all().delete()
    verdict = replay_and_record(screening, by=auditor)
    assert (verdict.differences, verdict.notes) == ((), ("ruleset",))


@pytest.fixture
def seen_by(request: pytest.FixtureRequest) -> Callable[[str], Client]:
    def client_of(role: str) -> Client:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        client.force_login(request.getfixturevalue(role))
        return client

    return client_of


def addresses(shipment: Shipment) -> tuple[str, str]:
    base = f"/review/{shipment.reference}"
    return f"{base}/replay/1/", f"{base}/runs/1/"


def test_the_auditor_replays_from_the_case_and_reads_the_verdict(
    screening: Screening, seen_by: Callable[[str], Client]
) -> None:
    client, (button, page) = seen_by("auditor"), addresses(screening.shipment)
    case = client.get(f"/review/{screening.shipment.reference}/").content.decode()
    assert f'action="{button}"' in case
    shown = client.post(button, follow=True)
    assert shown.redirect_chain == [(page, 302)]
    assert shown.context["differences"] == []
    assert screening.facts_sha256 in shown.content.decode()
    event = Event.objects.get(verb="replayed")
    assert event.detail["screening"] == 1
    assert event.actor_role == "auditor"


def test_the_alarm_is_on_the_auditors_home_until_a_replay_matches_again(
    screening: Screening, seen_by: Callable[[str], Client]
) -> None:
    client, (button, page) = seen_by("auditor"), addresses(screening.shipment)
    with triggers_off():
        stored(screening).update(gravity=1)
    assert 'role="alert"' in client.post(button, follow=True).content.decode()
    assert client.get("/").context["replay_alarms"] == 1
    assert page in client.get("/replays/").content.decode()
    with triggers_off():
        stored(screening).update(gravity=screening.gravity)
    client.post(button)
    assert client.get("/").context["replay_alarms"] == 0
    assert client.get("/replays/").context["alarms"] == []


@pytest.mark.parametrize(
    ("role", "status"),
    [("officer", 403), ("exporter", 404), ("rival_exporter", 404), ("policy_admin", 403)],
)
def test_nobody_else_replays(
    screening: Screening, seen_by: Callable[[str], Client], role: str, status: int
) -> None:
    client, (button, page) = seen_by(role), addresses(screening.shipment)
    answers = [client.post(button), client.get(page), client.get("/replays/")]
    assert [answer.status_code for answer in answers] == [status] * 3
    assert not Event.objects.filter(verb="replayed").exists()


def test_a_run_that_does_not_exist_is_not_found(
    screening: Screening, seen_by: Callable[[str], Client]
) -> None:
    client, reference = seen_by("auditor"), screening.shipment.reference
    assert client.post(f"/review/{reference}/replay/2/").status_code == 404
    assert client.get(f"/review/{reference}/replay/1/").status_code == 405


def command(*words: str) -> str:
    out = StringIO()
    call_command("replay", *words, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("run", ["", "/1"])
def test_the_command_replays_a_named_run(screening: Screening, run: str) -> None:
    assert "1 of 1 match" in command(f"{screening.shipment.reference}{run}")
    assert Event.objects.filter(verb="replayed").count() == 1


def test_the_command_ends_with_an_error_and_names_what_differs(screening: Screening) -> None:
    with triggers_off():
        stored(screening).update(gravity=1)
    with pytest.raises(CommandError, match="1 differ"):
        command("--all")
    assert len(open_alarms()) == 1
    assert Event.objects.get(verb="replayed_all").detail == {"count": 1, "alarms": 1}
    with triggers_off():
        stored(screening).update(gravity=screening.gravity)
    assert "1 of 1 match" in command("--all")
    assert open_alarms() == []


def test_since_leaves_older_runs_out(screening: Screening) -> None:
    assert "1 of 1 match" in command("--all", "--since", "2020-01-01")
    assert "0 of 0 match" in command("--all", "--since", "2999-01-01")


@pytest.mark.parametrize(
    "words", [(), ("G49-NOTHERE",), ("--all", "--since", "soon"), ("G49-NOTHERE", "--all")]
)
def test_the_command_says_what_it_cannot_understand(db: None, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        command(*words)


def test_a_thousand_are_replayed_by_the_benchmark_in_the_small(db: None) -> None:
    out = StringIO()
    call_command("bench_replay", "--count", "12", stdout=out)
    assert "12 of 12 match" in out.getvalue()
    assert not Screening.objects.exists()


def test_a_policy_from_before_a_parameter_was_added_is_still_the_one_that_was_signed(
    exporter: User,
) -> None:
    version = PolicyVersion.objects.get(number=1)
    older = {key: value for key, value in version.body.items() if key != "sample_regimes"}
    with triggers_off():
        PolicyVersion.objects.filter(number=1).update(body=older, body_sha256=sha256_of(older))
        shipment = a_draft(exporter)
        freeze(shipment, exporter)
        stored = screen(shipment.pk)
    assert stored is not None
    assert stored.facts["policy"]["sha256"] == sha256_of(older)
    assert replay_and_record(Screening.objects.get(pk=stored.pk), by=None).matches
