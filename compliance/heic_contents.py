"""How large a HEIC picture unpacks, by its own list of properties (ISO/IEC 23008-12, box `ispe`).
No pixel is decoded here: that happens in a bounded program of its own."""

import struct
from typing import IO

BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
HEAD = 1 << 20  # the properties come before the pixels
SIZE_BOX = b"ispe"


def is_heic(head: bytes) -> bool:
    """Whether the first bytes are those of a still HEIC picture."""
    return head[4:8] == b"ftyp" and head[8:12] in BRANDS


def pixels_of(stream: IO[bytes]) -> int:
    """Those of the largest picture in it; 0 where its properties tell none. The stream is left at
    its beginning."""
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    found, place = 0, head.find(SIZE_BOX)
    while place >= 0:
        box = head[place + 4 : place + 16]
        if len(box) == 12:
            _version, width, height = struct.unpack(">III", box)
            found = max(found, width * height)
        place = head.find(SIZE_BOX, place + 4)
    return found
