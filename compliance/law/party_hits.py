"""List hits as the rules judge them: which count, how close they are, in what role the party is."""

from collections.abc import Iterator

from compliance.law.branches import is_branch_of
from compliance.law.facts import Facts, PartyHit
from compliance.law.ownership import OWNER_REF_PREFIX
from compliance.law.rule import Effect, Hit

CONTROL_LIST = "export_control_list"
WATCH_LIST = "watch_list"
UNRELIABLE_LIST = "unreliable_entity_list"
COUNTERMEASURES_LIST = "countermeasures_list"
PRC_LISTS = (CONTROL_LIST, WATCH_LIST, UNRELIABLE_LIST, COUNTERMEASURES_LIST)
SERVICE_ROLES = ("carrier", "forwarder", "notify")
"""Who serves the export without receiving the goods: not the importer or end user of a listing."""


def standing(facts: Facts, list_code: str) -> Iterator[PartyHit]:
    """Hits of that list that count."""
    return (hit for hit in facts.hits if hit.list_code == list_code and counts(hit))


def counts(hit: PartyHit) -> bool:
    """In force, not dismissed, and about a party itself rather than one of its owners."""
    is_owner = hit.party_ref.startswith(OWNER_REF_PREFIX)
    return hit.status == "listed" and not hit.dismissed and not is_owner


def is_same(hit: PartyHit) -> bool:
    """The listed name itself, or a branch under it."""
    return hit.exact or is_branch_of(hit.declared_name, hit.listed_name)


def serves_only(hit: PartyHit, facts: Facts) -> bool:
    """Whether the party only carries, forwards or is notified."""
    return facts.roles.get(hit.party_ref) in SERVICE_ROLES


def goods_case(facts: Facts) -> str:
    """ "metal" where no line is dual-use, for cures that differ; else ""."""
    return "" if facts.is_dual_use else "metal"


def on_party(hit: PartyHit, effect: Effect | None = None, case: str = "") -> Hit:
    """The hit as a finding about its party."""
    params = {
        "name": hit.declared_name,
        "listed": hit.listed_name,
        "notice": hit.notice,
        "list": hit.list_code,
        "score": str(hit.score),
        "entry_key": hit.entry_key,
    }
    named = {**params, "case": case} if case else params
    return Hit(named, party_ref=hit.party_ref, effect=effect)
