"""The benchmark runs without a list file and prints every figure it promises."""

from io import StringIO

from django.core.management import call_command


def test_the_benchmark_makes_its_own_list_and_prints_recall_speed_and_memory():
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
        stdout=out,
    )
    text = out.getvalue()
    for figure in (
        "parties made here",
        "part report",
        "First style",
        "Fourth style",
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
