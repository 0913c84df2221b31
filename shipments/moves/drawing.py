"""docs/moves.md, made from the table: the state diagram, and every row in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import translation

from shipments.moves import MOVES, Claim, Move, Status

HEAD = """# Every move of a shipment

Made by `manage.py draw_moves` from `shipments/moves/`; a test says when it is not current.

```mermaid
stateDiagram-v2
"""
TABLE = """```

The verbs below change a status, or leave it where no target is named. Each goes through
`shipments/door.py`: lock → guards → what it ends → its body → status, version, claim → licences →
event → papers.

| verb | 中文 | English | by | from | to | only if | ends | claim | papers | exporter reads it |
|---|---|---|---|---|---|---|---|---|---|---|
"""
TAIL = """
## Adding a verb

1. its row in `shipments/moves/of_….py`, and a guard in `guards.py` where it has a new obstacle;
2. its body in `review/actions.py` or `declare/actions.py`: `with move("verb", …) as case:`;
3. its words in `compliance/locale/zh_Hans/LC_MESSAGES/django.po`;
4. its line in the golden table, `tests/shipments/moves/golden.py`.

Buttons, form, address, permissions, event name, timeline words, papers and this page follow. A verb
of an exporter needs a page of its own, and an address in the API.

## Adding a status

1. `shipments/moves/statuses.py`, with what the exporter reads while the shipment stands there;
2. a migration (the column's choices);
3. its colour in `static/css/components.css`;
4. its word in the catalogue. Which verbs lead to it and on from it is said in their rows.
"""


def picture() -> str:
    """The whole page as Markdown."""
    arrows = "".join(f"    {arrow}\n" for arrow in _arrows())
    rows = "".join(f"| {' | '.join(_cells(verb, move))} |\n" for verb, move in MOVES.items())
    return HEAD + arrows + TABLE + rows + TAIL


def _arrows() -> Iterator[str]:
    yield f"[*] --> {Status.DRAFT.value}"
    verbs: dict[tuple[Status, Status], list[str]] = defaultdict(list)
    for verb, move in MOVES.items():
        for source in _ordered(move.sources):
            if move.target and move.target != source:
                verbs[source, move.target].append(verb)
    for (source, target), names in verbs.items():
        yield f"{source.value} --> {target.value}: {', '.join(names)}"
    left = {source for source, _target in verbs}
    yield from (f"{status.value} --> [*]" for status in Status if status not in left)


def _cells(verb: str, move: Move) -> list[str]:
    fresh = ["Lists, policy and dates are those of the latest run."] if move.must_be_fresh else []
    return [
        f"`{verb}`",
        _named(move.name, "zh-hans"),
        _named(move.name, "en"),
        ", ".join(sorted(role.value for role in move.roles)),
        ", ".join(status.value for status in _ordered(move.sources)),
        move.target.value if move.target else "",
        "<br>".join([*(str(guard.__doc__) for guard in move.guards), *fresh]),
        ", ".join(sorted(move.closes)),
        "" if move.claim is Claim.STAYS else move.claim.name.lower(),
        ", ".join(move.papers),
        "yes" if move.tells_exporter else "",
    ]


def _ordered(statuses: Iterable[Status]) -> list[Status]:
    return sorted(statuses, key=list(Status).index)


def _named(name: Any, language: str) -> str:
    with translation.override(language):
        return str(name)
