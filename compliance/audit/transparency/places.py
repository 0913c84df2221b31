"""The address of a tile as C2SP tlog-tiles writes it: 1234067 is x001/x234/067, and a tile that is
not full yet ends with .p/ and its width. Pure."""

import re

PLACE = re.compile(r"((?:x\d{3}/)*\d{3})(?:\.p/(\d{1,3}))?")
FULL = 256


def place_of(index: int, width: int) -> str:
    """Where the tile lies."""
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([*(f"x{each}" for each in groups[:-1]), groups[-1]])
    return path if width == FULL else f"{path}.p/{width}"


def read_place(text: str) -> tuple[int, int]:
    """Index and width. Raises ValueError for any other spelling."""
    found = PLACE.fullmatch(text)
    if found is None:
        raise ValueError("no place of a tile")
    index = int(found[1].replace("x", "").replace("/", ""))
    width = int(found[2] or FULL)
    if place_of(index, width) != text or not 0 < width <= FULL:
        raise ValueError("no place of a tile")
    return index, width
