"""Officers' verdicts on party matches: dismissed or confirmed, with a reason, written down."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import PartyHit, export_days
from compliance.law.screened import screened_parties
from compliance.parties.matching import Part
from compliance.parties.models import REQUIRED_LISTS, ListCode, ListedParty, ListVersion
from compliance.parties.screening import explain, stopped_hits
from compliance.refusals import Conflict
from shipments.door import Passage, move
from shipments.models import HitDecision, HitReason, HitVerdict, Revision, Screening, Shipment
from shipments.review.dated import Dated, dated_of, entries_behind
from shipments.screening.dismissals import Pair, pair_of, party_digests, standing_verdicts


@dataclass(frozen=True)
class Match:
    """A party hit of the latest screening with the verdict that stands on it, if any."""

    hit: PartyHit
    party_digest: str
    verdict: HitDecision | None
    dated: Dated | None = None

    @property
    def counts(self) -> bool:
        """Whether it still weighs on the case."""
        return self.verdict is None or self.verdict.verdict != HitVerdict.DISMISSED

    @property
    def list_name(self) -> str:
        """The list in the reader's language."""
        code = self.hit.list_code
        return str(ListCode(code).label) if code in ListCode.values else code

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


def matches_of(
    shipment: Shipment, screening: Screening | None, declaration: Declaration
) -> list[Match]:
    """The matches of a screening, highest score first. Two queries when there are any."""
    plain = screening.facts.get("hits", []) if screening else []
    hits = [from_plain(each, PartyHit) for each in plain]
    verdicts: dict[Pair, HitDecision] = standing_verdicts(shipment) if hits else {}
    digests = party_digests(declaration)
    entries, days = entries_behind(hits) if hits else {}, _days(screening, declaration)
    matches = [
        Match(
            hit,
            digests.get(hit.party_ref, ""),
            verdicts.get(pair_of(hit, digests)),
            dated_of(hit, entries, days),
        )
        for hit in hits
    ]
    return sorted(matches, key=lambda match: -match.hit.score)


def former_matches(screening: Screening | None, declaration: Declaration) -> list[Match]:
    """Likenesses to entries of the PRC's own lists that were stopped before the goods leave: no
    finding, but an officer should know. Found anew, for they are no part of the facts."""
    if screening is None:
        return []
    numbers = {code: screening.list_versions.get(code) for code in REQUIRED_LISTS}
    wanted = Q(pk__in=[])
    for code, number in numbers.items():
        wanted |= Q(list_code=code, number=number)
    days = _days(screening, declaration)
    parties = screened_parties(declaration)
    hits = stopped_hits(parties, days, ListVersion.objects.filter(wanted))
    entries = entries_behind(hits) if hits else {}
    return [Match(hit, "", None, dated_of(hit, entries, days)) for hit in hits]


def find_match(shipment: Shipment, party_ref: str, list_code: str, entry_key: str) -> Match | None:
    """That match in the latest screening of the current revision, or None."""
    screening = shipment.screenings.filter(revision__number=shipment.revision_no).first()
    revision = shipment.revisions.get(number=shipment.revision_no)
    matches = matches_of(shipment, screening, _declaration(revision))
    wanted = (party_ref, list_code, entry_key)
    return next((match for match in matches if _key(match.hit) == wanted), None)


def compare(hit: PartyHit) -> Comparison:
    """The entry of the list version that was screened, and the alignment by today's matcher."""
    version = ListVersion.objects.filter(list_code=hit.list_code, number=hit.list_version).first()
    if version is None:
        return Comparison(None, None, ())
    entry = version.entries.filter(key=hit.entry_key).first()
    found = explain(hit.declared_name, version, hit.entry_key)
    return Comparison(version, entry, found.parts if found else ())


def judge_hit(
    shipment: Shipment,
    *,
    by: User,
    hit: PartyHit,
    verdict: HitVerdict | str,
    reason_code: HitReason | str,
    text: str,
    version: int | None = None,
) -> HitDecision:
    """Dismiss or confirm a match of the latest screening.

    Raises Conflict when the match is no longer in it, or another officer works on the case.
    """
    with move("judge_hit", shipment, by=by, version=version) as case:
        match = find_match(case.row, *_key(hit))
        if match is None or match.hit.entry_digest != hit.entry_digest:
            raise Conflict(_("This match is no longer part of the latest screening."))
        decision = HitDecision.objects.create(
            shipment=case.row,
            list_code=hit.list_code,
            entry_key=hit.entry_key,
            entry_digest=hit.entry_digest,
            listed_name=hit.listed_name,
            party_ref=hit.party_ref,
            party_name=hit.declared_name,
            party_digest=match.party_digest,
            verdict=verdict,
            reason_code=reason_code,
            text=text,
            by=by,
            at=case.at,
        )
        _tell_of(decision, case)
    return decision


def _tell_of(decision: HitDecision, case: Passage) -> None:
    case.tell(
        verdict=str(decision.verdict),
        reason_code=str(decision.reason_code),
        reason=decision.text,
        party=decision.party_name,
        listed=decision.listed_name,
        list=decision.list_code,
        entry=decision.entry_key,
    )


def _key(hit: PartyHit) -> tuple[str, str, str]:
    return hit.party_ref, hit.list_code, hit.entry_key


def _declaration(revision: Revision) -> Declaration:
    return from_plain(revision.content, Declaration)


def _days(screening: Screening | None, declaration: Declaration) -> tuple[date, ...]:
    judged_on = screening.facts.get("judged_on") if screening else None
    return export_days(declaration, date.fromisoformat(judged_on) if judged_on else None)
