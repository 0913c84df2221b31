"""Fuzzes the native kernel under AddressSanitizer and UBSan: names of any kind, damaged snapshots.

The kernel is compiled afresh with the sanitizers into a folder of its own and a Python with their
run-time library preloaded searches; a finding ends that process with a report and a non-zero code.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from compliance.parties.matching import Index, native, search_all
from compliance.parties.matching.snapshot import BadSnapshot
from tests.benchmarks.matching.fifth_style import FIFTH
from tests.benchmarks.matching.fourth_style import FOURTH
from tests.benchmarks.matching.lists import made_names
from tests.benchmarks.matching.third_style import BLIND
from tests.benchmarks.matching.trials import make_trial

FLAGS = (
    "-g",
    "-O1",
    "-fsanitize=address,undefined",
    "-fno-sanitize-recover=all",
    "-shared",
    "-fPIC",
)
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz -.", "深圳佰联升电子科技有限公司国际龍", "アイウエ株式会社",
    "가나다김", "абвгд", "0159#№", "\u0300\u200b\ufffd?()（）-,'",
)  # fmt: skip


def run_sanitized(seconds: float, seed: int) -> int:
    """Build, then search in a process of its own; its exit code."""
    compiler = shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        print("No C compiler.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "kernel.so"
        subprocess.run([compiler, *FLAGS, "-o", str(library), str(native.SOURCE)], check=True)
        runtime = [_runtime(compiler, name) for name in ("libasan.so", "libubsan.so")]
        environment = os.environ | {
            "LD_PRELOAD": ":".join(runtime),
            "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=0",
            "GATE49_FUZZED_KERNEL": str(library),
        }
        command = [sys.executable, "-m", __name__, str(seconds), str(seed)]
        return subprocess.run(command, env=environment, check=False).returncode


def fuzz(seconds: float, seed: int) -> str:
    """Search made and mangled names, load damaged files, until the time is over; what was done."""
    random = Random(seed)
    coined = made_names(seed, 600)
    index = Index.build(row.listed() for row in coined)
    lists = [
        index,
        Index.build([]),
        *(Index.build(row.listed() for row in coined[n::3]) for n in range(3)),
    ]
    trial = make_trial(coined, {**BLIND, **FOURTH, **FIFTH}, seed=seed, each=20, clean=200)
    names = [case.name for case in (*trial.changed, *trial.clean)]
    searched = loaded = 0
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.idx"
        index.save(path)
        whole = path.read_bytes()
        while time.monotonic() < until:
            some = lists[: random.choice([1, 2, 5])]
            search_all(some, _mangled(random, names), floor=random.choice([0.3, 0.5, 0.8]))
            searched += 1
            if searched % 50 == 0:
                loaded += _loads(random, path, whole)
    return f"{searched} names searched, {loaded} damaged files loaded"


def _mangled(random: Random, names: list[str]) -> str:
    if random.random() < 0.3:
        letters = random.choice(ALPHABETS) + random.choice(ALPHABETS)
        return "".join(random.choices(letters, k=random.choice([1, 5, 40, 400])))
    name = list(random.choice(names))
    for _ in range(random.randrange(4)):
        name.insert(random.randrange(len(name) + 1), random.choice(random.choice(ALPHABETS)))
    return "".join(name)


def _loads(random: Random, path: Path, whole: bytes) -> bool:
    """Whether a file with a few wrong bytes was taken all the same (its head may be as good)."""
    damaged = bytearray(whole)
    for _ in range(random.choice([1, 3, 300])):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    path.write_bytes(damaged[: random.choice([len(damaged), random.randrange(len(damaged))])])
    try:
        Index.load(path).search("Zephyr Trading")
    except BadSnapshot:
        return False
    return True


def _runtime(compiler: str, name: str) -> str:
    found = subprocess.run(
        [compiler, f"-print-file-name={name}"], check=True, capture_output=True, text=True
    )
    return found.stdout.strip()


if __name__ == "__main__":
    native.built_path = lambda: Path(os.environ["GATE49_FUZZED_KERNEL"])
    print(fuzz(float(sys.argv[1]), int(sys.argv[2])))
