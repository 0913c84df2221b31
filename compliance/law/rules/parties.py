"""PTY-01 to PTY-03, 05, 07, 10: declared names against the control list, the watch list and others.

Matching is done by compliance.parties; here its hits are judged. None of this is disclosed.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts, PartyHit
from compliance.law.instruments import DUAL_USE_REGULATIONS, EXPORT_CONTROL_LAW
from compliance.law.party_hits import (
    CONTROL_LIST,
    PRC_LISTS,
    WATCH_LIST,
    counts,
    goods_case,
    is_same,
    on_party,
    serves_only,
    standing,
)
from compliance.law.rule import Effect, Hit, rule

WITHOUT_ASSESSMENT = ("general", "registration")
"""Forms of licence the watch list rules out (Decree 792 art. 26)."""

_CONTROL_LIST_BASIS = (
    DUAL_USE_REGULATIONS.article(
        "29",
        "不得违规向管控名单所列进口商、最终用户出口两用物项，特殊情况须经商务部批准。",
        "No dual-use items to listed importers and end users unless MOFCOM approves.",
    ),
    EXPORT_CONTROL_LAW.article(
        "18, 37",
        "违规与管控名单主体交易的处罚。",
        "Penalties for dealing with a listed party against the rules.",
    ),
)
_METAL_CURE = _(
    "The ban covers dual-use items: show that no line is one, who uses the metal and for what, and "
    "that none of it reaches the listed party's military work."
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
    other_cures={"metal": _METAL_CURE},
)
def control_list_exact(facts: Facts) -> Iterable[Hit]:
    """Same name as a listing in force. Article 29 speaks of dual-use items for importers and end
    users: metal, and those who only serve the export, are for two officers."""
    return [
        on_party(hit, _graded(hit, facts), goods_case(facts))
        for hit in standing(facts, CONTROL_LIST)
        if is_same(hit)
    ]


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
    return [on_party(hit) for hit in standing(facts, CONTROL_LIST) if not is_same(hit)]


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
    other_cures={
        "metal": _(
            "No dual-use licence exists for metal: ask for the end-use statement, proof of the "
            "plant and its consumption, and a promise not to pass the metal on."
        )
    },
)
def watch_list(facts: Facts) -> Iterable[Hit]:
    """Exact or similar alike: the watch list slows down. It bans only what leaves on a general
    licence or a registration voucher."""
    is_ruled_out = any(licence.form in WITHOUT_ASSESSMENT for licence in facts.licences)
    return [
        on_party(
            hit,
            Effect.BLOCK if is_ruled_out and is_same(hit) else None,
            goods_case(facts),
        )
        for hit in standing(facts, WATCH_LIST)
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
    return [on_party(hit) for hit in _suspended(facts) if hit.text_status != "listed"]


@rule(
    "PTY-10",
    regulation="R05",
    title=_("A party's listing is in force by its text and suspended by a statement"),
    message=_(
        "%(name)s matches %(listed)s (%(notice)s): in force by the text of the notices, suspended "
        "by what the ministry has said."
    ),
    basis=_CONTROL_LIST_BASIS,
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Look for the published instrument that prolongs the suspension; ask headquarters."),
)
def suspended_by_statement(facts: Facts) -> Iterable[Hit]:
    """A spokesman's word is no instrument: two officers decide until one is found."""
    return [on_party(hit) for hit in _suspended(facts) if hit.text_status == "listed"]


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
    return [on_party(hit) for hit in facts.hits if hit.list_code not in PRC_LISTS and counts(hit)]


def _graded(hit: PartyHit, facts: Facts) -> Effect:
    is_banned = facts.is_dual_use and not serves_only(hit, facts)
    return Effect.BLOCK if is_banned else Effect.HOLD


def _suspended(facts: Facts) -> Iterable[PartyHit]:
    return (
        hit
        for hit in facts.hits
        if hit.status == "suspended" and hit.list_code in PRC_LISTS and not hit.dismissed
    )
