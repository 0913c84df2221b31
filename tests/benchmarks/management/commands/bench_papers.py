"""How long papers take beside bare WeasyPrint, how large they are, and whether memory grows."""

import os
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfReader
from weasyprint import CSS, HTML

from compliance.law.declaration import Declaration
from shipments.papers import PAPERS
from shipments.papers.paper import LAYOUT, Issue
from shipments.paperwork.render import FOLDER, render_html, render_pdf, shared_context
from tests.shipments.paperwork.papers import a_declaration, a_line, an_issue, forty_lines

MOST_TIMES, MOST_SECONDS, MOST_A_PAGE, MOST_GROWTH = 1.15, 1.0, 120.0, 1.05
SHAPES: dict[str, tuple[str, Any]] = {
    "declaration, 1 line": ("declaration", 1),
    "declaration, 6 lines": ("declaration", 6),
    "declaration, 40 lines": ("declaration", 40),
    "declaration, 40 lines of 255 letters": ("declaration", "long"),
    "end-use certificate": ("end_use_certificate", 3),
    "release notice": ("release_notice", 3),
    "commercial invoice": ("commercial_invoice", 6),
}


class Command(BaseCommand):
    """manage.py bench_papers; exit code 1 when a goal is missed. CPU seconds, the median."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=5)
        parser.add_argument("--count", type=int, default=1000, help="papers by two workers")

    def handle(self, *args: Any, rounds: int, count: int, **options: Any) -> None:
        """Ours and bare WeasyPrint by turns, then many papers for their memory."""
        busy = os.getloadavg()[0] / (os.cpu_count() or 1)
        self.stdout.write(f"load of {busy:.1f} a processor: CPU seconds grow with it")
        missed = [self._time(name, rounds) for name in SHAPES]
        if count:
            missed.append(self._fill(count))
        if any(missed):
            raise SystemExit(1)

    def _time(self, name: str, rounds: int) -> bool:
        kind, lines = SHAPES[name]
        declaration, issue = _declaration(lines), _issue(kind)
        pdf = render_pdf(kind, declaration, issue)
        html, css = _bare_input(kind, declaration, issue)
        ours, bare = [], []
        for _round in range(rounds):
            ours.append(_cpu(lambda: render_pdf(kind, declaration, issue)))
            bare.append(_cpu(lambda: _bare(html, css)))
        seconds, times = statistics.median(ours), statistics.median(ours) / statistics.median(bare)
        pages = len(PdfReader(BytesIO(pdf)).pages)
        size = len(pdf) / 1000 / pages
        is_missed = times > MOST_TIMES or seconds > MOST_SECONDS or size > MOST_A_PAGE
        self.stdout.write(
            f"{name:38} {seconds:5.2f} s (goal {MOST_SECONDS}), {times:4.2f} x bare "
            f"(goal {MOST_TIMES}), {pages:2} pages of {size:5.1f} kB (goal {MOST_A_PAGE:.0f})"
            f"{'  MISSED' if is_missed else ''}"
        )
        return is_missed

    def _fill(self, count: int) -> bool:
        with ProcessPoolExecutor(2, get_context("spawn"), django.setup) as workers:
            found = list(workers.map(_many, [count // 2] * 2))
        growth = max(after / before for before, after in found)
        is_missed = growth > MOST_GROWTH
        told = "; ".join(f"{before:.0f} -> {after:.0f} MB" for before, after in found)
        self.stdout.write(
            f"{count} papers by two workers: {told}, x {growth:.3f} (goal {MOST_GROWTH})"
            f"{'  MISSED' if is_missed else ''}"
        )
        return is_missed


def _many(count: int) -> tuple[float, float]:
    """Peak memory in MB after the first tenth and at the end."""
    kinds = ("declaration", "release_notice", "commercial_invoice")
    before = 0.0
    for number in range(count):
        kind = kinds[number % len(kinds)]
        render_pdf(kind, _declaration(1 + number % 7), _issue(kind))
        if number == count // 10:
            before = _peak()
    return before or _peak(), _peak()


def _peak() -> float:
    """Of this process since it was started: getrusage goes on with the peak of who started it."""
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0]) / 1000


def _cpu(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _declaration(lines: Any) -> Declaration:
    if lines == "long":
        return a_declaration(lines=forty_lines())
    return a_declaration(lines=tuple(a_line(number) for number in range(1, lines + 1)))


def _issue(kind: str) -> Issue:
    return an_issue(layout=LAYOUT, edition=PAPERS[kind].editions, checkpoint="9:0123456789abcdef")


def _bare_input(kind: str, declaration: Declaration, issue: Issue) -> tuple[str, list[str]]:
    paper = PAPERS[kind]
    with translation.override("zh-hans"):
        context = {**shared_context(declaration, issue), **paper.context(declaration, issue)}
        blank = max(paper.form_rows - len(declaration.lines), 0)
        html = render_html(paper, {**context, "blank_rows": range(blank)})
    later = range(2, LAYOUT + 1)
    names = (paper.stylesheet, *(f"{paper.stylesheet}_{number}" for number in later))
    return html, [render_to_string(f"{FOLDER}/{name}.css") for name in names]


def _bare(html: str, css: list[str]) -> bytes | None:
    styles = [CSS(string=each) for each in css]
    made: bytes | None = HTML(string=html).write_pdf(
        stylesheets=styles, pdf_variant="pdf/a-3u", pdf_tags=True
    )
    return made
