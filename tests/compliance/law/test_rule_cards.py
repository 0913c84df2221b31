"""Every rule is complete: a card an officer can read, a basis, a cure, and proof on both sides."""

import ast
import csv
import importlib
import inspect
import pkgutil
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from operator import attrgetter
from pathlib import Path

import pytest
from django.utils import translation

import tests.compliance.law as law_tests
from compliance.codes import goods
from compliance.law import ruleset
from compliance.law.instruments import INSTRUMENTS
from compliance.law.rule import CATALOGUE, Effect, Rule, rule
from compliance.law.ruleset import judging_sources, ruleset_version
from tests.compliance.law.registry import FIRED, SILENT
from tests.rows import every_row

PO_FILE = Path(__file__).parents[3] / "compliance/locale/zh_Hans/LC_MESSAGES/django.po"
FAMILIES = ("CLS", "LIC", "EUS", "PTY", "DST", "QTY", "DOC", "EXP", "LST", "FUP")
HIDDEN = set("R05 R06 R07 R09 R12 R13 R14 R15 No.61 POLICY".split()) | {"REG 22.2"}
SITUATIONS = Path(__file__).with_name("situations.csv")
EVERY_RULE = every_row(CATALOGUE.values(), name=attrgetter("code"))


def setup_module() -> None:
    """Rule tests of all modules name their rules when they are imported."""
    for module in pkgutil.iter_modules(law_tests.__path__):
        importlib.import_module(f"{law_tests.__name__}.{module.name}")


@cache
def translated() -> set[str]:
    """Message ids of the catalogue that have a translation."""
    entries = re.split(r"\n\s*\n", PO_FILE.read_text(encoding="utf-8"))
    return {msgid for msgid, msgstr in map(_parts_of, entries) if msgid and msgstr}


def _parts_of(entry: str) -> tuple[str, str]:
    texts = {"msgid": "", "msgstr": ""}
    current = ""
    for line in entry.splitlines():
        keyword, _space, rest = line.partition(" ")
        if keyword in texts:
            current, line = keyword, rest
        if current and line.startswith('"'):
            texts[current] += ast.literal_eval(line)
    return texts["msgid"], texts["msgstr"]


@EVERY_RULE
def test_a_rule_is_proven_to_fire_and_to_stay_silent(each: Rule) -> None:
    assert each.code in FIRED, f"no test shows that {each.code} fires"
    assert each.code in SILENT, f"no test shows that {each.code} stays silent"


def situations() -> dict[str, dict[str, str]]:
    """What each rule answers, by its code."""
    lines = SITUATIONS.read_text(encoding="utf-8").splitlines()
    return {row["code"]: row for row in csv.DictReader(lines)}


@EVERY_RULE
def test_a_rule_answers_a_public_situation_or_a_provision(each: Rule) -> None:
    row = situations().get(each.code)
    assert row, f"write into {SITUATIONS.name} which public situation {each.code} answers"
    assert row["answers"]
    assert row["source"]
    assert row["confidence"] in ("V2", "S", "M")


@EVERY_RULE
def test_a_rule_rests_on_the_provisions_written_down_for_it(each: Rule) -> None:
    told = [f"{basis.instrument.key} {basis.article}".strip() for basis in each.basis]
    assert situations()[each.code]["provisions"].split("; ") == told


@EVERY_RULE
def test_a_rule_begins_and_is_told_to_the_exporter_as_written_down(each: Rule) -> None:
    row = situations()[each.code]
    assert row["begins"] == each.begins.isoformat()
    assert row["told"] == ("yes" if each.disclosed else "no")
    assert row["version"] == str(each.version)


def test_no_situation_is_told_of_a_rule_that_is_not_there() -> None:
    assert set(situations()) <= set(CATALOGUE)


def test_the_tests_prove_no_rule_that_is_not_there() -> None:
    assert set(CATALOGUE) >= FIRED | SILENT


@EVERY_RULE
def test_a_card_is_complete(each: Rule) -> None:
    with translation.override("en"):
        assert all(str(text).strip() for text in (each.title, each.message, each.cure))
    assert each.regulation
    assert each.basis
    assert each.code.partition("-")[0] in FAMILIES
    assert re.fullmatch(r"[A-Z]{3}-\d{2}", each.code)


@EVERY_RULE
def test_every_basis_has_a_dated_instrument_and_most_a_gloss_in_both_languages(each: Rule) -> None:
    assert any(basis.gloss_zh and basis.gloss_en for basis in each.basis)
    for basis in each.basis:
        assert basis.instrument in INSTRUMENTS
        assert bool(basis.gloss_zh) == bool(basis.gloss_en)


@EVERY_RULE
def test_no_rule_is_older_than_the_law_it_rests_on(each: Rule) -> None:
    oldest = min(basis.instrument.periods[0][0] for basis in each.basis)
    assert not each.in_force(oldest - timedelta(days=1))
    assert each.in_force(max(oldest, each.since or oldest))


@EVERY_RULE
def test_title_message_and_cure_stand_in_the_chinese_catalogue(each: Rule) -> None:
    with translation.override(None):
        texts = {str(text) for text in (each.title, each.message, each.cure)}
    assert texts <= translated()


@EVERY_RULE
def test_a_predicate_is_short(each: Rule) -> None:
    source = inspect.getsource(each.predicate)
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert ast.get_docstring(function)
    statements = [node for node in function.body if not isinstance(node, ast.Expr)]
    first, last = statements[0].lineno, function.end_lineno or 0
    assert last - first + 1 <= 20


def test_all_rules_of_the_regulation_are_there() -> None:
    covered = {each.regulation for each in CATALOGUE.values()}
    assert {f"R{number:02}" for number in range(1, 21)} <= covered
    assert {"No.61", "REG 22.2", "POLICY", "DG"} <= covered


def test_party_hits_and_risk_indicators_are_never_disclosed() -> None:
    for each in CATALOGUE.values():
        assert not (each.disclosed and each.regulation in HIDDEN), each.code


def test_a_code_is_never_used_twice() -> None:
    with pytest.raises(ValueError, match="LIC-01"):
        rule("LIC-01", title="", message="")(lambda facts: [])


def test_instruments_have_keys_of_their_own_and_periods_in_order() -> None:
    keys = [each.key for each in INSTRUMENTS]
    assert len(keys) == len(set(keys))
    for each in INSTRUMENTS:
        days = [day for period in each.periods for day in period if day is not None]
        assert days == sorted(days)


def test_the_version_covers_the_source_of_every_rule() -> None:
    modules = {Path(inspect.getfile(each.predicate)) for each in CATALOGUE.values()}
    codes = Path(goods.__file__).parent
    looked_into = {codes / name for name in ("goods.py", "remarks.py", "data/tariff_chapters.csv")}
    assert modules | looked_into <= set(judging_sources())
    assert re.fullmatch(r"[0-9a-f]{64}", ruleset_version())


def test_every_module_of_the_law_counts_in_the_version_but_those_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, left_out = ("new.py", "rules/new.py", "rules/sample.py"), ("sample.py", "notes.txt")
    (tmp_path / "rules").mkdir()
    for name in (*counted, *left_out):
        (tmp_path / name).touch()
    monkeypatch.setattr(ruleset, "LAW", tmp_path)
    of_the_law = [path for path in judging_sources() if path.is_relative_to(tmp_path)]
    assert [str(path.relative_to(tmp_path)) for path in of_the_law] == list(counted)


def test_the_version_changes_with_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ruleset_version.__wrapped__()
    changed = replace(CATALOGUE["LIC-01"], effect=Effect.HOLD)
    monkeypatch.setitem(CATALOGUE, "LIC-01", changed)
    assert ruleset_version.__wrapped__() != before


def test_the_version_does_not_depend_on_the_readers_language() -> None:
    with translation.override("en"):
        english = ruleset_version.__wrapped__()
    with translation.override("zh-hans"):
        assert ruleset_version.__wrapped__() == english
