"""What an officer sees of a case at a glance: the verdict line, the route, the earlier lots."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import Earlier
from compliance.law.policy import Policy
from compliance.law.rule import Effect
from shipments.labels import label_of, value_text
from shipments.models import Hold
from shipments.moves import Status
from shipments.review.borne_out import PaperBeside, papers_beside
from shipments.review.quantities import Quantities, quantities_of
from shipments.review.register_age import RegisterSeen, register_seen
from shipments.screening.wording import FindingView

PLACES = ("exit_port", "destination_port", "destination_country", "final_destination")


@dataclass(frozen=True)
class Stop:
    """A place on the way of the goods, under every name the declaration has for it."""

    labels: str
    place: str


@dataclass
class Glance:
    """What is worth seeing before anything is read; `facts` are those of the stored screening."""

    declaration: Declaration
    policy: Policy
    facts: Mapping[str, Any]
    findings: Sequence[FindingView]

    @cached_property
    def tally(self) -> list[tuple[int, int]]:
        """How many findings of each effect, the gravest first."""
        effects = [finding.effect for finding in self.findings]
        return [(each, effects.count(each)) for each in sorted(set(effects), reverse=True)]

    @cached_property
    def route(self) -> list[Stop]:
        """The way of the goods."""
        return route_of(self.declaration, self.policy)

    @cached_property
    def quantities(self) -> Quantities | None:
        """What the end user gets in a year beside its need."""
        return quantities_of(self.declaration, self.facts, self.policy)

    @cached_property
    def register(self) -> RegisterSeen | None:
        """The edition of the licence register that it was judged by."""
        return register_seen(self.facts, self.policy)

    @cached_property
    def earlier(self) -> list[Earlier]:
        """The declarations that a finding of splitting counts, this one apart."""
        return earlier_lots(self.declaration, self.facts, self.policy)

    @cached_property
    def papers(self) -> list[PaperBeside]:
        """The files filed, beside what they should bear out."""
        return papers_beside(self.declaration, self.policy)


def verdict_of(
    status: str, findings: Iterable[FindingView], hold: Hold | None, *, waits_for_second: bool
) -> str:
    """In one sentence what stands between an open case and its release; "" once it is decided."""
    grave = sum(finding.effect >= Effect.HOLD for finding in findings)
    if status not in (Status.IN_REVIEW, Status.HELD):
        return ""
    if waits_for_second:
        return _("A release waits for a second officer.")
    if hold:
        return _("Held until %(day)s: no release before the hold ends.") % {"day": hold.until}
    if grave:
        return ngettext(
            "%(count)s finding of hold grade or above: a release takes two officers.",
            "%(count)s findings of hold grade or above: a release takes two officers.",
            grave,
        ) % {"count": grave}
    return _("Nothing of hold grade: one officer may release.")


def route_of(declaration: Declaration, policy: Policy) -> list[Stop]:
    """The places from the border to the site of use, each once however often it is declared."""
    named: dict[str, list[str]] = {}
    for name in PLACES:
        _note(named, label_of(name), value_text(name, getattr(declaration, name), policy))
    for statement in declaration.all_statements:
        country = value_text("site_country", statement.site_country, policy)
        _note(named, label_of("site_country"), country)
    return [Stop(" · ".join(labels), place) for place, labels in named.items()]


def earlier_lots(
    declaration: Declaration, facts: Mapping[str, Any], policy: Policy
) -> list[Earlier]:
    """The exporter's declarations of the days in which splitting is watched, the newest first, as
    they stood when the facts of the screening were gathered."""
    first = declaration.declared_on - timedelta(days=policy.structuring_days)
    lots = [from_plain(each, Earlier) for each in facts.get("earlier", ())]
    watched = [
        lot
        for lot in lots
        if first <= lot.declared_on <= declaration.declared_on
        if lot.reference != declaration.reference
    ]
    return sorted(watched, key=lambda lot: lot.declared_on, reverse=True)


def _note(named: dict[str, list[str]], label: str, place: str) -> None:
    if place:
        named.setdefault(place, []).append(label)
