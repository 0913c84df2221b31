"""From declared names to hits: dates, deduplication, explanations, shared snapshots."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from compliance import clock
from compliance.law.declaration import Party
from compliance.parties import screening
from compliance.parties.matching import Hit, Index, search_all
from compliance.parties.models import ListVersion
from compliance.parties.screening import explain, hits_for, rounded
from compliance.parties.search import aligned
from compliance.parties.snapshots import warm
from compliance.parties.versions import activate_version, active_versions
from tests.compliance.parties.conftest import an_entry

NOTICES = ("MOFCOM 2025 No.13", "MOFCOM 2025 No.21", "MOFCOM 2025 No.22")
UNRELIABLE = ("UEL 〔2025〕5", "UEL 〔2025〕7", "UEL 〔2025〕8")


def in_force(list_code: str) -> ListVersion:
    return active_versions()[list_code]


def statuses(list_code: str, notices: tuple[str, ...], on: date) -> list[str]:
    rows = in_force(list_code).entries.filter(notice__in=notices)
    counts = Counter((row.notice, row.status_on(on)) for row in rows)
    return [f"{status} {counts[notice, status]}" for notice, status in sorted(counts)]


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 4, 3), ["listed 15", "not_yet 16", "not_yet 12"]),
        (date(2025, 5, 13), ["listed 15", "listed 16", "listed 12"]),
        (date(2025, 8, 11), ["listed 15", "suspended 16", "suspended 12"]),
        (date(2025, 8, 12), ["listed 15", "suspended 16", "stopped 12"]),
        (date(2025, 11, 9), ["listed 15", "suspended 16", "stopped 12"]),
        (date(2025, 11, 10), ["stopped 15", "suspended 16", "stopped 12"]),
        (date(2026, 11, 9), ["stopped 15", "suspended 16", "stopped 12"]),
        (date(2026, 11, 10), ["stopped 15", "suspended 16", "stopped 12"]),
        (date(2027, 1, 10), ["stopped 15", "suspended 16", "stopped 12"]),
        (date(2027, 1, 11), ["stopped 15", "listed 16", "stopped 12"]),
    ],
)
def test_the_control_list_is_right_on_every_day(on: date, expected: list[str]) -> None:
    assert statuses("export_control_list", NOTICES, on) == expected


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 8, 11), ["listed 10", "suspended 11", "suspended 6"]),
        (date(2025, 8, 12), ["listed 10", "suspended 11", "stopped 6"]),
        (date(2025, 11, 9), ["listed 10", "suspended 11", "stopped 6"]),
        (date(2025, 11, 10), ["stopped 10", "suspended 11", "stopped 6"]),
        (date(2027, 1, 10), ["stopped 10", "suspended 11", "stopped 6"]),
        (date(2027, 1, 11), ["stopped 10", "listed 11", "stopped 6"]),
    ],
)
def test_the_unreliable_entity_list_is_right_on_every_day(on: date, expected: list[str]) -> None:
    assert statuses("unreliable_entity_list", UNRELIABLE, on) == expected


@pytest.mark.usefixtures("prc_lists")
def test_what_no_notice_supports_is_marked_and_says_so() -> None:
    rows = in_force("export_control_list").entries.filter(notice="MOFCOM 2025 No.21")
    period = rows[0].period_on(date(2026, 11, 24))
    assert period["verified"] is False
    assert "to be verified" in period["remark_en"].lower()
    assert "待核实" in period["remark_zh"]


@pytest.mark.usefixtures("prc_lists")
def test_every_entry_keeps_both_of_its_published_names() -> None:
    versions = ListVersion.objects.filter(is_active=True)
    assert versions.count() >= 3
    for version in versions:
        for row in version.entries.all():
            assert {row.name_zh, row.name_en} - {""} <= set(row.names)


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 4, 3), ""),
        (date(2025, 4, 4), "listed"),
        (date(2025, 8, 12), "suspended"),
        (date(2026, 11, 24), "suspended"),
        (date(2027, 1, 11), "listed"),
    ],
)
def test_a_hit_carries_the_status_of_the_day(on: date, found: str) -> None:
    party = Party("p1", "consignee", "ACT1 Federal")
    hits = hits_for([party], on, [in_force("export_control_list")])
    assert "".join(hit.status for hit in hits if hit.exact) == found


@pytest.fixture
def aliases(db: None) -> ListVersion:
    entry = an_entry(
        "Zephyr Quartz Manufacturing Co., Ltd.",
        names=("Zephyr Quartz Manufacturing Co., Ltd.", "泽菲尔石英制造有限公司", "Zephyr Quartz"),
    )
    return activate_version("watch_list", [entry], source="t", sha256="b" * 64, as_of=clock.today())


def test_names_of_one_party_that_meet_one_entry_are_one_hit_with_the_best_score(
    aliases: ListVersion,
) -> None:
    party = Party("p1", "consignee", "Zephyr Quarts Manufacturing", "泽菲尔石英制造有限公司")
    (hit,) = hits_for([party], clock.today(), [aliases])
    assert (hit.declared_name, hit.exact) == ("泽菲尔石英制造有限公司", True)


@pytest.mark.usefixtures("prc_lists")
def test_each_different_name_is_searched_once_for_all_lists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[tuple[int, str]] = []

    def counting(indexes: Sequence[Index], name: str, **how: Any) -> tuple[tuple[Hit, ...], ...]:
        searched.append((len(indexes), name))
        return search_all(indexes, name, **how)

    monkeypatch.setattr(screening, "search_all", counting)
    parties = [Party(f"p{number}", "notify", "ACT1 Federal") for number in range(8)]
    hits = hits_for(parties, date(2026, 11, 24))
    exact = {(hit.party_ref, hit.list_code) for hit in hits if hit.exact}
    assert exact >= {(party.ref, "export_control_list") for party in parties}
    assert searched == [(len(active_versions()), "ACT1 Federal")]
    assert len(active_versions()) > 2


@pytest.mark.usefixtures("prc_lists")
def test_screening_takes_two_queries_however_many_parties(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    parties = [Party(f"p{n}", "notify", f"InPACT S.A. {n}", "立方公司") for n in range(8)]
    hits_for(parties, clock.today())
    with django_assert_num_queries(2):
        hits_for(parties, clock.today())


def test_an_explanation_picks_the_entry_and_adds_up(aliases: ListVersion) -> None:
    key = aliases.entries.get().key
    hit = explain("Zephir Quartz Manufacturing", aliases, key)
    assert hit is not None
    assert hit.entry_id == key
    assert sum(part.contribution for part in aligned(hit)) == rounded(hit.score) > Decimal("0.8")
    assert explain("Zephyr Quartz", aliases, "no such entry") is None


def test_snapshots_are_built_once_and_remade_when_they_cannot_be_read(
    aliases: ListVersion,
) -> None:
    (path,) = warm([aliases])
    assert path.parent == Path(settings.LIST_SNAPSHOTS)
    before = path.stat().st_mtime_ns
    assert warm([aliases]) == [path]
    assert path.stat().st_mtime_ns == before
    path.write_bytes(b"broken")
    party = Party("p1", "consignee", "Zephyr Quartz")
    assert hits_for([party], clock.today(), [aliases])


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(
    ("on", "status", "by_text"),
    [
        (date(2026, 11, 9), "suspended", ""),
        (date(2026, 11, 10), "suspended", "listed"),
        (date(2027, 1, 10), "suspended", "listed"),
        (date(2027, 1, 11), "listed", ""),
    ],
)
def test_a_hit_says_where_the_text_of_the_notices_differs(
    on: date, status: str, by_text: str
) -> None:
    party = Party("p1", "consignee", "ACT1 Federal")
    found = hits_for([party], on, [in_force("export_control_list")])
    assert [(hit.status, hit.text_status) for hit in found if hit.exact] == [(status, by_text)]


COUNTERMEASURES = "countermeasures_list"


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(
    ("name", "on", "status"),
    [
        ("Northrop Grumman", date(2023, 9, 14), ""),
        ("Northrop Grumman", date(2023, 9, 15), "listed"),
        ("Intelligent Epitaxy Technology, Inc.", date(2026, 11, 25), "listed"),
        ("英特磊公司", date(2026, 11, 25), "listed"),
        ("UAB Urbo Bankas", date(2026, 4, 23), "listed"),
        ("UAB Urbo Bankas", date(2026, 4, 24), ""),
        ("Skyla", date(2023, 7, 13), ""),
        ("Hanwha Philly Shipyard Inc.", date(2025, 11, 9), "listed"),
        ("Hanwha Philly Shipyard Inc.", date(2025, 11, 10), "suspended"),
        ("Hanwha Philly Shipyard Inc.", date(2027, 1, 11), "listed"),
        ("Altana Technologies, Inc.", date(2026, 8, 5), "listed"),
    ],
)
def test_the_countermeasures_list_is_right_on_every_day(name: str, on: date, status: str) -> None:
    hits = hits_for([Party("p1", "carrier", name)], on, [in_force(COUNTERMEASURES)])
    assert "".join(hit.status for hit in hits if hit.exact) == status


@pytest.mark.usefixtures("prc_lists")
@pytest.mark.parametrize(
    ("notice", "name", "measure"),
    [
        ("2025-10-09", "TechInsights Inc.", "prohibit"),
        ("2025-10-09", "Teledyne FLIR, LLC", "prohibit"),
        ("2025-09-25", "Saronic Technologies, Inc.", "prohibit"),
        ("2023-02-16", "Lockheed Martin Corporation", "prohibit"),
        ("2023-02-16", "James Donald Taiclet", "restrict"),
        ("2025-02-04", "Illumina, Inc.", "restrict"),
        ("2025-04-04", "Skydio Inc.", "prohibit"),
        ("2025-01-02", "Lockheed Martin Missiles and Fire Control", "prohibit"),
    ],
)
def test_each_notice_of_unreliable_entities_has_its_own_measure(
    notice: str, name: str, measure: str
) -> None:
    entry = in_force("unreliable_entity_list").entries.get(listed_on=notice, name_en=name)
    assert entry.measure == measure
    assert re.search(r"[（(](V2|S|M)[）)]", entry.remark), "how sure it is"


@pytest.mark.usefixtures("prc_lists")
def test_the_countermeasures_list_is_as_long_as_its_sources() -> None:
    assert in_force(COUNTERMEASURES).rows == 127
