"""One thing is said by one message: none differs from another only in case or in its last stop."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "compliance/locale/zh_Hans/LC_MESSAGES/django.po"
STOPS = " .。:：!！?？"
TWO_WORDS_IN_CHINESE = {
    "hold": "the case's hold, and the verb of the same name in the table of verbs",
    "submitted": "提交时间 is a moment, 提交 the event",
    "value": "金额 is money, 数值 any figure, 值 what stands under a key",
}


def messages() -> Iterator[tuple[str, str]]:
    """Context and English of every message; a plural's is its singular."""
    for block in re.split(r"\n{2,}", CATALOGUE.read_text(encoding="utf-8")):
        context, message = _string("msgctxt", block), _string("msgid", block)
        if message:
            yield context, message


def _string(keyword: str, block: str) -> str:
    found = re.search(rf'^{keyword} ((?:".*"\n?)+)', block, re.MULTILINE)
    return "".join(map(ast.literal_eval, found[1].splitlines())) if found else ""


def test_no_message_differs_from_another_only_in_case_or_in_its_last_stop() -> None:
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for context, message in messages():
        alike[context, message.strip(STOPS).casefold()].append(message)
    assert len(alike) > 1500
    doubled = {word: each for (_, word), each in alike.items() if len(each) > 1}
    assert {word: each for word, each in doubled.items() if word not in TWO_WORDS_IN_CHINESE} == {}
