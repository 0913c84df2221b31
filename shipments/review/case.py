"""Everything a case page shows, gathered in few queries and put beside each other."""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.audit.models import Event
from compliance.law.declaration import Declaration, GoodsLine, Organisation, Party
from compliance.law.policy import Policy
from compliance.policy.versions import policy_numbered, policy_on
from shipments.access import has_live_claim, may, open_verbs
from shipments.frozen import declaration_in
from shipments.labels import label_of
from shipments.models import (
    Decision,
    DecisionState,
    Disposition,
    Hold,
    Revision,
    ScreenedFinding,
    Screening,
    Shipment,
)
from shipments.review.asked import Asked
from shipments.review.beside import (
    LINE_FACTS,
    PARTY_FACTS,
    Fact,
    facts_in,
    title_of,
    title_of_parties,
)
from shipments.review.borne_out import Drawn, drawn_beside
from shipments.review.concern import Concern
from shipments.review.glance import Glance, verdict_of
from shipments.review.match import Match
from shipments.review.match_verdicts import former_matches, matches_of, unshown_matches
from shipments.review.quota_use import QuotaUse, uses_of
from shipments.review.runs import latest_run
from shipments.review.same_party import first_refs, said_once, shown_once
from shipments.review.stated import Stated, stated_in
from shipments.review.timeline import Step, Written, newest_events, notes_of, steps_of
from shipments.revision_changes import Change, changes_between
from shipments.screening.wording import FindingView, render_findings


class Case(Asked):
    """A submitted shipment as an officer or auditor reads it."""

    def __init__(self, shipment: Shipment, reader: User) -> None:
        self.shipment = shipment
        self.reader = reader

    @cached_property
    def revisions(self) -> list[Revision]:
        """All submissions, the newest first."""
        return list(self.shipment.revisions.select_related("submitted_by").order_by("-number"))

    @cached_property
    def declaration(self) -> Declaration:
        """The content customs judges."""
        return declaration_in(self.revisions[0])

    @cached_property
    def screening(self) -> Screening | None:
        """The latest run over the current revision."""
        return latest_run(self.shipment, self.revisions[0])

    @cached_property
    def policy(self) -> Policy:
        """The policy the case was screened under."""
        if self.screening:
            number, facts = self.screening.policy_number, self.screening.facts
            return policy_numbered(number, facts.get("policy", {}).get("sha256", ""))
        return policy_on(self.declaration.declared_on)

    @cached_property
    def findings(self) -> list[FindingView]:
        """All findings of the latest run, gravest first."""
        rows = ScreenedFinding.objects.filter(screening=self.screening)
        if not self.screening:
            return []
        return render_findings(rows, self.reader, self.policy, self.declaration.declared_on)

    @cached_property
    def matches(self) -> list[Match]:
        """Party matches of the latest run, most alike first."""
        return matches_of(self.shipment, self.screening, self.declaration)

    @cached_property
    def unshown(self) -> int:
        """How many further likenesses the lists hold where a party has as many as are shown."""
        return unshown_matches(self.screening, self.declaration)

    @cached_property
    def former(self) -> list[Match]:
        """Likenesses to entries that were stopped: for information."""
        return former_matches(self.screening, self.declaration)

    @cached_property
    def decisions(self) -> list[Decision]:
        """What officers decided, the newest first, each with its hold."""
        rows = self.shipment.decisions.select_related(
            "by",
            "second_by",
            "revision",
            "hold__question",
            "hold__inspection",
            "hold__stop",
            "hold__detention__decision",
            "detention",
        )
        disposed = Prefetch("dispositions", Disposition.objects.select_related("finding", "paper"))
        return list(
            rows.prefetch_related(
                disposed, "hold__answer_files", "hold__question__steps__by"
            ).order_by("-id")
        )

    @cached_property
    def notes(self) -> list[Written]:
        """What officers wrote to each other, the newest first."""
        return notes_of(self.shipment, self.events)

    @property
    def holds(self) -> list[Hold]:
        """The hold in force and those that have ended, with what was answered, the newest first."""
        holds = (getattr(decision, "hold", None) for decision in self.decisions)
        return [hold for hold in holds if hold]

    @cached_property
    def verbs(self) -> list[str]:
        """What the reader may do now, in the order of MOVES."""
        return open_verbs(self.reader, self.shipment, **self._known)

    @property
    def why_not_lifted(self) -> str:
        """What keeps the reader from ending the hold; "" where nothing does."""
        return str(may(self.reader, "lift", self.shipment, **self._known).refusal or "")

    @cached_property
    def _known(self) -> dict[str, Any]:
        proposals = (each for each in self.decisions if each.state == DecisionState.PROPOSED)
        return {
            "proposal": next(proposals, None),
            "hold": next((hold for hold in self.holds if hold.lifted_at is None), None),
            "request": self.request,
            "amendment": self.amendment,
            "was_held": bool(self.holds),
            "has_live_claim": self.is_claimed,
            "told": self.told,
            "evidence_by": self.evidence_by,
        }

    @cached_property
    def is_claimed(self) -> bool:
        """Whether an officer is working on it."""
        return has_live_claim(self.shipment)

    @cached_property
    def concerns(self) -> list[Concern]:
        """Findings grouped by what they are about, gravest subject first; a party in several roles
        is one subject."""
        groups: dict[tuple[int | None, str], list[FindingView]] = {}
        for finding in self.findings:
            ref = self._first_ref(finding.party_ref)
            groups.setdefault((finding.line, ref), []).append(finding)
        for match in self.matches:
            groups.setdefault((None, self._first_ref(match.hit.party_ref)), [])
        concerns = [self._concern(*about, found) for about, found in groups.items()]
        return sorted(concerns, key=lambda concern: -concern.effect)

    @property
    def header(self) -> list[Fact]:
        """Every plain value of the declaration's header that was given."""
        return self.facts_of(self.declaration, self.declaration.__dataclass_fields__)

    @property
    def statements(self) -> list[Stated]:
        """The end-use statements, value by value."""
        facts = self.screening.facts if self.screening else {}
        return stated_in(self.declaration, self.policy, facts)

    @cached_property
    def glance(self) -> Glance:
        """What is worth seeing before anything is read."""
        facts = self.screening.facts if self.screening else {}
        return Glance(self.declaration, self.policy, facts, self.findings)

    @cached_property
    def quotas(self) -> list[QuotaUse]:
        """The quotas it has to keep within, as they stand now."""
        return uses_of(self.shipment, self.declaration, self.policy)

    @property
    def verdict(self) -> str:
        """What stands between the case and its release; "" once it is decided."""
        waits = self._known["proposal"] is not None
        status, hold = self.shipment.status, self._known["hold"]
        return verdict_of(status, self.findings, hold, waits_for_second=waits)

    @property
    def papers(self) -> Drawn:
        """The files filed, each with what was drawn of it. One query."""
        return drawn_beside(self.glance.papers)

    @cached_property
    def changes(self) -> list[Change]:
        """What the newest revision changed in the one before."""
        if len(self.revisions) < 2:
            return []
        new, old = self.revisions[:2]
        return changes_between(old.content, new.content, self.policy)

    @cached_property
    def timeline(self) -> list[Step]:
        """The newest events about the shipment."""
        return steps_of(self.events, self.policy)

    @cached_property
    def events(self) -> list[Event]:
        return newest_events(self.shipment)

    def _concern(self, line_no: int | None, party_ref: str, findings: list[FindingView]) -> Concern:
        cited = {finding.field_name for finding in findings} - {""}
        line, parties = self._subject(line_no, ""), self._roles_of(party_ref)
        subjects = [line] if line else parties
        names = LINE_FACTS if line else PARTY_FACTS
        facts = [fact for name in sorted(cited) for fact in self._cited_facts(name)]
        if subjects:
            found = (fact for each in subjects for fact in self.facts_of(each, names, cited))
            facts = list(dict.fromkeys(found))
        about_parties = title_of_parties(parties) if parties else ""
        return Concern(
            about_parties or self.title_about(line_no, party_ref),
            f"about-{line_no or party_ref or 'declaration'}",
            said_once(findings),
            facts,
            self._matches_of(party_ref),
        )

    def title_about(self, line_no: int | None, party_ref: str) -> str:
        """What a finding is about: a line, a party, an owner, the declaration."""
        subject = self._subject(line_no, party_ref)
        if subject:
            return title_of(subject)
        return (party_ref and _("Owner of the end user")) or _("The declaration as a whole")

    def _subject(self, line_no: int | None, party_ref: str) -> GoodsLine | Party | None:
        line = next((each for each in self.declaration.lines if each.number == line_no), None)
        party = next((each for each in self.declaration.parties if each.ref == party_ref), None)
        return line or party

    def _matches_of(self, party_ref: str) -> list[Match]:
        named = ((self._first_ref(match.hit.party_ref), match) for match in self.matches)
        return shown_once(match for ref, match in named if ref and ref == party_ref)

    @cached_property
    def _first_refs(self) -> dict[str, str]:
        return first_refs(self.declaration.parties)

    def _first_ref(self, party_ref: str) -> str:
        return self._first_refs.get(party_ref, party_ref)

    def _roles_of(self, party_ref: str) -> list[Party]:
        parties = self.declaration.parties
        return [each for each in parties if self._first_ref(each.ref) == party_ref]

    def _cited_facts(self, name: str) -> list[Fact]:
        """What a finding cites of the header, else of the end-use statement."""
        party = self.declaration.party(name)
        value = getattr(self.declaration, name, party)
        if isinstance(value, Organisation | Party):
            return [Fact(label_of(name), " ".join(filter(None, (value.name_zh, value.name_en))))]
        holders: list[Any] = [self.declaration]
        if not hasattr(self.declaration, name):
            holders = [*self.declaration.all_statements]
        return [fact for each in holders for fact in self.facts_of(each, [name], {name})]

    def facts_of(
        self, holder: Any, names: Iterable[str], cited: Collection[str] = ()
    ) -> list[Fact]:
        """Declared values; blank ones are left out unless a finding cites them."""
        return facts_in(holder, names, cited, self.policy)
