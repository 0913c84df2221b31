"""docs/moves.md shows the table as it is."""

from pathlib import Path

from shipments.moves.drawing import picture

PAGE = Path(__file__).parents[3] / "docs" / "moves.md"


def test_the_page_of_moves_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == picture(), "run manage.py draw_moves"


def test_every_arrow_that_a_lawyer_looks_for_is_drawn() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for arrow in (
        "[*] --> draft",
        "draft --> screening: submit",
        "screening --> released: clear",
        "screening --> in_review: flag",
        "in_review --> released: release, countersign",
        "held --> in_review: lift, end_question, lift_stop, lift_detention",
        "held --> refused: refuse, refuse_question",
        "released --> closed: close",
        "refused --> [*]",
    ):
        assert f"    {arrow}\n" in page
