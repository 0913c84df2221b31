"""Who shall get the goods instead, and what for: screened like any declared party before customs
decides, and weighed like a declaration: what one officer alone may not release takes two here too.
"""

import hashlib
from collections.abc import Sequence

from django.core.cache import cache
from django.utils.translation import gettext as _

from compliance import clock
from compliance.law.canonical import json_bytes
from compliance.law.declaration import Party
from compliance.law.facts import PartyHit
from compliance.law.surroundings import Freshness
from compliance.parties.matching import ALGORITHM
from compliance.parties.screening import hits_for
from compliance.parties.versions import active_versions, list_states
from compliance.policy.versions import policy_on
from compliance.ui.templatetags.gate49 import code_name
from shipments.models import ChangeRequest

HIGH_RISK = "high_risk"
KEPT_SECONDS = 24 * 3600


def hits_on(request: ChangeRequest) -> Sequence[PartyHit]:
    """Listed parties that the new user's name resembles today, the closest first.

    Looked up once for a user, a day and the lists in force: a case with a request that waits is
    looked at often, and not every process has the names of the lists at hand.
    """
    if not request.user_name:
        return ()
    key = _key(request)
    known: Sequence[PartyHit] | None = cache.get(key)
    if known is None:
        known = hits_on_user(request.user_name, request.user_country, request.user_address)
        cache.set(key, known, KEPT_SECONDS)
    return known


def hits_on_user(name: str, country: str, address: str = "") -> Sequence[PartyHit]:
    """The same of anybody; nobody resembles anybody."""
    if not name:
        return ()
    today = clock.today()
    party = Party(ref="new-user", role="end_user", name_en=name, country=country, address=address)
    hits = hits_for([party], today, floor=policy_on(today).match_floor)
    return sorted(hits, key=lambda hit: -hit.score)


def needs_two(request: ChangeRequest) -> bool:
    """Whether two officers have to grant it: a use that is sensitive or that the policy does not
    know; a new user in a high-risk country, or who resembles a listed party, or who cannot be
    screened because a list is not fresh."""
    today = clock.today()
    policy = policy_on(today)
    norm = policy.end_use_norm(request.end_use)
    if norm is None or norm.always_manual or norm.sensitive:
        return True
    if not request.user_name:
        return False
    return (
        policy.grade_of(request.user_country) == HIGH_RISK
        or any(each.state != Freshness.FRESH for each in list_states(policy, today))
        or bool(hits_on(request))
    )


def why_not(request: ChangeRequest) -> str:
    """What bars the change whatever an officer thinks of it, looked up anew; "" where nothing
    does."""
    policy = policy_on(clock.today())
    if request.user_country in policy.embargoed_countries:
        country = code_name(request.user_country, "countries")
        return _("%(country)s is under embargo.") % {"country": country}
    hits = hits_on_user(request.user_name, request.user_country, request.user_address)
    listed = (hit for hit in hits if hit.exact and hit.status == "listed")
    hit = next((hit for hit in listed if hit.measure == "prohibit"), None)
    if hit is None:
        return ""
    return _("The new user is a listed party: %(name)s.") % {"name": hit.listed_name}


def _key(request: ChangeRequest) -> str:
    """Of everything that the likenesses follow from."""
    today = clock.today()
    lists = sorted((each.list_code, each.sha256) for each in active_versions().values())
    user = [request.user_name, request.user_country, request.user_address]
    told = [*user, str(today), str(policy_on(today).match_floor), ALGORITHM, lists]
    return f"new-user:{hashlib.sha256(json_bytes(told)).hexdigest()}"
