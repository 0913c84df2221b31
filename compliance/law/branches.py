"""Branches: an office of a listed company under its name is that company, not another party."""

import re

from compliance.law.vocabulary import plain_words

BRANCH = re.compile(
    r" (?:branch(?: office)?|representative office|liaison office) $"
    r"|(?:分公司|分支机构|办事处|代表处|支店|分店) $"
)
LONGEST_PLACE = 3  # words, or Han characters in steps of four, between name and branch word
PLACE_CHARACTERS = 12


def is_branch_of(declared: str, listed: str) -> bool:
    """Whether the declared name is the listed one, a place and a word for branch:
    "Acme Inc., Shanghai Branch", "甲公司上海分公司"."""
    words, name = plain_words(declared), plain_words(listed).rstrip()
    found = BRANCH.search(words)
    if not found or not name.strip() or not words.startswith(name):
        return False
    place = words[len(name) : found.start()].strip()
    return len(place.split()) <= LONGEST_PLACE and len(place) <= PLACE_CHARACTERS * 2
