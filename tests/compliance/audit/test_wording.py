"""Every event the source can write has a name for readers."""

import ast
from collections.abc import Iterator
from pathlib import Path

from compliance.audit.wording import name_of, named_verbs

ROOT = Path(__file__).parents[3]


def written_verbs() -> Iterator[str]:
    """The literal first argument of every direct call that writes an event."""
    for folder in ("compliance", "enduse", "shipments"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                    verb = node.args[0]
                    if isinstance(verb, ast.Constant):
                        yield verb.value


def test_every_written_verb_has_a_name() -> None:
    named = {verb for verb, _name in named_verbs()}
    written = set(written_verbs())
    assert "hold" in named
    assert len(written) > 10
    assert written - named == set()


def test_a_verb_without_a_name_is_shown_as_it_is() -> None:
    assert name_of("moved_office") == "moved office"
