"""Papers look as they did when somebody looked at them last."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from weasyprint import CSS

from shipments.papers import PAPERS
from shipments.paperwork import render
from tests.shipments.papers.pictures import KEPT, MOST_DIFFERENT, difference, kept, picture_of
from tests.shipments.papers.rendered import in_full, of_papers, rendered
from tests.shipments.paperwork.papers import a_declaration


@pytest.mark.parametrize("kind", of_papers(PAPERS))
def test_a_paper_looks_as_it_did(kind: str, tmp_path: Path) -> None:
    now = picture_of(rendered(kind))
    now.save(tmp_path / f"{kind}.png")
    assert difference(kept(kind), now) <= MOST_DIFFERENT, tmp_path


def test_no_picture_is_kept_of_a_paper_that_is_gone() -> None:
    assert sorted(path.stem for path in KEPT.glob("*.png")) == sorted(PAPERS)


# stylesheet | what stands there | what would stand there | a paper that shows it
BROKEN = [
    ("portrait", "border: 0.2mm solid #666", "border: 0", "release_notice"),
    ("portrait", "margin: 13mm 17mm 14mm", "margin: 13mm 17mm 17mm 14mm", "end_use_certificate"),
    ("portrait_2", "min-height: 26mm", "min-height: 20mm", "follow_up_report"),
    ("portrait", "background: #e8e8e8", "background: none", "packing_list"),
]


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row[2])
def test_a_broken_line_of_a_stylesheet_shows(
    row: tuple[str, str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, line, broken, kind = row

    def stylesheet(asked: str) -> CSS:
        text = render_to_string(asked)
        if asked == f"{render.FOLDER}/{name}.css":
            assert line in text
            text = text.replace(line, broken)
        return CSS(string=text, font_config=render._fonts())

    monkeypatch.setattr(render, "stylesheet", stylesheet)
    now = picture_of(render.render_pdf(kind, a_declaration(), in_full(kind)))
    assert difference(kept(kind), now) > MOST_DIFFERENT
