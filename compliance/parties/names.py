"""One key for all ways to write the same name, to find a party again; likeness is for matching."""

import unicodedata

from compliance.parties.matching import han

LONGEST_KEY = 200
ACCENTS = range(0x0300, 0x0370)


def name_key(name: str) -> str:
    """Letters, characters and digits only, in lower case, without accents, Chinese simplified."""
    folded = han.fold(unicodedata.normalize("NFKC", name).casefold())
    plain = (char for char in unicodedata.normalize("NFKD", folded) if ord(char) not in ACCENTS)
    whole = unicodedata.normalize("NFC", "".join(plain))
    return "".join(char for char in whole if char.isalnum())[:LONGEST_KEY]
