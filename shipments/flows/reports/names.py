"""Names of the keys of flows in both languages, for reports."""

from shipments.flows.reports.content import Cell, worded
from shipments.flows.wording import Names


class BothNames(Names):
    """Each looked up once for a whole report."""

    def told(self, division: str, key: str) -> Cell:
        """What the key is called; a dash for none."""
        return worded(lambda: self.of(division, key) or "–")
