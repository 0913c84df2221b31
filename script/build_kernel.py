"""Compile the name-matching kernel; called by script/bootstrap and the Dockerfile, never while
the site runs. Exit code 1 when there is no compiler: the site then compares names in Python.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from compliance.parties.matching import native

COMPILERS = ("cc", "gcc", "clang")


def main() -> int:
    """Build unless the kernel of this source is there."""
    target = native.built_path()
    if target.exists():
        return 0
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        print("No C compiler: names will be compared in Python, slower.", file=sys.stderr)
        return 1
    return compile_kernel(compiler, target)


def compile_kernel(compiler: str, target: Path) -> int:
    """Put the shared library in place as a whole; the compiler's exit code."""
    target.parent.mkdir(exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}")
    options = ["-O3", "-shared", "-fPIC", "-o", str(partial), str(native.SOURCE)]
    done = subprocess.run([compiler, *options], check=False)
    if done.returncode == 0:
        partial.replace(target)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
