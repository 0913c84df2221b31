"""Rule sets and name engines are kept once and still run when the program has moved on."""

import hashlib
import io
import zipfile
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from compliance.archive.models import Bundle, BundleKind
from compliance.archive.packing import packed
from compliance.archive.running import Failed, OldProgram, old_names, old_rules
from compliance.archive.shelf import BrokenBundle, archive, bundle, is_archived
from compliance.audit.models import Event
from compliance.law.canonical import to_plain
from compliance.law.evaluate import evaluate
from compliance.law.facts import Facts
from compliance.law.ruleset import ruleset_version
from compliance.parties.matching import ALGORITHM, Index, ListedName
from compliance.parties.old_index import is_archived_engine, weighed_by
from tests.facts_builders import a_controlled_declaration, a_hit, a_mixed_declaration, facts

FIRST_RULES = "a87ab85b23a1ba51c4d0d75ae1b3c8ba21a8e0669d5e0d46134096f8d968a705"
NAMES = (("a", "Vigo Photonics S.A."), ("b", "三菱造船株式会社"), ("c", "Rheinmetall AG"))


def asked(program: OldProgram, about: Facts) -> dict[str, object]:
    plain = to_plain(about)
    return program.ask({"policy": plain.pop("policy"), "facts": plain})


def test_the_same_files_give_the_same_bytes() -> None:
    assert packed("law") == packed("law")
    assert packed("names") == packed("names")


def test_a_bundle_holds_code_and_tables_and_nothing_that_runs_the_site() -> None:
    names = zipfile.ZipFile(io.BytesIO(packed("law"))).namelist()
    assert {"compliance/law/evaluate.py", "compliance/codes/data/hs_codes.csv"} <= set(names)
    assert not [name for name in names if "settings" in name or "models" in name]


@pytest.mark.django_db
def test_a_version_is_kept_once_with_its_hash_in_the_log() -> None:
    for _twice in range(2):
        archive(BundleKind.LAW, ruleset_version())
    row = Bundle.objects.get()
    event = Event.objects.get(verb="bundle_archived")
    assert row.sha256 == hashlib.sha256(bytes(row.content)).hexdigest()
    assert event.detail["sha256"] == row.sha256
    assert event.subject == f"bundle:law:{ruleset_version()}"


@pytest.mark.django_db
def test_the_command_of_a_release_keeps_both() -> None:
    call_command("archive_rules", verbosity=0)
    assert set(Bundle.objects.values_list("kind", "version")) == {
        ("law", ruleset_version()),
        ("names", ALGORITHM),
    }


@pytest.mark.django_db
def test_a_bundle_cannot_be_changed_or_removed() -> None:
    archive(BundleKind.LAW, "v")
    for change in (lambda rows: rows.update(content=b""), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Bundle.objects.all())


@pytest.mark.django_db
def test_bytes_the_log_does_not_know_are_not_run() -> None:
    content = packed("law")
    Bundle.objects.create(
        kind="law", version="v", sha256="0" * 64, content=content, made_at="2026-11-25T00:00Z"
    )
    with pytest.raises(BrokenBundle):
        bundle(BundleKind.LAW, "v")
    with pytest.raises(Failed):
        old_rules("v")


@pytest.mark.django_db
def test_nothing_is_found_under_an_unknown_version() -> None:
    assert bundle(BundleKind.LAW, "unknown") is None
    assert old_rules("unknown") is None
    assert not is_archived(BundleKind.LAW, "unknown")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "about",
    [
        facts(),
        facts(a_mixed_declaration(), hits=(a_hit(),)),
        facts(a_controlled_declaration(statement=None), draw=Decimal("0.01")),
    ],
)
def test_todays_rules_answer_the_same_from_their_bundle(about: Facts) -> None:
    archive(BundleKind.LAW, ruleset_version())
    program = old_rules(ruleset_version())
    assert program is not None
    assert asked(program, about) == to_plain(evaluate(about))


@pytest.mark.django_db
def test_the_first_rule_set_still_gives_its_own_answer() -> None:
    """It blocked metal for a party of the control list; today two officers look."""
    about = facts(hits=(a_hit(),))
    program = old_rules(FIRST_RULES)
    assert program is not None
    then, now = asked(program, about), to_plain(evaluate(about))
    assert [(each["rule"], each["effect"]) for each in then["findings"]] == [("PTY-01", 3)]
    assert [(each["rule"], each["effect"]) for each in now["findings"]] == [("PTY-01", 2)]


def test_old_code_that_fails_says_so() -> None:
    with pytest.raises(Failed):
        OldProgram(packed("law")).ask({"policy": {}, "facts": {}})


def test_old_code_sees_neither_settings_nor_a_database() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr(
            "__main__.py",
            "import json, os, sys\n"
            "sys.stdin.readline()\n"
            "print(json.dumps([sorted(os.environ), 'compliance' in sys.modules]), flush=True)\n",
        )
    environment, knows_site = OldProgram(content.getvalue()).ask(1)
    assert not [name for name in environment if name.startswith(("GATE49", "DATABASE", "DJANGO"))]
    assert knows_site is False


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Vigo Photonics", "Mitsubishi", "三菱造船株式會社", "nobody"])
def test_the_archived_name_engine_finds_what_it_found(name: str) -> None:
    archive(BundleKind.NAMES, "this one")
    program = old_names("this one", NAMES)
    assert program is not None
    today = Index.build([ListedName(*pair) for pair in NAMES]).search(name)
    expected = [[hit.entry_id, hit.name, hit.score, hit.exact] for hit in today]
    assert program.ask([name, {}]) == expected


@pytest.mark.django_db
def test_the_archived_name_engine_knows_kinds_floors_and_limits() -> None:
    archive(BundleKind.NAMES, "this one")
    listed = (("a", "Torvelin Baskarov", "person"), ("b", "Torvelin Baskarova", "person"))
    program = old_names("this one", listed)
    assert program is not None
    how = {"limit": None, "floor": 0.1, "kind": "company"}
    today = Index.build([ListedName(*each) for each in listed]).search("Torvelin Baskarow", **how)
    found = program.ask(["Torvelin Baskarow", how])
    assert found == [[hit.entry_id, hit.name, hit.score, hit.exact] for hit in today]
    assert len(found) == 2


def test_an_engine_is_asked_for_what_it_weighed_in_its_time() -> None:
    assert weighed_by("gate49-names-2") == ()
    assert set(weighed_by("gate49-names-5")) == {"country", "number", "address"}
    assert set(weighed_by("gate49-names-6")) == {"country", "number", "address", "date"}


@pytest.mark.django_db
def test_the_engine_before_the_archive_was_shipped_with_it() -> None:
    assert is_archived_engine("gate49-names-2")
    program = old_names("gate49-names-2", NAMES)
    assert program is not None
    assert [hit[0] for hit in program.ask(["Vigo Photonics S.A.", {}])] == ["a"]
