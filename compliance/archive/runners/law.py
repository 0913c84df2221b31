"""Runs inside a bundle of a rule set, in a process of its own: no database, no site, no network.

Each line of input holds the plain policy and the plain facts; each line of output findings, lane,
gravity and whether chance chose it. A failure ends the process, and whoever asked notices.
"""

import json
import sys
from pathlib import Path
from typing import Any, get_type_hints


def main() -> None:
    """Answer until the input ends."""
    sys.path.insert(0, str(Path(__file__).parent))
    from django.conf import settings

    settings.configure(USE_I18N=False)
    for line in sys.stdin:
        answer = _judged(**json.loads(line))
        sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
        sys.stdout.flush()


def _judged(policy: Any, facts: dict[str, Any]) -> dict[str, Any]:
    from compliance.law.canonical import from_plain, to_plain
    from compliance.law.evaluate import evaluate
    from compliance.law.facts import Facts
    from compliance.law.policy import Policy

    kinds = {name: kind for name, kind in get_type_hints(Facts).items() if name != "policy"}
    parts = {name: from_plain(facts[name], kind) for name, kind in kinds.items() if name in facts}
    evaluation = evaluate(Facts(policy=from_plain(policy, Policy), **parts))
    return {
        "findings": to_plain(evaluation.findings),
        "lane": evaluation.lane,
        "gravity": evaluation.gravity,
        "sampled": evaluation.sampled,
    }


if __name__ == "__main__":
    main()
