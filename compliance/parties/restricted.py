"""Which declared parties a restriction of the policy is about: by the name engine, by registration
number and by declared owner, as the lists are searched."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from compliance.law.declaration import Declaration, Party
from compliance.law.facts import RestrictedParty
from compliance.law.ownership import all_owners
from compliance.law.policy import Policy, Restriction
from compliance.law.screened import screened_parties
from compliance.parties.matching import Index, ListedName
from compliance.parties.screening import rounded

OURS = ("exporter", "producer", "declarant")
"""A restriction stops flows to a company; who sends them is not meant."""
NOT_OF_NUMBER = re.compile(r"[\W_]+")


def restricted_parties(policy: Policy, declaration: Declaration) -> tuple[RestrictedParty, ...]:
    """The best way each party meets each restriction with a company; () when there is none."""
    named = tuple(each for each in policy.restrictions if each.end_user or each.registration_no)
    if not named:
        return ()
    shares = {owner.ref: owner.percent for owner in all_owners(declaration.all_statements)}
    parties = [each for each in screened_parties(declaration) if each.role not in OURS]
    best: dict[tuple[str, str], RestrictedParty] = {}
    for party in parties:
        for found in (*_by_number(named, party), *_by_name(named, party, shares)):
            key = (found.restriction, found.party_ref)
            if key not in best or best[key].score < found.score:
                best[key] = found
    return tuple(best[key] for key in sorted(best))


def _by_number(named: Iterable[Restriction], party: Party) -> Iterator[RestrictedParty]:
    number = _plain(party.registration_no)
    for each in named:
        if number and number == _plain(each.registration_no):
            name = next(iter(party.names), "")
            yield RestrictedParty(each.code, party.ref, name, "number", Decimal(1), exact=True)


def _by_name(
    named: tuple[Restriction, ...], party: Party, shares: dict[str, Decimal]
) -> Iterator[RestrictedParty]:
    index = _index(tuple((each.code, each.end_user) for each in named if each.end_user))
    percent = shares.get(party.ref) if party.role == "owner" else None
    by = "name" if percent is None else "owner"
    for name in party.names:
        for hit in index.search(name):
            score = rounded(hit.score)
            yield RestrictedParty(hit.entry_id, party.ref, name, by, score, hit.exact, percent)


@lru_cache(maxsize=32)
def _index(names: tuple[tuple[str, str], ...]) -> Index:
    return Index.build([ListedName(code, name) for code, name in names])


def _plain(number: str) -> str:
    return NOT_OF_NUMBER.sub("", number).upper()
