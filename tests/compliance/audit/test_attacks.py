"""What an attacker with every right in the database, and even with the key, still cannot hide."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from compliance.accounts.models import User
from compliance.audit.anchors import keep_head
from compliance.audit.chain import GENESIS, Fault, hash_of
from compliance.audit.database.roles import ADD_ONLY, can_tamper
from compliance.audit.log import record, seal_of
from compliance.audit.models import Event, Head
from compliance.audit.verification import links_of, sentence_of, verify, verify_recent
from shipments.models import Document, Revision, Shipment
from shipments.paperwork.tasks import render
from shipments.review import actions as review
from shipments.screening.actions import screen
from tests.builders import a_draft, disposed
from tests.worlds import made_once

Attack = Callable[[psycopg.Connection], object]


@pytest.fixture
def log(transactional_db: None, anchors: Path) -> None:
    note(6)
    assert keep_head()
    assert not keep_head()


def note(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            record("note", by=None, subject="shipment:G49-TEST", number=number)


def connected(user: str) -> psycopg.Connection:
    database = connection.settings_dict
    host = database["HOST"] or database["OPTIONS"]["host"]
    return psycopg.connect(host=host, user=user, dbname=database["NAME"], autocommit=True)


@pytest.fixture
def superuser() -> Iterator[psycopg.Connection]:
    """The superuser of the cluster, with triggers and foreign keys asleep."""
    with connected("postgres") as attacker:
        attacker.execute("SET session_replication_role = replica")
        yield attacker


def kinds() -> set[str]:
    return {fault.kind for fault in verify().faults}


def rewrite(attacker: psycopg.Connection, change: Callable[[Any], Any]) -> None:
    """Write the whole log anew with good hashes and a good seal, as who holds the key can."""
    before = GENESIS
    for link in list(links_of(Event.objects.all())):
        changed = replace(change(link), previous_hash=before)
        before = hash_of(changed)
        attacker.execute(
            "UPDATE audit_event SET at = %s, subject = %s, previous_hash = %s, hash = %s "
            "WHERE seq = %s",
            [changed.at, changed.subject, changed.previous_hash, before, changed.seq],
        )
    seq = Event.objects.count()
    attacker.execute("UPDATE audit_head SET hash = %s, seal = %s", [before, seal_of(seq, before)])


def test_an_emptied_log_is_no_intact_log(log: None, superuser: psycopg.Connection) -> None:
    superuser.execute("TRUNCATE audit_event, audit_head")
    assert verify().faults == (Fault("truncated", 6),)
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--no-record", stderr=StringIO(), stdout=StringIO())


def test_a_log_begun_anew_is_not_the_one_there_was(
    log: None, superuser: psycopg.Connection
) -> None:
    superuser.execute("TRUNCATE audit_event, audit_head")
    note(9)
    assert verify().faults == (Fault("unexpected", 6),)


def test_a_whole_rollback_is_noticed(log: None, superuser: psycopg.Connection) -> None:
    earlier = Head.objects.get()
    note(2)
    keep_head()
    superuser.execute("DELETE FROM audit_event WHERE seq > 6")
    superuser.execute(
        "UPDATE audit_head SET seq = 6, hash = %s, seal = %s", [earlier.hash, earlier.seal]
    )
    assert verify().faults == (Fault("truncated", 8),)
    assert verify(since=4).faults == (Fault("truncated", 8),)


def test_a_log_rewritten_with_the_key_is_noticed(log: None, superuser: psycopg.Connection) -> None:
    rewrite(superuser, lambda link: replace(link, subject="shipment:G49-FORGED"))
    assert verify().faults == (Fault("unexpected", 6),)


def test_a_time_put_before_its_neighbour_s_is_named(
    log: None, superuser: psycopg.Connection, anchors: Path
) -> None:
    anchors.unlink()
    day = timedelta(days=1)
    rewrite(superuser, lambda link: replace(link, at=link.at - day) if link.seq == 4 else link)
    assert verify().faults == (Fault("backwards", 4),)


def test_a_time_in_the_future_is_named(log: None, superuser: psycopg.Connection) -> None:
    rewrite(
        superuser,
        lambda link: replace(link, at=link.at + timedelta(days=3)) if link.seq == 6 else link,
    )
    assert Fault("ahead", 6) in verify().faults


def test_a_line_put_into_the_file_of_heads_is_no_head(log: None, anchors: Path) -> None:
    with anchors.open("a") as file:
        file.write(f"99:{'a' * 64}:{'b' * 43}\n100:cut off")
    assert verify().faults == (Fault("forged_anchor", 99),)


def test_without_the_file_of_heads_an_old_installation_is_judged_as_before(
    log: None, anchors: Path
) -> None:
    anchors.unlink()
    assert verify().is_intact


def test_a_key_of_its_own_seals_from_now_on_and_old_seals_hold(
    log: None, settings, superuser: psycopg.Connection
) -> None:
    settings.AUDIT_KEY = "kept away from the database" * 3
    assert verify().is_intact
    note(1)
    assert verify().is_intact
    settings.AUDIT_KEY = ""
    assert verify().faults == (Fault("unsealed", 7),)


@pytest.fixture
@made_once
def case(
    transactional_db: None, media: None, exporter: User, officer: User, tmp_path: Path
) -> Shipment:
    """Filed, screened, refused by an officer, its paper ready."""
    from shipments.declare.actions import submit
    from shipments.review.claims import claim

    shipment = submit(a_draft(exporter), by=exporter, expected_revision=0)
    screen(shipment.pk)
    shipment.refresh_from_db()
    claim(shipment, by=officer)
    review.refuse(shipment, by=officer, ground="no_licence", reason="no", message="no")
    for pk in Document.objects.values_list("pk", flat=True):
        render(pk)
    assert verify().is_intact, [sentence_of(each) for each in verify().faults]
    return shipment


ROW_ATTACKS: dict[str, str] = {
    "UPDATE shipments_shipment SET status = 'released'": "status",
    "UPDATE shipments_revision SET content = jsonb_set(content, '{contract_no}', '\"X\"')": (
        "revision"
    ),
    "UPDATE shipments_revision SET sha256 = repeat('a', 64)": "revision",
    "UPDATE shipments_decision SET verb = 'release'": "decision",
    "UPDATE shipments_decision SET by_id = (SELECT max(id) FROM accounts_user)": "decision",
    "DELETE FROM shipments_decision": "decision",
    "UPDATE shipments_document SET sha256 = repeat('a', 64)": "paper",
    "UPDATE shipments_document SET audit_head = '1:0000000000000000'": "unexpected",
}


@pytest.mark.parametrize("attack", ROW_ATTACKS)
def test_a_row_changed_beside_the_log_is_named(
    case: Shipment, superuser: psycopg.Connection, attack: str
) -> None:
    superuser.execute(attack)  # type: ignore[call-overload]
    faults = verify().faults
    assert {fault.kind for fault in faults} == {ROW_ATTACKS[attack]}
    assert all(sentence_of(fault) for fault in faults)


def test_rows_whose_events_were_wiped_are_named(
    case: Shipment, superuser: psycopg.Connection, anchors: Path
) -> None:
    """Even where no head was kept outside."""
    superuser.execute("TRUNCATE audit_event, audit_head")
    assert {"status", "revision", "decision", "paper", "truncated"} <= kinds()


def test_two_officers_decisions_agree_with_the_log(
    case: Shipment, exporter: User, officer: User, second_officer: User
) -> None:
    """The release that one proposes and another countersigns is one decision with two events."""
    from shipments.declare.actions import submit

    grave = submit(a_draft(exporter), by=exporter, expected_revision=0)
    screen(grave.pk)
    Shipment.objects.filter(pk=grave.pk).update(gravity=3)
    grave.refresh_from_db()
    review.propose_release(grave, by=officer, reason="fine", given=disposed(grave))
    grave.refresh_from_db()
    review.countersign(grave, by=second_officer, reason="fine")
    assert verify().is_intact, [sentence_of(each) for each in verify().faults]


def test_a_plain_case_with_all_its_papers_agrees_with_the_log(case: Shipment) -> None:
    assert Revision.objects.count() == 1
    assert Document.objects.filter(state="ready").count() == 1
    assert verify_recent(by=None).is_intact  # type: ignore[arg-type]


DENIED = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "DROP TABLE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
)


def test_the_application_s_role_can_only_add_to_frozen_tables(transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ADD_ONLY)
        tables = sorted(table for (table,) in cursor.fetchall())
    assert {"audit_event", "shipments_revision", "shipments_screening"} <= set(tables)
    with connected("gate49_app") as application:
        for table in tables:
            column = "seq" if table == "audit_event" else "id"
            for statement in DENIED:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    application.execute(statement.format(table=table, column=column))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "DELETE FROM audit_head",
        "TRUNCATE shipments_shipment CASCADE",
        "DROP FUNCTION refuse_change() CASCADE",
        "CREATE TABLE mine (id int)",
        "CREATE TEMP TABLE audit_event (LIKE public.audit_event)",
        "DELETE FROM django_migrations",
        "SET ROLE gate49",
    ],
)
def test_the_application_s_role_cannot_get_round_it(transactional_db: None, statement: str) -> None:
    denied = pytest.raises(psycopg.errors.InsufficientPrivilege)
    with connected("gate49_app") as application, denied:
        application.execute(statement)  # type: ignore[call-overload]


def test_the_command_warns_where_one_role_is_both(log: None) -> None:
    """Tests own their database."""
    said = StringIO()
    call_command("verify_audit", "--no-record", stderr=said, stdout=StringIO())
    assert can_tamper()
    assert "owns the log" in said.getvalue()
