"""The sums of flows in SQL: made anew, drawn together, and compared with the flows."""

from dataclasses import dataclass

from shipments.flows.keeping import MONTHLY, YEARLY, Sums
from shipments.moves import LET_GO


@dataclass(frozen=True)
class Statements:
    """SQL over a table of sums. It is made of constants, which the linter cannot know."""

    sums: Sums
    first: str
    consignee: str = "consignee"
    where: str = "true"

    @property
    def anew(self) -> str:
        """Delete the sums and make them of the flows."""
        return (
            f"WITH gone AS (DELETE FROM {self._table}), counted AS ({self._flows}) {self._insert}"  # noqa: S608
        )

    @property
    def draw_together(self) -> str:
        """Make one row of all changes of a sum."""
        return f"WITH counted AS (DELETE FROM {self._table} RETURNING *) {self._insert}"  # noqa: S608

    @property
    def different(self) -> str:
        """How many sums are not those of the flows."""
        kept = ", ".join([self._dimensions, *(f"-{name}" for name in self._measures)])
        return f"""
            SELECT count(*) FROM (
                SELECT 1 FROM ({self._flows} UNION ALL SELECT {kept} FROM {self._table}) AS sides
                GROUP BY {self._dimensions} HAVING {self._is_some}
            ) AS different
        """  # noqa: S608

    @property
    def _table(self) -> str:
        return self.sums.model._meta.db_table

    @property
    def _measures(self) -> tuple[str, ...]:
        return (*self.sums.measures, "lines")

    @property
    def _dimensions(self) -> str:
        return ", ".join(self.sums.dimensions)

    @property
    def _is_some(self) -> str:
        return " OR ".join(f"sum({name}) <> 0" for name in self._measures)

    @property
    def _flows(self) -> str:
        """A row a flow that counts, in the order of dimensions and measures."""
        first, *others = self.sums.dimensions
        own = [self.consignee if name == "consignee" else name for name in others]
        columns = ", ".join([f"{self.first} AS {first}", *own, *self.sums.measures, "1 AS lines"])
        return f"SELECT {columns} FROM shipments_flow WHERE {self.where}"  # noqa: S608

    @property
    def _insert(self) -> str:
        added = ", ".join(f"sum({name})" for name in self._measures)
        return f"""
            INSERT INTO {self._table} ({self._dimensions}, {", ".join(self._measures)})
            SELECT {self._dimensions}, {added} FROM counted
            GROUP BY {self._dimensions} HAVING {self._is_some}
        """  # noqa: S608


BY_MONTH = Statements(MONTHLY, "date_trunc('month', declared_on)::date")
BY_YEAR = Statements(
    YEARLY,
    "extract(year FROM declared_on)::smallint",
    "coalesce(nullif(consignee, ''), end_user) AS consignee",
    f"status IN ({', '.join(repr(status.value) for status in LET_GO)})",
)
ALL_SUMS = (BY_MONTH, BY_YEAR)
