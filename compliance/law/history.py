"""Earlier shipments: which of them belong to the deal at hand, and which fall into a period."""

from datetime import timedelta

from compliance.law.facts import Earlier, Facts, PastShipment
from compliance.law.vocabulary import plain_words


def shortened(facts: Facts) -> tuple[Earlier, ...]:
    """The exporter's own earlier shipments as the rules need them."""
    return facts.earlier or tuple(
        Earlier(past.reference, past.declared_on, past.net_weight_kg, _is_same_deal(facts, past))
        for past in facts.history
        if past.exporter_uscc == facts.declaration.exporter.uscc
    )


def own_recent(facts: Facts, days: int) -> list[Earlier]:
    """The exporter's own, from `days` before the declaration up to its own day."""
    first, last = facts.declared_on - timedelta(days=days), facts.declared_on
    own = facts.declaration.reference
    return [
        past
        for past in shortened(facts)
        if first <= past.declared_on <= last and past.reference != own
    ]


def recent_to_end_user(facts: Facts, days: int) -> list[PastShipment]:
    """Those to the same end user, in facts that hold each of them."""
    first, last = facts.declared_on - timedelta(days=days), facts.declared_on
    own, users = facts.declaration.reference, facts.end_user_keys
    return [
        past
        for past in facts.history
        if first <= past.declared_on <= last and past.reference != own
        if plain_words(past.end_user) in users
    ]


def _is_same_deal(facts: Facts, past: PastShipment) -> bool:
    contract = facts.declaration.contract_no
    return (
        (bool(contract) and past.contract_no == contract)
        or plain_words(past.end_user) in facts.end_user_keys
        or plain_words(past.consignee) in facts.consignee_keys
    )
