"""Runs inside a bundle of the name engine, in a process of its own: the plain search alone.

The first line of input holds the listed names as [entry, name] or [entry, name, kind]; each line
after it one name to look for and what the engine's search takes beside it. Each answer is a list of
[entry, name, score, exact]. A failure ends the process.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Answer until the input ends."""
    os.environ["GATE49_NATIVE"] = "0"
    sys.path.insert(0, str(Path(__file__).parent))
    from compliance.parties.matching import Index, ListedName

    index = Index.build([ListedName(*pair) for pair in json.loads(sys.stdin.readline())])
    _tell(True)
    for line in sys.stdin:
        name, how = json.loads(line)
        hits = index.search(name, **how)
        _tell([[hit.entry_id, hit.name, hit.score, hit.exact] for hit in hits])


def _tell(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
