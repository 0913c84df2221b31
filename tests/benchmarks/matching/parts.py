"""Which lists and kinds of change are looked at to improve, and which are only reported.

A list and a kind of change fall into a part by a checksum of their name with a fixed seed, so that
nobody can move one over after seeing its misses. A case is for reporting when its list or its kind
is: what the calibration is fitted on never shares a list or a kind with it.
"""

from zlib import crc32

DEVELOP, REPORT = "develop", "report"
SEED = 49
REPORTED_OF_TEN = 4


def part_of(what: str) -> str:
    """The part of one list or one kind of change, by its name."""
    is_reported = crc32(f"{SEED} {what}".encode()) % 10 < REPORTED_OF_TEN
    return REPORT if is_reported else DEVELOP


def part_of_case(list_name: str, kind: str) -> str:
    """REPORT where the list or the kind of change is only reported."""
    return REPORT if REPORT in (part_of(list_name), part_of(kind)) else DEVELOP
