"""Names of the keys of flows in both languages, for reports."""

from shipments.flows.reports.content import Cell, worded
from shipments.flows.wording import Names


class BothNames:
    """Each looked up once for a whole report."""

    def __init__(self) -> None:
        self._names = Names()

    def told(self, division: str, key: str) -> Cell:
        """What the key is called; a dash for none."""
        return worded(lambda: self._names.of(division, key) or "–")
