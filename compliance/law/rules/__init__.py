"""The rule catalogue: importing this registers every rule."""

from compliance.law.rule import CATALOGUE, findings_of
from compliance.law.rules import (  # noqa: F401 - each registers its rules
    attributes,
    classification,
    dangerous_goods,
    destination,
    diversion,
    documents,
    end_use,
    exporter,
    follow_up,
    licence_editions,
    licence_forms,
    licence_register,
    licensing,
    lists,
    means,
    measures,
    owners,
    parties,
    precedents,
    quantity,
    quotas,
    recognition,
    routes,
    statements,
    volume,
)

__all__ = ["CATALOGUE", "findings_of"]
