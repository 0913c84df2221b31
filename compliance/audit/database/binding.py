"""Parameters travel beside the query, not inside it, and the database reads a query once a
connection: one that it had before is only planned, for the values of each time.

What differs from Django's own way: an expression with a parameter that stands twice in a query, as
in `DISTINCT ON` and `ORDER BY`, is two expressions to the database (name it by `annotate`), and a
query takes 65,535 parameters at most.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.features import DatabaseFeatures
from django.db.backends.postgresql.operations import DatabaseOperations

BINDING = {
    "server_side_binding": True,
    "prepare_threshold": 3,
    # A plan for any value is a bad one where there are many rows: tests.benchmarks.flat.
    "options": "-c plan_cache_mode=force_custom_plan",
}
MOST_PARAMETERS = 2**16 - 1  # the protocol counts them in two bytes


class Features(DatabaseFeatures):
    max_query_params = MOST_PARAMETERS


class Operations(DatabaseOperations):
    def bulk_batch_size(self, fields: Sequence[Any], objs: Sequence[Any]) -> int:
        """As many rows as fit, where each value is a parameter."""
        return MOST_PARAMETERS // max(len(fields), 1)
