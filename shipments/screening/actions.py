"""The machine's own moves: screen what was submitted, screen again what has become stale."""

from django.utils.translation import gettext as _

from compliance.accounts.models import User
from compliance.law.evaluate import GREEN
from compliance.refusals import Conflict
from shipments.access import has_quarantined_files, require
from shipments.advisories.knowledge import tips_for
from shipments.door import Passage, move
from shipments.models import Revision, Screening, Shipment
from shipments.moves import Status
from shipments.screening.dismissals import lay_dismissals, relied_on
from shipments.screening.facts import facts_of
from shipments.screening.runs import Run, run_rules, store_run
from shipments.standing import found_in


class JudgedMeanwhile(Conflict):
    """A verdict on a party was given or revoked while the facts were gathered."""


def screen(shipment_pk: int) -> Screening | None:
    """Screen the current revision once and send the shipment down its lane.

    Running it again, or when the shipment is not being screened, changes nothing: returns None.
    """
    try:
        return _screen_once(shipment_pk)
    except Conflict:  # settled meanwhile, another release took the balance, or a tip came
        return _screen_once(shipment_pk)


def rescreen(shipment_pk: int, *, by: User | None = None) -> Screening | None:
    """Screen an open case again against today's lists and policy; status stays as it is.

    For the machine (`by` is None) a case that is no longer open is none of its business: None.
    An officer is refused as by every other verb. Raises JudgedMeanwhile to both: the case has to
    be screened once more.
    """
    try:
        return _screen_again(shipment_pk, by)
    except JudgedMeanwhile:
        raise
    except Conflict:
        if by:
            raise
        return None


def _screen_once(shipment_pk: int) -> Screening | None:
    shipment = Shipment.objects.filter(pk=shipment_pk, status=Status.SCREENING).first()
    revision = _current_revision(shipment) if shipment else None
    if revision is None or revision.screenings.exists():
        return None
    return _settle(revision, run_rules(facts_of(revision)))


def _settle(revision: Revision, run: Run) -> Screening | None:
    is_clear = run.evaluation.lane == GREEN and not has_quarantined_files(revision.shipment)
    verb = "clear" if is_clear else "flag"
    with move(verb, revision.shipment, by=None) as case:
        if revision.screenings.exists():  # one that was replaced was screened before that
            case.leave()
            return None
        if tips_for(case.row) != run.facts.tips:
            raise Conflict(_("MOFCOM has asked to stop these goods meanwhile."))
        _refuse_if_judged_meanwhile(case, run)
        return _store(case, revision, run)


def _screen_again(shipment_pk: int, by: User | None) -> Screening | None:
    shipment = Shipment.objects.get(pk=shipment_pk)
    require(by, "rescreen", shipment)
    revision = _current_revision(shipment)
    run = run_rules(facts_of(revision))
    with move("rescreen", shipment, by=by) as case:
        if case.row.revision_no != revision.number:
            case.leave()
            return None
        _refuse_if_judged_meanwhile(case, run)
        return _store(case, revision, run)


def _refuse_if_judged_meanwhile(case: Passage, run: Run) -> None:
    """A verdict of an earlier shipment may be revoked between the gathering and the door."""
    declaration, hits = run.facts.declaration, run.facts.hits
    if any(hit.dismissed for hit in hits) and lay_dismissals(case.row, declaration, hits) != hits:
        raise JudgedMeanwhile(_("A verdict on a party was given or revoked meanwhile."))


def _current_revision(shipment: Shipment) -> Revision:
    revisions = shipment.revisions.select_related("shipment__exporter")
    return revisions.get(number=shipment.revision_no)


def _store(case: Passage, revision: Revision, run: Run) -> Screening:
    screening = store_run(revision, run)
    relied = relied_on(case.row, run.facts.declaration, run.facts.hits)
    if relied:
        case.tell(standing_verdicts=sorted(each.pk for each in relied))
    found = found_in(run.facts, run.evaluation.findings)
    case.set(gravity=run.evaluation.gravity, is_stale=False, **found)
    case.tell(
        screening=screening.number,
        revision=case.row.revision_no,
        lane=screening.lane,
        gravity=screening.gravity,
        sampled=screening.sampled,
        facts_sha256=screening.facts_sha256,
        findings_sha256=screening.findings_sha256,
    )
    return screening
