"""A party match as officers read it: the hit, how the verdicts on it stand, the entry beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from compliance.law.facts import PartyHit
from compliance.parties.matching import Part
from compliance.parties.models import ListedParty, ListVersion
from shipments.models import HitDecision, StandingVerdict
from shipments.review.dated import Dated
from shipments.screening.dismissals import EntryKey, Standing


@dataclass(frozen=True)
class Match:
    """A party hit of the latest screening with how the verdicts on it stand, if there are any."""

    hit: PartyHit
    party_digest: str
    standing: Standing | None
    dated: Dated | None = None
    confirmed: frozenset[EntryKey] = frozenset()
    earlier: StandingVerdict | None = None

    @property
    def verdict(self) -> HitDecision | None:
        """The newest verdict."""
        return self.standing.newest if self.standing else None

    @property
    def counts(self) -> bool:
        """Whether it still weighs on the case."""
        own = self.standing is None or self.standing.counts(self.hit, self.confirmed)
        return own and self.earlier is None

    @property
    def waits(self) -> bool:
        """Whether it was dismissed by one officer and a second one has to agree."""
        own = self.standing is not None and self.standing.waits(self.hit, self.confirmed)
        return own and self.earlier is None

    @property
    def seconded(self) -> HitDecision | None:
        """The other officer's dismissal that the newest one agrees with."""
        return self.standing.seconds if self.standing else None

    @property
    def status_name(self) -> str:
        """How the listing stood on the declaration date."""
        names = {"listed": _("Listed"), "suspended": _("Suspended"), "stopped": _("Stopped")}
        return names.get(self.hit.status, self.hit.status)

    @property
    def percent(self) -> str:
        """Likeness in percent with one place."""
        return f"{self.hit.score * 100:.1f}"


@dataclass(frozen=True)
class Comparison:
    """The list entry behind a match and the two names aligned token by token."""

    version: ListVersion | None
    entry: ListedParty | None
    parts: tuple[Part, ...]
