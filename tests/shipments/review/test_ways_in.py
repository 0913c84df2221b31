"""What each way in offers to officers, by lists written by hand: a new command, address or verb of
many cases has to be looked at here. And lists of parties, by each way in."""

import re
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command, get_commands
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.models import ListUpload, ListVersion
from compliance.parties.upload_actions import approve
from compliance.parties.versions import activate_version, entries_in_force
from compliance.refusals import NotAllowed
from shipments.models import Shipment
from shipments.moves import MOVES, Status
from shipments.review import bulk
from tests.builders import a_shipment
from tests.compliance.parties.test_wrong_files import CHINESE
from tests.shipments.review.posts import status_of

HERE = Path(__file__).parents[2]
TOLD = {"reason": "To be verified with the maker.", "message": "Send the contract."}

PROVED_ELSEWHERE = {
    (1, "page"): "shipments/review/test_matches.py::one_officer_alone_never_ends_a_grave_match",
    (1, "domain"): "shipments/review/test_one_officer_alone.py::no_order_of_moves_lets_one_officer",
    (2, "page"): "compliance/parties/test_pages.py::one_brings_a_list_in_and_another_puts_it_in",
    (2, "database"): "compliance/parties/test_wrong_files.py::the_database_refuses_what_one_person",
    (2, "encodings"): "compliance/parties/test_wrong_files.py::a_list_is_read_as_it_was_saved",
    (
        2,
        "command",
    ): "compliance/parties/test_import_command.py::command_shows_then_brings_in_for_ano",
    (
        3,
        "page",
    ): "shipments/review/test_dispositions.py::a_finding_without_its_disposition_releases",
    (3, "hold"): "shipments/review/test_holds_bind.py::nothing_is_released_while_a_hold_is_open",
    (
        3,
        "evidence",
    ): "shipments/review/test_own_entries.py::a_colleague_releases_what_was_grave_befo",
    (4, "page"): "shipments/review/test_withdrawal.py::not_withdrawn_by_any_way_the_exporter_has",
    (4, "other port"): "shipments/review/test_withdrawal.py::a_refused_deal_filed_again_at_another",
    (5, "page"): "shipments/review/test_holds_bind.py::the_answer_and_its_files_stay_on_the_page",
    (5, "late"): "shipments/review/test_holds_bind.py::a_late_answer_is_kept_and_marked",
    (6, "page"): "shipments/review/test_recall.py::two_officers_stop_the_goods_on_their_pages",
    (6, "departure"): "shipments/review/test_recall.py::nothing_is_closed_without_evidence",
}


@pytest.mark.parametrize("where", PROVED_ELSEWHERE.values())
def test_what_is_proved_elsewhere_is_still_proved_there(where: str) -> None:
    file, name = where.split("::")
    assert re.search(rf"def test_\w*{name}", (HERE / file).read_text(encoding="utf-8"))


# What each way in offers.

OFFICERS_WRITE = {
    "/api/end-users/{id}/figures/": "evidence: test_own_entries, and below",
    "/api/end-users/{id}/verdicts/": "read by people; no rule reads it",
}
COMMANDS = {
    "add_person": "gives an account",
    "archive_rules": "keeps the rules as they are",
    "backup": "copies",
    "bench_phrases": "measures",
    "bench_rehearsal": "measures",
    "bench_replay": "measures",
    "bench_rules": "measures",
    "change_role": "gives a role",
    "copy_documents": "copies",
    "draw_moves": "writes docs",
    "end_sessions": "takes sessions, tokens and a lost second factor away",
    "import_licences": "evidence: below",
    "import_list": "a list: below",
    "load_prc_lists": "a list: below",
    "migrate": "makes tables",
    "publish_log": "publishes",
    "rebuild_flows": "counts again what was released",
    "replay": "runs again what was stored, and changes nothing",
    "restore": "puts a backup in an empty place",
    "rotate_log_key": "a key",
    "rotate_paper_key": "a key",
    "rules": "prints",
    "scan_files": "sends files to the scanner",
    "seed_demo": "only where nothing was filed: below",
    "verify_audit": "reads",
}


def asked_by(person: User) -> APIClient:
    cache.clear()  # of what this person has asked in the last minute
    client = APIClient(headers={"accept-language": "en"})
    client.force_authenticate(person)
    return client


def test_many_cases_at_once_are_taken_given_and_if_green_released() -> None:
    assert set(bulk.VERBS) == {"claim", "unclaim", "release", "assign"}


def test_the_commands_are_these() -> None:
    ours = ("compliance", "enduse", "shipments")
    found = {name for name, app in get_commands().items() if app.split(".")[0] in ours}
    assert found == set(COMMANDS)


def test_an_officer_writes_nothing_else_over_the_api(officer: User, exporter: User) -> None:
    case = a_shipment(exporter)
    client, let_in = asked_by(officer), set()
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    values = {"reference": case.reference, "table": "countries"}
    for path, methods in paths.items():
        if path == "/api/token/":  # one's own
            continue
        address = re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "1"), path)
        for method in {*methods} & {"post", "put", "patch", "delete"}:
            cache.clear()
            answer = getattr(client, method)(address, {}, format="json")
            kept_out = answer.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED)
            let_in |= set() if kept_out else {path}
    assert let_in == set(OFFICERS_WRITE)
    assert (status_of(case), Shipment.objects.get(pk=case.pk).version) == (
        "in_review",
        case.version,
    )


def test_no_verb_of_an_officer_has_an_address_in_the_api(officer: User, exporter: User) -> None:
    case = a_shipment(exporter)
    client = asked_by(officer)
    for verb in MOVES:
        cache.clear()
        answer = client.post(f"/api/shipments/{case.reference}/{verb.replace('_', '-')}/", TOLD)
        assert answer.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    assert status_of(case) == Status.IN_REVIEW


# 2: lists.


def test_2_the_command_lets_nobody_put_in_force_what_they_brought_in(
    tmp_path: Path, policy_admin: User
) -> None:
    path = tmp_path / "list.csv"
    rows = (f"{name},,2026-01-05" for name in CHINESE)
    path.write_bytes("\n".join(["name_zh,name_en,listed_on", *rows, ""]).encode("gbk"))
    about = {"as_of": date(2026, 11, 1), "by": policy_admin.username}
    call_command("import_list", "watch_list", "own_csv", str(path), **about)
    upload = ListUpload.objects.get()
    assert CHINESE[0] in str(upload.preview["sample"])
    with pytest.raises(NotAllowed):
        approve(upload, by=policy_admin)
    assert not ListVersion.objects.exists()


def test_2_the_command_refuses_a_file_of_another_list(tmp_path: Path, policy_admin: User) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name_en,listed_on,list\nA Party,2026-01-05,export_control_list\n")
    for by in ({}, {"by": policy_admin.username}):
        with pytest.raises(CommandError):
            call_command(
                "import_list", "watch_list", "own_csv", str(path), as_of=date(2026, 11, 1), **by
            )
    assert not ListVersion.objects.exists()


def test_2_the_seed_replaces_no_list_that_people_put_in_force(prc_lists: None) -> None:
    rows = list(entries_in_force("watch_list"))
    about = {"source": "https://example.test/list", "sha256": "8" * 64, "as_of": clock.today()}
    activate_version("watch_list", rows, **about)  # type: ignore[arg-type]
    before = set(ListVersion.objects.values_list("pk", flat=True))
    call_command("load_prc_lists", as_of=clock.today(), verbosity=0)
    assert set(ListVersion.objects.values_list("pk", flat=True)) == before


def test_2_no_list_is_brought_in_over_the_api(policy_admin: User) -> None:
    """`parties` are there an exporter's address book; a list has no address at all."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    assert not [path for path in paths if re.search("list|upload|import", path)]
    told = {"name_en": "A Party", "list_code": "watch_list"}
    assert asked_by(policy_admin).post("/api/parties/", told, format="json").status_code == 403
    assert not ListVersion.objects.exists()
