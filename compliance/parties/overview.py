"""How every list stands, for a page: version, age against the policy's limit, open alarms."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.law.list_sources import ListSource
from compliance.law.policy import Policy
from compliance.law.surroundings import Freshness
from compliance.parties.alarms import open_alarms
from compliance.parties.models import ListAlarm, ListCode, ListVersion
from compliance.parties.versions import active_versions, list_states, max_age_days

UNUSED = "unused"  # no version, and nothing asks for one
WORDS = {
    Freshness.FRESH: ("valid", _("Up to date")),
    Freshness.MISSING: ("failed", capfirst(_("missing"))),
    Freshness.STALE: ("expired", capfirst(_("too old"))),
    Freshness.SHRUNKEN: ("failed", _("Shrunken: alarm")),
    Freshness.BAD: ("failed", _("Bad file: alarm")),
    UNUSED: ("draft", _("Not loaded")),
}


@dataclass(frozen=True)
class ListRow:
    """One list as it stands today."""

    code: ListSource
    version: ListVersion | None
    state: str
    age_days: int | None
    limit_days: int | None
    alarms: tuple[ListAlarm, ...]

    @property
    def tag(self) -> tuple[str, object]:
        """Colour and word of the state."""
        return WORDS[self.state]


def overview(policy: Policy, today: date) -> list[ListRow]:
    """All lists in the order of ListCode. Four queries whatever their number."""
    versions, alarms = active_versions(), open_alarms()
    states = {state.list_code: state.state for state in list_states(policy, today)}
    return [
        ListRow(
            code=code,
            version=(version := versions.get(code)),
            state=states.get(code, UNUSED),
            age_days=(today - version.known_good_on).days if version else None,
            limit_days=max_age_days(code, policy),
            alarms=tuple(alarms.get(code, ())),
        )
        for code in ListCode
    ]
