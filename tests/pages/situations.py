"""Cases in which a second person has to act, or the exporter: what demo data does not show of them
is brought about by the same actions as at the pages. The addresses of their pages, by name.
"""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.importers import SourceFile
from compliance.parties.incoming_files import Import
from compliance.parties.upload_actions import keep_upload
from compliance.parties.upload_work import read_upload
from shipments.declare.actions import answer_hold, request_withdrawal
from shipments.demo.buyers import AOBA, LINDNER
from shipments.demo.goods import HIGH_PURITY, INGOT
from shipments.demo.orders import Order
from shipments.demo.scenarios import INPACT, NO_LICENCE, Scenario
from shipments.demo.story import tell
from shipments.models import Document, Shipment
from shipments.review.actions import propose_release
from shipments.review.case import Case
from shipments.review.match_verdicts import judge_hit
from shipments.review.orders import order_stop, propose_detention, sign_detention
from shipments.review.released import countersign_recall, propose_recall
from tests.builders import disposed

CSV = "name_zh,name_en,listed_on\n,Sample Party,2026-01-05\n"
GRAVE = Order(buyer=LINDNER, goods=((HIGH_PURITY, "40"),), line=NO_LICENCE)
QUESTIONED = Order(buyer=AOBA, goods=((HIGH_PURITY, "30"),), line=NO_LICENCE)
LISTED = Order(buyer=INPACT, goods=((INGOT, "50"),))
RECALL: dict[str, Any] = {
    "reason": "The licence turned out to be void.",
    "message": "Do not load the goods.",
}
SCENARIOS = {
    "released": Scenario(0, "exporter", GRAVE, ("screen", "release")),
    "recall proposed": Scenario(0, "exporter", GRAVE, ("screen", "release")),
    "recalled": Scenario(0, "exporter", GRAVE, ("screen", "release")),
    "answered": Scenario(0, "exporter", QUESTIONED, ("screen", "hold_licence")),
    "withdrawal asked": Scenario(0, "exporter", QUESTIONED, ("screen", "hold_licence")),
    "listed": Scenario(0, "exporter", LISTED, ("screen",)),
    "release proposed": Scenario(0, "exporter", GRAVE, ("screen",)),
    "grave": Scenario(0, "exporter", GRAVE, ("screen",)),
    "stopped": Scenario(0, "exporter", GRAVE, ("screen",)),
    "detained": Scenario(0, "exporter", GRAVE, ("screen",)),
}


def bring_about() -> dict[str, str]:
    """Play the scenarios, then what the exporter, `officer2` and `policy2` do; every page of it."""
    people = {each.username: each for each in User.objects.all()}
    last = Shipment.objects.latest("pk").pk
    tell(tuple(SCENARIOS.values()), people)
    filed = Shipment.objects.filter(pk__gt=last).order_by("pk")
    cases = dict(zip(SCENARIOS, filed, strict=True))
    return {
        **_pages_of_releases(cases, people["officer2"]),
        **_pages_of_holds(cases, people["exporter"]),
        **_pages_of_orders(cases, people["officer2"], people["head1"]),
        **_pages_of_recalls(cases, people["officer1"], people["officer2"]),
        "list to put in force": reverse("parties:preview", args=[_upload(people["policy2"])]),
    }


def _pages_of_releases(cases: dict[str, Shipment], by: User) -> dict[str, str]:
    grave, proposed, listed = cases["grave"], cases["release proposed"], cases["listed"]
    propose_release(proposed, by=by, given=disposed(proposed), reason="Seen on paper.")
    hit = Case(listed, by).matches[0].hit
    text = "The address and the number are others than those of the notice."
    judge_hit(listed, by=by, hit=hit, verdict="dismissed", reason_code="other_address", text=text)
    match = [listed.reference, hit.party_ref, hit.list_code, hit.entry_key]
    return {
        "match that waits": reverse("review:match", args=match),
        "case with a match that waits": reverse("review:case", args=[listed.reference]),
        "case to sign": reverse("review:case", args=[proposed.reference]),
        **_forms(proposed, "countersign", "decline-release"),
        **_forms(grave, "propose-release", "return-for-correction", "refuse"),
        **_forms(grave, "order-stop", "propose-detention"),
    }


def _pages_of_holds(cases: dict[str, Shipment], by: User) -> dict[str, str]:
    answered, asked = cases["answered"], cases["withdrawal asked"]
    answer_hold(answered, by=by, text="The licence comes by post.")
    request_withdrawal(asked, by=by, ground="not_shipped", reason="No buyer.")
    pages = {
        f"{room} {name}": reverse(address, args=[cases[name].reference])
        for name in ("answered", "withdrawal asked")
        for room, address in (("shipment", "declare:shipment"), ("case", "review:case"))
    }
    return {
        **pages,
        "answer": reverse("declare:answer", args=[asked.reference]),
        "ask to withdraw": reverse("declare:withdraw", args=[answered.reference]),
        "hand in papers": reverse("declare:add_papers", args=[answered.reference]),
        **_forms(answered, "lift"),
        **_forms(asked, "grant-withdrawal", "refuse-withdrawal"),
    }


def _pages_of_orders(cases: dict[str, Shipment], by: User, head: User) -> dict[str, str]:
    stopped, detained = cases["stopped"], cases["detained"]
    until = clock.today() + timedelta(days=90)
    told: dict[str, Any] = {"reason": "The ministry's letter.", "message": "Do not load the goods."}
    order_stop(stopped, by=by, letter_no="2026-88", ordered_by="Bureau", until=until, **told)
    what: dict[str, Any] = {"ground": "violation", "goods": "Two cases", "place": "Hall 4"}
    propose_detention(detained, by=by, until=until, **what, **told)
    sign_detention(detained, by=head, reason="Agreed.")
    return {
        "case stopped": reverse("review:case", args=[stopped.reference]),
        "case detained": reverse("review:case", args=[detained.reference]),
        **_forms(stopped, "record-reply"),
        **_forms(detained, "lift-detention"),
    }


def _pages_of_recalls(cases: dict[str, Shipment], first: User, second: User) -> dict[str, str]:
    proposed, recalled = cases["recall proposed"], cases["recalled"]
    for case in (proposed, recalled):
        propose_recall(case, by=second, **RECALL)
    countersign_recall(recalled, by=first, reason="Agreed.")
    paper = Document.objects.filter(shipment=recalled, revoked_at__isnull=False).latest("pk")
    return {
        "case recalled": reverse("review:case", args=[recalled.reference]),
        "shipment recalled": reverse("declare:shipment", args=[recalled.reference]),
        "paper revoked": f"{reverse('paperwork:verify')}?code={paper.verification_code}",
        "ask to amend": reverse("declare:amend", args=[proposed.reference]),
        **_forms(proposed, "countersign-recall", "decline-recall"),
        **_forms(cases["released"], "propose-recall", "close"),
    }


def _forms(shipment: Shipment, *slugs: str) -> dict[str, str]:
    """The pages of some verbs, each named for its verb."""
    return {slug: reverse("review:decide", args=[shipment.reference, slug]) for slug in slugs}


def _upload(by: User) -> int:
    """A list that waits for another than who brought it in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(CSV, encoding="utf-8")
        files = (SourceFile("list.csv", path),)
        wanted = Import("other", "own_csv", files, clock.today(), "https://example.test/list")
        upload = keep_upload(wanted, by=by)
        read_upload(upload.pk)
    return int(upload.pk)
