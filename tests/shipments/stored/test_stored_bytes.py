"""What was stored before the moves went through one door: it must stay so, byte for byte.

The files beside this test were written by the program as it was then. They are not to be made
anew when the program changes: a difference is a broken promise to what lies in archives. Only
what a later rule asks for besides was added: by what it is known that closed goods have left.
"""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import weasyprint

from compliance.accounts.models import User
from compliance.archive.running import old_rules
from compliance.audit.chain import Link, hash_of
from compliance.law.canonical import canonical_bytes, from_plain, sha256_of, to_plain
from compliance.law.declaration import Declaration
from compliance.law.default_policy import default_policy
from shipments.declare.freezing import declaration_of
from shipments.demo.buyers import HANBIT
from shipments.models import Document
from shipments.paperwork.issue import Issue, issue_of
from shipments.paperwork.render import render_pdf
from tests.shipments.stored.story import MOMENT, Teller, events, pinned

HERE = Path(__file__).parent
ADDED_LATER = ("edition", "basis", "details", "checkpoint", "layout", "carried", "is_draft")
RULES_OF_THAT_TIME = "a87ab85b23a1ba51c4d0d75ae1b3c8ba21a8e0669d5e0d46134096f8d968a705"
CARD_OF_THAT_TIME = "3120049149"
FONTS = (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),)


def stored(name: str) -> Any:
    """A value as it was stored."""
    return json.loads((HERE / f"{name}.json").read_text())


def test_every_verb_writes_the_same_events_in_the_same_order(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pinned(monkeypatch):
        Teller(people).every_verb()
    assert judged_otherwise(events()) == judged_otherwise(stored("events"))


def judged_otherwise(told: list[list[Any]]) -> list[list[Any]]:
    """What the law of a later day says of the goods is no promise: how grave they are."""
    return [[*head, {**detail, "gravity": "#"}] for *head, detail in told]


def test_a_stored_event_keeps_its_hash() -> None:
    event = stored("event")
    link = Link(**{**event["link"], "at": datetime.fromisoformat(event["link"]["at"])})
    assert hash_of(link) == event["hash"]


def test_a_draft_freezes_to_the_same_canonical_bytes(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pinned(monkeypatch):
        shipment = Teller(people).draft(HANBIT)
        shipment.filed_by = people["exporter"]
        shipment.declarant_person_card = CARD_OF_THAT_TIME
        declaration = declaration_of(shipment, 1, MOMENT.date())
    frozen = (HERE / "declaration.json").read_bytes().rstrip()
    assert canonical_bytes(declaration) == frozen
    assert hashlib.sha256(frozen).hexdigest() == stored("hashes")["declaration"]


def test_a_stored_declaration_reads_and_writes_back_the_same() -> None:
    content = stored("declaration")
    assert sha256_of(content) == stored("hashes")["declaration"]
    assert sha256_of(from_plain(content, Declaration)) == stored("hashes")["declaration"]


@pytest.mark.usefixtures("db")
def test_a_stored_screening_gives_the_same_findings() -> None:
    run = stored("screening")
    assert sha256_of(run["facts"]) == run["facts_sha256"]
    rules = old_rules(RULES_OF_THAT_TIME)
    assert rules is not None
    facts = {name: part for name, part in run["facts"].items() if name != "policy"}
    policy = default_policy()
    policy = replace(policy, list_limits=policy.list_limits[:3])  # the lists of that time
    then = rules.ask({"policy": to_plain(policy), "facts": facts})
    assert sha256_of(then["findings"]) == run["findings_sha256"]
    assert then["findings"] == run["findings"]
    assert (then["lane"], then["gravity"]) == (run["lane"], run["gravity"])


def test_a_paper_has_the_same_issue(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pinned(monkeypatch):
        Teller(people).every_verb()
    assert issues() == stored("issues")


@pytest.mark.parametrize("kind", ["declaration", "end_use_certificate", "release_notice"])
def test_a_paper_renders_to_the_same_bytes(kind: str) -> None:
    made_with = stored("papers")["made_with"]
    if made_with != environment():
        pytest.skip("other fonts or another WeasyPrint than the stored papers were made with")
    content = from_plain(stored("declaration"), Declaration)
    pdf = render_pdf(kind, content, stored_issue())
    assert hashlib.sha256(pdf).hexdigest() == stored("papers")["sha256"][kind]


def stored_issue() -> Issue:
    """The issue of the stored papers."""
    issue = stored("papers")["issue"]
    return Issue(**{**issue, "issued_at": datetime.fromisoformat(issue["issued_at"])})


def environment() -> dict[str, str]:
    """What besides the program decides the bytes of a paper."""
    fonts = {path.name: _sha256(path) for path in FONTS if path.exists()}
    return {"weasyprint": weasyprint.__version__, **fonts}


def issues() -> list[dict[str, Any]]:
    """The issue of every paper of the story, keys and random codes left out."""
    found = []
    for document in Document.objects.with_case().order_by("pk"):
        issue = asdict(issue_of(document))
        issue["document_no"] = issue["document_no"].rpartition("-")[0]
        for name in ("verification_code", "verification_url", "audit_head"):
            issue[name] = "#"
        for name in ADDED_LATER:
            del issue[name]
        found.append(json.loads(json.dumps({"kind": document.kind, **issue}, default=str)))
    return found


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
