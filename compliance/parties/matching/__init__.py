"""Name matching for listed parties: values in, values out; no Django, no clock, no network.

`Index.build` turns published names into one immutable snapshot that workers share by memory map;
`Index.search` answers with hits that explain themselves token by token; `search_all` asks many
lists at once.
"""

from compliance.parties.matching import odds
from compliance.parties.matching.calibration import SCALE
from compliance.parties.matching.index import Index, search_all
from compliance.parties.matching.values import ALGORITHM, EXACT, REVIEW, Hit, ListedName, Part

__all__ = [
    "ALGORITHM", "EXACT", "REVIEW", "SCALE", "Hit", "Index", "ListedName", "Part", "odds",
    "search_all",
]  # fmt: skip
