"""Whether a report tells of another user or use than was declared, or allowed since."""

from collections.abc import Iterable, Iterator

from compliance.law.declaration import Declaration
from compliance.law.vocabulary import plain_words
from compliance.parties.matching import Index, ListedName
from shipments.models import ChangeKind, Shipment

USER, USE = "user", "use"


def changes_in(
    shipment: Shipment,
    declaration: Declaration,
    *,
    user_name: str,
    user_country: str,
    end_use: str,
) -> list[str]:
    """Which of USER and USE were neither declared nor granted; blank means as declared."""
    granted = list(shipment.change_requests.filter(is_granted=True))
    moved = [each for each in granted if each.kind == ChangeKind.TRANSFER]
    users = [
        *_declared_users(declaration),
        *((each.user_name, each.user_country) for each in moved),
    ]
    uses = {each.end_use for each in granted}
    uses |= {each.end_use for each in declaration.all_statements}
    found = []
    if user_name and not any(
        user_country in ("", country) and same_name(user_name, [name]) for name, country in users
    ):
        found.append(USER)
    if end_use and end_use not in uses:
        found.append(USE)
    return found


def same_name(name: str, others: Iterable[str]) -> bool:
    """Whether the name engine takes it for one of the others."""
    known = [other for other in others if other]
    if plain_words(name) in map(plain_words, known):
        return True
    index = Index.build([ListedName(str(place), other) for place, other in enumerate(known)])
    return any(True for _hit in index.search(name))


def _declared_users(declaration: Declaration) -> Iterator[tuple[str, str]]:
    party = declaration.party("end_user") or declaration.party("consignee")
    if party:
        yield from ((name, party.country) for name in party.names)
    for statement in declaration.all_statements:
        names = (statement.end_user_name_en, statement.end_user_name_zh)
        yield from ((name, statement.country) for name in names if name)
