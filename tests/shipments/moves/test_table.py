"""What is read off the table of moves, against lists written by hand."""

import pytest

from shipments.moves import (
    MOVES,
    event_names,
    stands_while,
    told_to_exporters,
    verbs_that_store_a_run,
)
from tests.shipments.moves.golden import PAGES, lines, verbs

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
