"""PTY: declared names against the control list, the watch list and unreliable entities.

Matching is done by compliance.parties; here its hits are judged. None of this is disclosed.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from compliance.law.dates import applies_on_any
from compliance.law.facts import Facts, PartyHit
from compliance.law.instruments import (
    AFFILIATE_RULE,
    DUAL_USE_REGULATIONS,
    EXPORT_CONTROL_LAW,
    FOREIGN_TRADE_LAW,
    UNRELIABLE_ENTITY_RULES,
)
from compliance.law.ownership import OWNER_REF_PREFIX, owners_of
from compliance.law.rule import Effect, Hit, rule

CONTROL_LIST = "export_control_list"
WATCH_LIST = "watch_list"
UNRELIABLE_LIST = "unreliable_entity_list"
PRC_LISTS = (CONTROL_LIST, WATCH_LIST, UNRELIABLE_LIST)

_CONTROL_LIST_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "29",
        "与管控名单主体交易受禁止或限制，特殊情况须经商务部批准。",
        "Dealing with a listed party is banned or restricted unless MOFCOM approves.",
    ),
    EXPORT_CONTROL_LAW.article(
        "18, 37",
        "违规与管控名单主体交易的处罚。",
        "Penalties for dealing with a listed party against the rules.",
    ),
)


@rule(
    "PTY-01",
    regulation="R05",
    title=_("A party is on the export control list"),
    message=_("%(name)s is listed as %(listed)s (%(notice)s)."),
    basis=_CONTROL_LIST_BASIS,
    effect=Effect.BLOCK,
    disclosed=False,
    cure=_("Show MOFCOM's approval, or evidence that this is another party."),
)
def control_list_exact(facts: Facts) -> Iterable[Hit]:
    """Same name as a listing in force."""
    return [_hit(hit) for hit in _standing(facts, CONTROL_LIST) if hit.exact]


@rule(
    "PTY-02",
    regulation="R05",
    title=_("A party resembles one on the export control list"),
    message=_("%(name)s resembles %(listed)s (%(notice)s, likeness %(score)s)."),
    basis=_CONTROL_LIST_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Compare registration number, address and owners; dismiss or confirm the match."),
)
def control_list_similar(facts: Facts) -> Iterable[Hit]:
    """A likeness an officer has to judge."""
    return [_hit(hit) for hit in _standing(facts, CONTROL_LIST) if not hit.exact]


@rule(
    "PTY-03",
    regulation="R06",
    title=_("A party is on the watch list"),
    message=_("%(name)s matches %(listed)s on the watch list (%(notice)s)."),
    basis=(
        DUAL_USE_REGULATIONS.article(
            "26",
            "对关注名单主体不得适用通用许可和登记凭证，单项许可须附风险评估报告和承诺。",
            "No general licence or registration; an individual licence needs a risk assessment "
            "report and an undertaking.",
        ),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Ask for the individual licence, the risk assessment report and the undertaking."),
    since=DUAL_USE_REGULATIONS.periods[0][0],
)
def watch_list(facts: Facts) -> Iterable[Hit]:
    """Exact or similar alike: the watch list slows down, it does not ban."""
    return [_hit(hit) for hit in _standing(facts, WATCH_LIST)]


@rule(
    "PTY-04",
    regulation="R07",
    title=_("A party is an unreliable entity or under countermeasures"),
    message=_("%(name)s matches %(listed)s (%(notice)s)."),
    basis=(
        UNRELIABLE_ENTITY_RULES.article(
            "10",
            "可禁止或限制不可靠实体从事与中国有关的进出口活动。",
            "Trade with China may be banned or restricted for an unreliable entity.",
        ),
        FOREIGN_TRADE_LAW.article(
            "7", "对歧视性措施可采取相应措施。", "Answering measures may be taken."
        ),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Read the notice: show that its measure does not cover this export."),
)
def unreliable_entity(facts: Facts) -> Iterable[Hit]:
    """An exact name under a ban blocks; anything less is for an officer."""
    return [
        _hit(hit, Effect.BLOCK if hit.exact and hit.measure == "prohibit" else Effect.HOLD)
        for hit in _standing(facts, UNRELIABLE_LIST)
    ]


@rule(
    "PTY-05",
    regulation="R05",
    title=_("A party's listing is suspended"),
    message=_("%(name)s matches %(listed)s, whose measure is suspended (%(notice)s)."),
    basis=_CONTROL_LIST_BASIS,
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Check that the suspension still holds on the export date."),
)
def suspended_listing(facts: Facts) -> Iterable[Hit]:
    """A suspended measure may revive between declaration and departure."""
    return [
        _hit(hit)
        for hit in facts.hits
        if hit.status == "suspended" and hit.list_code in PRC_LISTS and not hit.dismissed
        if _reaches_floor(hit, facts)
    ]


@rule(
    "PTY-06",
    regulation="No.61",
    title=_("The end user may belong to a listed party"),
    message=_("%(owner)s, holding %(percent)s %% of the end user, matches %(listed)s."),
    basis=(
        AFFILIATE_RULE.article(
            "1",
            "管控名单、关注名单主体控股百分之五十及以上的子公司、分公司等同受限制。",
            "Subsidiaries and branches held 50% or more by a listed party share its restriction.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for the ownership structure; treat the end user like its listed owner."),
)
def affiliate_of_listed(facts: Facts) -> Iterable[Hit]:
    """Only while the 50% rule is not suspended; shares come from the declared ownership."""
    if not applies_on_any(AFFILIATE_RULE, facts.export_days, facts.policy):
        return []
    owners = {owner.ref: owner for owner in owners_of(facts.statement)}
    return [
        Hit({"owner": owner.name, "percent": str(owner.percent), "listed": hit.listed_name})
        for hit in facts.hits
        if hit.status == "listed" and not hit.dismissed
        if (owner := owners.get(hit.party_ref)) is not None
        if owner.percent >= facts.policy.affiliate_share_percent
    ]


@rule(
    "PTY-07",
    regulation="R05",
    title=_("A party matches another list"),
    message=_("%(name)s matches %(listed)s on the list %(list)s (likeness %(score)s)."),
    basis=(
        EXPORT_CONTROL_LAW.article(
            "12",
            "出口经营者应当审查最终用户和最终用途风险。",
            "The risk of end user and end use has to be examined.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Weigh the listing: it is information, not a Chinese measure."),
)
def other_list(facts: Facts) -> Iterable[Hit]:
    """Lists of the United Nations and other countries, where they are loaded."""
    return [
        _hit(hit) for hit in facts.hits if hit.list_code not in PRC_LISTS and _counts(hit, facts)
    ]


def _standing(facts: Facts, list_code: str) -> Iterator[PartyHit]:
    return (hit for hit in facts.hits if hit.list_code == list_code and _counts(hit, facts))


def _counts(hit: PartyHit, facts: Facts) -> bool:
    """In force, not dismissed, and about a party itself rather than one of its owners."""
    is_owner = hit.party_ref.startswith(OWNER_REF_PREFIX)
    is_standing = hit.status == "listed" and not hit.dismissed
    return is_standing and not is_owner and _reaches_floor(hit, facts)


def _reaches_floor(hit: PartyHit, facts: Facts) -> bool:
    """A policy with a higher floor lets weaker likenesses go, also in a rehearsal."""
    return hit.exact or hit.score >= facts.policy.match_floor


def _hit(hit: PartyHit, effect: Effect | None = None) -> Hit:
    return Hit(
        {
            "name": hit.declared_name,
            "listed": hit.listed_name,
            "notice": hit.notice,
            "list": hit.list_code,
            "score": str(hit.score),
            "entry_key": hit.entry_key,
        },
        party_ref=hit.party_ref,
        effect=effect,
    )
