"""What is read off the table of moves, against lists written by hand."""

import pytest

from shipments.moves import (
    MOVES,
    Claim,
    Decided,
    OpenEnd,
    event_names,
    stands_while,
    told_to_exporters,
    verbs_that_store_a_run,
)
from tests.shipments.moves.golden import (
    EFFECTS,
    PERMISSIONS,
    lines,
    statuses_of,
    targets,
    verbs,
)
from tests.shipments.moves.golden_pages import PAGES

BUTTONS = {"way on": "", "another way": "button--secondary", "harm": "button--danger"}


@pytest.mark.parametrize(
    ("paper", "statuses"),
    [
        ("declaration", {"released", "closed"}),
        ("end_use_certificate", {"released", "closed"}),
        ("release_notice", {"released", "closed"}),
        ("hold_notice", {"held"}),
        ("refusal_notice", {"refused"}),
        ("recall_notice", {"held"}),
        ("detention_notice", {"held"}),
        ("detention_extension", {"held"}),
        ("detention_end", {"in_review"}),
        (
            "withdrawal_decision",
            {"draft", "screening", "in_review", "held", "released"}
            | {"refused", "withdrawn", "closed"},
        ),
        (
            "amendment_decision",
            {"draft", "screening", "in_review", "held", "released"}
            | {"refused", "withdrawn", "closed"},
        ),
        ("no_paper_at_all", set()),
    ],
)
def test_a_paper_stands_where_the_law_says(paper: str, statuses: set[str]) -> None:
    assert stands_while(paper) == statuses


def test_exporters_read_of_decisions_but_not_of_signatures_or_claims() -> None:
    told = {
        "release",
        "hold",
        "lift",
        "return_for_correction",
        "refuse",
        "close",
        "grant_withdrawal",
    } | {"refuse_withdrawal", "countersign_recall"}
    told |= {"question", "extend_question", "refer_question", "end_question", "refuse_question"}
    told |= {"ask_supplement"}
    told |= {"inspect", "grant_amendment", "refuse_amendment"}
    told |= {"sign_detention", "extend_detention", "lift_detention"}
    told |= {
        "accept_report",
        "question_report",
        "grant_change",
        "refuse_change",
        "countersign_grant",
    }
    assert set(told_to_exporters()) == told


def test_a_replay_looks_for_the_events_of_runs() -> None:
    assert set(verbs_that_store_a_run()) == {"clear", "flag", "rescreen"}


def test_every_verb_has_a_name_in_the_event_log() -> None:
    assert set(event_names()) == {"edit_section", *verbs()} - {"edit"}
    assert all(str(name) for name in event_names().values())


def test_a_form_asks_what_the_golden_table_says_and_no_more() -> None:
    golden = {verb: (asks, BUTTONS[button]) for verb, asks, button in lines(PAGES)}
    pages = {verb: move.page for verb, move in MOVES.items() if move.page}
    assert {verb: (page.asks, page.style) for verb, page in pages.items()} == golden


ROLES = {"owner": "exporter", "officer": "officer", "head": "officer", "machine": "system"}
CLAIMS = {"kept": Claim.STAYS, "taken": Claim.TAKEN, "none": Claim.ENDS}
DECIDED = {"kept": Decided.AS_BEFORE, "now": Decided.NOW, "none": Decided.NOT_YET}
ENDED = {"lifted", "replaced", "overtaken"}
RELIED_ON = {"release", "propose_release", "countersign"}
GIVES_BACK = {"refuse", "refuse_question", "grant_withdrawal", "grant_amendment"}
GIVES_BACK |= {"countersign_recall"}
IF_ASKED = {"return_for_correction": "amendment_decision"}
"""Papers of a verb that only answer a wish to amend, which the cases of the golden table lack."""


def test_a_row_names_the_roles_and_statuses_of_the_golden_table() -> None:
    golden: dict[str, tuple[set[str], set[str]]] = {verb: (set(), set()) for verb in verbs()}
    for verb, who, *_rest in lines(PERMISSIONS):
        for each in who.split():
            golden[verb][0].add(ROLES[each])
            golden[verb][1].update(statuses_of(verb, each))
    assert {verb: (set(row.roles), set(row.sources)) for verb, row in MOVES.items()} == golden


def test_a_row_brings_about_what_the_golden_table_of_effects_says() -> None:
    golden, rows = {}, {}
    for verb, _source, _to, version, claim, decided, hold, proposal, licence, papers in lines(
        EFFECTS
    ):
        row, ends = MOVES[verb], {hold, proposal} & ENDED
        closes = {OpenEnd.PROPOSAL} if "overtaken" in ends else set()
        closes |= {OpenEnd.HOLD} if ends - {"overtaken"} else set()
        golden[verb] = (targets().get(verb), version == "8", CLAIMS[claim], DECIDED[decided])
        golden[verb] += (closes, licence == "drawn", IF_ASKED.get(verb, papers))
        rows[verb] = (row.target, row.raises_version, row.claim, row.decided)
        rows[verb] += (row.closes, row.draws_licences, " ".join(sorted(row.papers)) or "-")
    assert rows == golden


def test_only_releases_rest_on_fresh_lists_and_only_their_undoing_gives_licences_back() -> None:
    assert {verb for verb, row in MOVES.items() if row.must_be_fresh} == RELIED_ON
    assert {verb for verb, row in MOVES.items() if row.returns_licences} == GIVES_BACK
    assert {verb for verb, row in MOVES.items() if row.papers_stand} == {"close"}
