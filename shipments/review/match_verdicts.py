"""Officers' verdicts on party matches: dismissed or confirmed, with a reason, written down."""

from collections import Counter
from datetime import date
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.law.canonical import from_plain
from compliance.law.declaration import Declaration
from compliance.law.facts import PartyHit, export_days
from compliance.law.list_sources import required_lists
from compliance.law.screened import screened_parties
from compliance.parties.models import ListVersion
from compliance.parties.screening import explain, stopped_hits, unshown
from compliance.parties.search import readable
from compliance.parties.weighing import MOST_SHOWN
from compliance.refusals import Conflict
from shipments.door import Passage, move
from shipments.frozen import declaration_in
from shipments.models import (
    HitDecision,
    HitReason,
    HitVerdict,
    PrecedentKind,
    Screening,
    Shipment,
)
from shipments.review.dated import dated_of, entries_behind
from shipments.review.match import Comparison, Match
from shipments.review.party_register import enter, reconsider
from shipments.screening.dismissals import (
    Pair,
    Standing,
    confirmations_of,
    confirmed_entries,
    earlier_dismissals,
    pair_of,
    party_digests,
    standing_verdicts,
)
from shipments.screening.precedents import remember
from shipments.screening.runs import lists_behind

LEAST_TEXT = 10
CONFIRMING = (
    HitReason.SAME_REGISTRATION,
    HitReason.SAME_ADDRESS,
    HitReason.SAME_NAME,
    HitReason.OTHER,
)
DISMISSING = tuple(each for each in HitReason if not each.startswith("same_"))
key_of = attrgetter("party_ref", "list_code", "entry_key")
"""Names a match in addresses: of a hit, or of a verdict on it."""


def matches_of(
    shipment: Shipment, screening: Screening | None, declaration: Declaration
) -> list[Match]:
    """The matches of a screening, highest score first. Three queries when there are any."""
    plain = screening.facts.get("hits", []) if screening else []
    hits = [from_plain(each, PartyHit) for each in plain]
    standing: dict[Pair, Standing] = standing_verdicts(shipment) if hits else {}
    confirmed = frozenset(confirmed_entries(standing.values()))
    digests = party_digests(declaration)
    earlier = earlier_dismissals(hits, digests, standing)
    entries, days = entries_behind(hits) if hits else {}, _days(screening, declaration)
    matches = [
        Match(
            hit,
            digests.get(hit.party_ref, ""),
            standing.get(pair_of(hit, digests)),
            dated_of(hit, entries, days),
            confirmed,
            earlier.get(pair_of(hit, digests)),
        )
        for hit in hits
    ]
    return sorted(matches, key=lambda match: -match.hit.score)


def former_matches(screening: Screening | None, declaration: Declaration) -> list[Match]:
    """Likenesses to entries of the PRC's own lists that were stopped before the goods leave: no
    finding, but an officer should know. Found anew, for they are no part of the facts."""
    if screening is None:
        return []
    days, versions = _days(screening, declaration), lists_behind(screening, required_lists())
    hits = stopped_hits(screened_parties(declaration), days, versions)
    entries = entries_behind(hits) if hits else {}
    return [Match(hit, "", None, dated_of(hit, entries, days)) for hit in hits]


def unshown_matches(screening: Screening | None, declaration: Declaration) -> int:
    """How many further likenesses a list holds where one party has as many as are laid before an
    officer; 0 where none has."""
    plain = screening.facts.get("hits", []) if screening else []
    groups = Counter((each["party_ref"], each["list_code"]) for each in plain)
    crowded = {code for (_ref, code), count in groups.items() if count >= MOST_SHOWN}
    if screening is None or not crowded:
        return 0
    return unshown(screened_parties(declaration), lists_behind(screening, crowded))


def find_match(shipment: Shipment, party_ref: str, list_code: str, entry_key: str) -> Match | None:
    """That match in the latest screening of the current revision, or None."""
    screening = shipment.screenings.filter(revision__number=shipment.revision_no).first()
    revision = shipment.revisions.get(number=shipment.revision_no)
    matches = matches_of(shipment, screening, declaration_in(revision))
    wanted = (party_ref, list_code, entry_key)
    return next((match for match in matches if key_of(match.hit) == wanted), None)


def compare(hit: PartyHit, declaration: Declaration) -> Comparison:
    """The entry of the list version that was screened, and by today's matcher the alignment and
    what kind, country, address and number add or take."""
    version = ListVersion.objects.filter(list_code=hit.list_code, number=hit.list_version).first()
    if version is None:
        return Comparison(None, None, ())
    entry = version.entries.filter(key=hit.entry_key).first()
    parties = screened_parties(declaration)
    party = next((each for each in parties if each.ref == hit.party_ref), None)
    found = explain(hit.declared_name, version, hit.entry_key, party)
    return Comparison(version, entry, tuple(map(readable, found.parts)) if found else ())


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
    """Dismiss or confirm a match of the latest screening. A grave match counts until a second
    officer dismisses it as well; the case is free for that officer.

    Raises Conflict when the match is no longer in it, another officer works on the case, or the
    very party was found to be the listed one; ValidationError for a reason without substance.
    """
    with move("judge_hit", shipment, by=by, version=version) as case:
        match = find_match(case.row, *key_of(hit))
        if match is None or match.hit.entry_digest != hit.entry_digest:
            raise Conflict(_("This match is no longer part of the latest screening."))
        check_grounds(verdict, reason_code, text)
        if verdict == HitVerdict.DISMISSED:
            _refuse_if_confirmed(case.row, match)
        decision = _keep(case, by, match, (str(verdict), str(reason_code), text))
        _follow(case, decision)
        if verdict == HitVerdict.CONFIRMED:
            ground = f"{decision.party_name} = {decision.listed_name}: {text}"
            declaration = declaration_in(case.revision)
            confirmed = PrecedentKind.CONFIRMED
            remember(case.row, confirmed, declaration=declaration, ground=ground, ref=hit.party_ref)
            reconsider(match.party_digest, but=case.row)
        _tell_of(decision, case)
    return decision


def check_grounds(verdict: str, reason_code: str, text: str) -> None:
    """Raise ValidationError by field unless the reason speaks for the verdict, in some words."""
    problems = {}
    allowed = DISMISSING if verdict == HitVerdict.DISMISSED else CONFIRMING
    if reason_code not in allowed:
        problems["reason_code"] = _("This reason speaks against your verdict.")
    if len("".join(text.split())) < LEAST_TEXT:
        sentence = _(
            "Say what you compared and where you looked, in %(count)s characters at least."
        )
        problems["text"] = sentence % {"count": LEAST_TEXT}
    if problems:
        raise ValidationError(problems)


def _keep(case: Passage, by: User, match: Match, judged: tuple[str, str, str]) -> HitDecision:
    hit, (verdict, reason_code, text) = match.hit, judged
    return HitDecision.objects.create(
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


def _refuse_if_confirmed(row: Shipment, match: Match) -> None:
    """The same party cannot be the listed one in one shipment and another party in the next."""
    for found in confirmations_of(match.hit):
        if found.party_digest == match.party_digest and found.shipment_id != row.pk:
            sentence = _("%(who)s of %(office)s found on %(when)s that this is the listed party.")
            day = timezone.localdate(found.at)
            about = {"who": found.by, "office": found.by.office, "when": day}
            raise Conflict(sentence % about)


def _follow(case: Passage, decision: HitDecision) -> None:
    """A dismissal waits for another officer, or stands in later shipments as well."""
    found = find_match(case.row, *key_of(decision))
    if found is None or found.standing is None or not found.standing.is_dismissal:
        return
    if found.waits:
        case.leave_to_others()
    elif not found.standing.counts(found.hit, found.confirmed):
        enter(case, decision, found.seconded)


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


def _days(screening: Screening | None, declaration: Declaration) -> tuple[date, ...]:
    judged_on = screening.facts.get("judged_on") if screening else None
    return export_days(declaration, date.fromisoformat(judged_on) if judged_on else None)
