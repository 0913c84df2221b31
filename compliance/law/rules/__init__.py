"""The rule catalogue: importing this registers every rule."""

from compliance.law.rule import CATALOGUE, findings_of
from compliance.law.rules import (
    attributes,
    classification,
    dangerous_goods,
    destination,
    diversion,
    documents,
    end_use,
    exporter,
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
    recognition,
    routes,
    statements,
    volume,
)

RULE_MODULES = (
    lists,
    parties,
    measures,
    owners,
    destination,
    routes,
    means,
    licensing,
    licence_register,
    licence_forms,
    attributes,
    classification,
    recognition,
    statements,
    end_use,
    diversion,
    quantity,
    volume,
    documents,
    dangerous_goods,
    exporter,
    precedents,
)

__all__ = ["CATALOGUE", "RULE_MODULES", "findings_of"]
