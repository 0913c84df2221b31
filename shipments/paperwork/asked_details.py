"""What is frozen with a paper on request besides the declaration, and what it was drawn from."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import override

from compliance import clock
from compliance.law.rule import CATALOGUE
from compliance.policy.versions import policy_on
from shipments.models import ScreenedFinding, Screening, Shipment
from shipments.papers.amendment_sheet import SEPARATOR
from shipments.papers.wording import moment
from shipments.revision_changes import Change, changes_between

CHINESE, ENGLISH = "zh-hans", "en"


@dataclass(frozen=True)
class Details:
    """`drawn_from` tells two papers of one revision apart: a run's number, a request's key."""

    words: dict[str, str] = field(default_factory=dict)
    drawn_from: int = 0


def details_for(kind: str, shipment: Shipment) -> Details | None:
    """None where there is nothing to print."""
    gather = _GATHERED.get(kind)
    return gather(shipment) if gather else Details()


def _screening(shipment: Shipment) -> Details | None:
    return _screened(shipment, is_whole=True)


def _told_screening(shipment: Shipment) -> Details | None:
    return _screened(shipment, is_whole=False)


def _screened(shipment: Shipment, *, is_whole: bool) -> Details | None:
    """The latest run; for the exporter neither its result nor what is not disclosed."""
    run = shipment.screenings.filter(revision__number=shipment.revision_no).first()
    if run is None:
        return None
    findings = run.findings.order_by("position")
    rows = findings if is_whole else findings.filter(disclosed=True)
    words = {
        "run": str(run.number),
        "finished": moment(run.finished_at),
        "rules": run.ruleset_version,
        "matcher": run.matcher_version,
        "policy": str(run.policy_number),
        "lists": "\n".join(_lists(run)),
        "findings": "\n".join(dict.fromkeys(_finding(each) for each in rows)),
    }
    if is_whole:
        words |= {
            "lane": run.lane,
            "gravity": str(run.gravity),
            "facts_sha256": run.facts_sha256,
            "findings_sha256": run.findings_sha256,
        }
    return Details(words, run.number)


def _lists(run: Screening) -> list[str]:
    return [f"{code}：{version or '—'}" for code, version in sorted(run.list_versions.items())]


def _finding(finding: ScreenedFinding) -> str:
    """Code and both titles; a rule that is gone has its code alone."""
    rule = CATALOGUE.get(finding.rule)
    if rule is None:
        return finding.rule
    titles = []
    for language in (CHINESE, ENGLISH):
        with override(language):
            titles.append(str(rule.title))
    return f"{finding.rule} {' '.join(titles)}"


def _amendment(shipment: Shipment) -> Details | None:
    """The last two revisions side by side."""
    two = list(shipment.revisions.order_by("-number")[:2])
    if len(two) < 2:
        return None
    new, old = two
    policy = policy_on(clock.today())
    both = []
    for language in (CHINESE, ENGLISH):
        with override(language):
            both.append(changes_between(old.content, new.content, policy))
    rows = [_change(zh, en) for zh, en in zip(*both, strict=True)]
    return Details({"changes": "\n".join(rows)}) if rows else None


def _change(zh: Change, en: Change) -> str:
    cells = (f"{zh.where} {zh.field} {en.field}", zh.before, zh.after)
    return SEPARATOR.join(" ".join(str(cell).split()) for cell in cells)


def _cancellation(shipment: Shipment) -> Details | None:
    request = shipment.withdrawal_requests.first()
    if request is None:
        return None
    words = {"ground": request.ground, "reason": request.reason, "asked": moment(request.at)}
    return Details(words, request.pk)


_GATHERED: dict[str, Callable[[Shipment], Details | None]] = {
    "screening_certificate": _screening,
    "screening_summary": _told_screening,
    "amendment_sheet": _amendment,
    "cancellation_sheet": _cancellation,
}
