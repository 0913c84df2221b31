"""Papers leave no garbage behind, though the collector rests while one is made."""

import gc
from typing import Any

import pytest

from shipments.papers import PAPERS
from shipments.papers.paper import LAYOUT
from shipments.paperwork import render
from tests.shipments.paperwork.papers import a_declaration, an_issue

ISSUE = an_issue(layout=LAYOUT, edition=PAPERS["release_notice"].editions)


def test_the_collector_rests_while_a_paper_is_made_and_works_again_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked: list[bool] = []

    def lay_out(*_given: Any) -> Any:
        worked.append(gc.isenabled())
        raise ValueError("stopped")

    monkeypatch.setattr(render, "_lay_out", lay_out)
    with pytest.raises(ValueError, match="stopped"):
        render.render_pdf("release_notice", a_declaration(), ISSUE)
    assert (worked, gc.isenabled()) == ([False], True)


def test_one_paper_after_another_leaves_nothing_that_lives() -> None:
    for _warm in range(2):
        render.render_pdf("release_notice", a_declaration(), ISSUE)
    before = len(gc.get_objects())
    for _more in range(3):
        render.render_pdf("release_notice", a_declaration(), ISSUE)
    assert len(gc.get_objects()) - before < 1000
