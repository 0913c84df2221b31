"""What is frozen with a paper on request besides the declaration, and what it was drawn from."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import override

from compliance import clock
from compliance.law.follow_up import OWED_BY_CUSTOMS, REPORTS
from compliance.law.list_sources import LIST_SOURCES
from compliance.law.rule import CATALOGUE
from compliance.policy.versions import policy_on
from compliance.ui.templatetags.gate49 import GRAVITIES
from shipments.models import FollowUpReport, ScreenedFinding, Screening, Shipment
from shipments.moves import LET_GO, MOVES, Status
from shipments.papers.amendment_sheet import SEPARATOR
from shipments.papers.wording import EMPTY, Bilingual, day, moment, plain
from shipments.revision_changes import Change, changes_between

CHINESE, ENGLISH = "zh-hans", "en"
LANES = {
    "green": Bilingual("未经人工审核放行", "Released without review (green)"),
    "review": Bilingual("转人工审核", "To be reviewed (review)"),
}


@dataclass(frozen=True)
class Details:
    """`drawn_from` tells two papers of one revision apart: a run's number, a request's key."""

    words: dict[str, str] = field(default_factory=dict)
    drawn_from: int = 0


def details_for(kind: str, shipment: Shipment) -> Details | None:
    """None where there is nothing to print."""
    gather = _GATHERED.get(kind)
    return gather(shipment) if gather else Details()


def may_print(kind: str, shipment: Shipment) -> bool:
    """Whether where the shipment stands lets something stand on that paper. Asks the database
    nothing: what nobody did although it was possible is found when the paper is asked for."""
    if kind == "amendment_sheet":
        return shipment.revision_no > 1
    return kind not in _STANDS_IN or shipment.status in _STANDS_IN[kind]


def in_both(words: Any) -> tuple[str, str]:
    """Chinese and English of a lazy string."""
    with override(CHINESE):
        chinese = str(words)
    with override(ENGLISH):
        return chinese, str(words)


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
            "lane": str(LANES.get(run.lane, run.lane)),
            "gravity": _gravity(run.gravity),
            "facts_sha256": run.facts_sha256,
            "findings_sha256": run.findings_sha256,
        }
    return Details(words, run.number)


def _lists(run: Screening) -> list[str]:
    versions = sorted(run.list_versions.items())
    return [f"{_list_name(code)}：{version or EMPTY}" for code, version in versions]


def _list_name(code: str) -> str:
    """Both names; a list that is gone has its code alone."""
    source = LIST_SOURCES.get(code)
    return " ".join((*in_both(source.label), f"({code})")) if source else code


def _gravity(gravity: int) -> str:
    """Number and words; nothing but the number where nothing was found."""
    words = GRAVITIES.get(gravity)
    return " ".join((*in_both(words[1]), f"({gravity})")) if words else str(gravity)


def _finding(finding: ScreenedFinding) -> str:
    """Code and both titles; a rule that is gone has its code alone."""
    rule = CATALOGUE.get(finding.rule)
    return " ".join((finding.rule, *in_both(rule.title))) if rule else finding.rule


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


def _reports(shipment: Shipment) -> Details | None:
    """What the exporter reported; a report that was read since makes another paper."""
    filed = shipment.follow_up_reports.exclude(follow_up__kind__in=OWED_BY_CUSTOMS)
    reports = list(filed.select_related("follow_up").prefetch_related("files"))
    if not reports:
        return None
    words = json.dumps([_report(each) for each in reports], ensure_ascii=False)
    steps = len(reports) + sum(each.read_at is not None for each in reports)
    return Details({"reports": words}, steps)


def _report(report: FollowUpReport) -> dict[str, str]:
    kind_zh, kind_en = in_both(REPORTS[report.follow_up.kind])
    return {
        "kind_zh": kind_zh,
        "kind_en": kind_en,
        "happened": day(report.happened_on),
        "place": report.place,
        "holder": " ".join(filter(None, (report.user_name, report.user_country))),
        "use": _use(report),
        "used": plain(report.used_kg),
        "product": plain(report.product_kg),
        "scrap": plain(report.scrap_kg),
        "stock": plain(report.stock_kg),
        "text": report.text,
        "files": "\n".join(f"{each.filename} SHA-256 {each.sha256}" for each in report.files.all()),
        "filed": moment(report.at),
        "state": " ".join(in_both(report.state_label)),
        "message": report.message,
    }


def _use(report: FollowUpReport) -> str:
    norm = policy_on(clock.today()).end_use_norm(report.end_use)
    return f"{norm.name_zh} {norm.name_en}" if norm else report.end_use


_GATHERED: dict[str, Callable[[Shipment], Details | None]] = {
    "screening_certificate": partial(_screened, is_whole=True),
    "screening_summary": partial(_screened, is_whole=False),
    "amendment_sheet": _amendment,
    "cancellation_sheet": _cancellation,
    "follow_up_report": _reports,
}

_SCREENED = frozenset(Status) - {Status.DRAFT, Status.SCREENING}
_STANDS_IN: dict[str, Collection[str]] = {
    "screening_certificate": _SCREENED,
    "screening_summary": _SCREENED,
    "cancellation_sheet": {*MOVES["request_withdrawal"].sources, Status.WITHDRAWN},
    "follow_up_report": LET_GO,
}
