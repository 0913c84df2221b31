"""The rule catalogue: importing this registers every rule, in the order officers read them."""

from compliance.law.rule import CATALOGUE, findings_of

from compliance.law.rules import (  # isort: skip
    lists,
    parties,
    destination,
    licensing,
    classification,
    end_use,
    quantity,
    documents,
    exporter,
)

RULE_MODULES = (
    lists,
    parties,
    destination,
    licensing,
    classification,
    end_use,
    quantity,
    documents,
    exporter,
)

__all__ = ["CATALOGUE", "RULE_MODULES", "findings_of"]
