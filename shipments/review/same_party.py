"""One party in several roles is read once: who is the same, and what is said of it once."""

from collections.abc import Iterable

from compliance.law.declaration import Party
from compliance.law.vocabulary import plain_words
from shipments.review.match import Match
from shipments.screening.wording import FindingView


def first_refs(parties: Iterable[Party]) -> dict[str, str]:
    """For each party the ref under which the same one was named first: they share a name and the
    country."""
    first: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for party in parties:
        keys = [(plain_words(name), party.country) for name in party.names]
        found[party.ref] = next((first[key] for key in keys if key in first), party.ref)
        first |= dict.fromkeys(keys, found[party.ref])
    return found


def said_once(findings: Iterable[FindingView]) -> list[FindingView]:
    """The findings without those that repeat a sentence for another role of the same party."""
    return list({(each.rule, each.message, each.line): each for each in findings}.values())


def shown_once(matches: Iterable[Match]) -> list[Match]:
    """The matches without those that a verdict on another role of the same party settles too."""
    return list({_pair(match): match for match in reversed(list(matches))}.values())[::-1]


def _pair(match: Match) -> tuple[str, str, str, str]:
    hit = match.hit
    return match.party_digest or hit.party_ref, hit.list_code, hit.entry_key, hit.declared_name
