"""The benchmark runs without a list file and prints every figure it promises."""

import re
from io import StringIO
from pathlib import Path

from django.core.management import call_command


def test_the_benchmark_makes_its_own_list_and_prints_recall_speed_and_memory(tmp_path: Path):
    out = StringIO()
    call_command(
        "bench_matching",
        "no-such-file.jsonl",
        seed=3,
        parties=300,
        each=3,
        clean=60,
        peer_each=1,
        no_pg=True,
        sizes=[400],
        keep=tmp_path,
        stdout=out,
    )
    assert list(tmp_path.glob("*.index"))
    text = out.getvalue()
    assert re.search(r"^All styles: \d+ changed, 300 clean names$", text, re.M)
    for figure in (
        "parties made here",
        "part report",
        "First style",
        "Fourth style",
        "\nAll styles: ",
        "Published aliases",
        "Companies of the indium trade",
        "at the production floor 0.80",
        "List of ",
        "with one word replaced",
        "recall at 0.5% false alerts",
        "recall at 5.0% false alerts",
        "screens/s/core",
        "p99",
        "MB (shared, mapped)",
        "Side by side",
        "rapidfuzz",
        "5.1 given name in another tongue",
        "script Chinese",
    ):
        assert figure in text


def test_the_benchmark_tells_what_an_index_for_each_list_costs():
    out = StringIO()
    call_command(
        "bench_matching", "no-such-file.jsonl", parties=40, clean=20, lists=True, stdout=out
    )
    text = out.getvalue()
    for figure in (
        "names on 7 lists, 20 of them",
        "an index for each list: ",
        "one index for all: ",
    ):
        assert figure in text
