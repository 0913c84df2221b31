"""Who shall get the goods instead: screened like any declared party before customs decides."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from compliance import clock
from compliance.codes.tables import COUNTRIES
from compliance.law.declaration import Party
from compliance.law.facts import PartyHit
from compliance.parties.screening import hits_for
from compliance.policy.versions import policy_on
from shipments.models import ChangeRequest


def hits_on(request: ChangeRequest) -> Sequence[PartyHit]:
    """Listed parties that the new user's name resembles today, the closest first."""
    if not request.user_name:
        return ()
    today = clock.today()
    party = Party(
        ref="new-user",
        role="end_user",
        name_en=request.user_name,
        country=request.user_country,
        address=request.user_address,
    )
    hits = hits_for([party], today, floor=policy_on(today).match_floor)
    return sorted(hits, key=lambda hit: -hit.score)


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
