"""A name alone on its list, as an officer compares two names by eye."""

from compliance.parties.matching import Index, ListedName


def likeness(listed: str, declared: str) -> float:
    """The score of the only listed name, 0.0 where it is no hit."""
    hits = Index.build([ListedName("one", listed)]).search(declared, floor=0.02)
    return hits[0].score if hits else 0.0
