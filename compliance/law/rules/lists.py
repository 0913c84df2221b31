"""LST: name lists that are missing, stale or shrunken never let a shipment pass."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from compliance.law.facts import Facts
from compliance.law.instruments import DUAL_USE_REGULATIONS, EXPORT_CONTROL_LAW
from compliance.law.rule import Effect, Hit, rule
from compliance.law.surroundings import Freshness


@rule(
    "LST-01",
    regulation="R05",
    title=_("A list of parties could not be relied on"),
    message=_("The list %(list)s is %(state)s, so names were not fully checked."),
    basis=(
        EXPORT_CONTROL_LAW.article(
            "18",
            "不得与列入管控名单的进口商、最终用户交易，核对须以完整名单为准。",
            "No dealing with listed importers and end users: the check needs the whole list.",
        ),
        DUAL_USE_REGULATIONS.article(
            "28–30", "管控名单的列入、限制和移出。", "Listing, its restrictions and removal."
        ),
    ),
    effect=Effect.HOLD,
    disclosed=False,
    cure=_("Import the current list, then screen the shipment again."),
)
def list_unreliable(facts: Facts) -> Iterable[Hit]:
    """Lists the policy names must be there; any list taken must be fresh."""
    present = {state.list_code for state in facts.lists}
    wanted = (limit.list_code for limit in facts.policy.list_limits)
    missing = [
        Hit({"list": code, "state": Freshness.MISSING}) for code in wanted if code not in present
    ]
    unreliable = [
        Hit({"list": state.list_code, "state": state.state})
        for state in facts.lists
        if state.state != Freshness.FRESH
    ]
    return missing + unreliable
