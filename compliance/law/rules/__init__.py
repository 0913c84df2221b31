"""The rule catalogue: importing this registers every rule."""

from compliance.law.rule import CATALOGUE, findings_of
from compliance.law.rules import (
    attributes,
    classification,
    dangerous_goods,
    destination,
    documents,
    end_use,
    exporter,
    licence_register,
    licensing,
    lists,
    parties,
    precedents,
    quantity,
    routes,
    statements,
    volume,
)

RULE_MODULES = (
    lists,
    parties,
    destination,
    routes,
    licensing,
    licence_register,
    attributes,
    classification,
    statements,
    end_use,
    quantity,
    volume,
    documents,
    dangerous_goods,
    exporter,
    precedents,
)

__all__ = ["CATALOGUE", "RULE_MODULES", "findings_of"]
