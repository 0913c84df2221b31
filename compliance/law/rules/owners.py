"""PTY-06 and PTY-09: end users that belong to a listed party, by their declared ownership."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from compliance.law.announcements import AFFILIATE_RULE
from compliance.law.dates import applies_on_any
from compliance.law.facts import Facts, PartyHit
from compliance.law.instruments import DUAL_USE_REGULATIONS, EXPORT_CONTROL_LAW
from compliance.law.ownership import Owner, all_owners
from compliance.law.party_hits import CONTROL_LIST, WATCH_LIST
from compliance.law.rule import Effect, Hit, rule
from compliance.law.vocabulary import first_mention, plain_words

RARE_EARTHS = (
    *("钐", "钆", "铽", "镝", "镥", "钪", "钇", "钬", "铒", "铥", "铕", "镱", "稀土"),
    *("samarium", "gadolinium", "terbium", "dysprosium", "lutetium", "scandium", "yttrium"),
    *("holmium", "erbium", "thulium", "europium", "ytterbium", "rare earth"),
)
"""What No.61/2025 reaches: items that hold rare earths. Indium is none of them."""


@rule(
    "PTY-06",
    regulation="No.61",
    title=_("The end user may belong to a listed party"),
    message=_("%(owner)s, holding %(percent)s %% of the end user, matches %(listed)s."),
    basis=(
        AFFILIATE_RULE.article(
            "2",
            "稀土相关物项：管控名单、关注名单主体控股百分之五十及以上的子公司、分公司等，原则上不予许可。",
            "Rare-earth items: in principle no licence for subsidiaries and branches held 50% or "
            "more by a party of the control or watch list.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for the ownership structure; treat the end user like its listed owner."),
)
def affiliate_of_listed(facts: Facts) -> Iterable[Hit]:
    """Only while No.61 is not suspended, and only for goods that hold a rare earth."""
    is_applied = applies_on_any(AFFILIATE_RULE, facts.export_days, facts.policy)
    if not is_applied or not _holds_rare_earths(facts):
        return []
    return [_owned(owner, hit) for owner, hit in _listed_owners(facts)]


@rule(
    "PTY-09",
    regulation="R05",
    title=_("The end user is owned by a listed party"),
    message=_("%(owner)s, holding %(percent)s %% of the end user, matches %(listed)s."),
    basis=(
        EXPORT_CONTROL_LAW.article(
            "18",
            "不得与管控名单所列主体交易；其控股企业可能代为受益，应当审慎。",
            "No dealing with listed parties; what they own may act for them, so care is due.",
        ),
        DUAL_USE_REGULATIONS.article(
            "28–30",
            "管控名单的列入、限制和移出；名单本身不当然及于子公司。",
            "Listing, its restrictions and removal; a listing does not reach subsidiaries by "
            "itself.",
        ),
    ),
    effect=Effect.FLAG,
    disclosed=False,
    cure=_("Ask for the ownership structure and for who controls, finances and uses the plant."),
)
def owned_by_listed(facts: Facts) -> Iterable[Hit]:
    """Always on, for all goods: the policy's share (50 %) or more, control and watch list."""
    return [_owned(owner, hit) for owner, hit in _listed_owners(facts)]


def _owned(owner: Owner, hit: PartyHit) -> Hit:
    params = {"owner": owner.name, "percent": str(owner.percent), "listed": hit.listed_name}
    return Hit({**params, "notice": hit.notice}, party_ref=owner.ref)


def _listed_owners(facts: Facts) -> Iterator[tuple[Owner, PartyHit]]:
    named = all_owners(facts.declaration.all_statements) if facts.hits else ()
    owners = {owner.ref: owner for owner in named}
    for hit in facts.hits:
        owner = owners.get(hit.party_ref)
        if owner is None or hit.list_code not in (CONTROL_LIST, WATCH_LIST):
            continue
        is_large = owner.percent >= facts.policy.affiliate_share_percent
        if is_large and hit.status == "listed" and not hit.dismissed:
            yield owner, hit


def _holds_rare_earths(facts: Facts) -> bool:
    texts = [f"{line.name_zh} | {line.name_en} | {line.specification}" for line in facts.lines]
    return bool(first_mention(plain_words(" | ".join(texts)), RARE_EARTHS))
