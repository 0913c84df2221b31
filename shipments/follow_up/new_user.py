"""Who shall get the goods instead, and what for: screened like any declared party before customs
decides, and weighed like a declaration: what one officer alone may not release takes two here too.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from compliance import clock
from compliance.codes.tables import COUNTRIES
from compliance.law.declaration import Party
from compliance.law.facts import PartyHit
from compliance.law.surroundings import Freshness
from compliance.parties.screening import hits_for
from compliance.parties.versions import list_states
from compliance.policy.versions import policy_on
from shipments.models import ChangeRequest

HIGH_RISK = "high_risk"


def hits_on(request: ChangeRequest) -> Sequence[PartyHit]:
    """Listed parties that the new user's name resembles today, the closest first."""
    return hits_on_user(request.user_name, request.user_country, request.user_address)


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
    """What bars the change whatever an officer thinks of it; "" where nothing does."""
    policy = policy_on(clock.today())
    if request.user_country in policy.embargoed_countries:
        country = COUNTRIES.get(request.user_country)
        return _("%(country)s is under embargo.") % {
            "country": country.name if country else request.user_country
        }
    listed = (hit for hit in hits_on(request) if hit.exact and hit.status == "listed")
    hit = next((hit for hit in listed if hit.measure == "prohibit"), None)
    if hit is None:
        return ""
    return _("The new user is a listed party: %(name)s.") % {"name": hit.listed_name}
