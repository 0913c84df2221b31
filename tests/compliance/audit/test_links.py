"""The chain as values: what is hashed, byte by byte, and which links are told to be broken."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from compliance.audit.chain import (
    GENESIS,
    Fault,
    Link,
    backwards,
    faults,
    faults_of_part,
    hash_of,
)

FIRST = Link(
    seq=1,
    at=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=8))),
    actor_id=7,
    actor_name="李伟",
    actor_role="officer",
    verb="release",
    subject="G49-1",
    detail={"b": "é", "a": 1},
    previous_hash="0" * 64,
)
FIRST_HASH = "693dd1b3cc4c40c768ec8242d72ab6502cdf0c55cc514ef635d98123669a4495"
"""sha256sum of: [1,"2026-01-01T19:04:05.000006+00:00",7,"李伟","officer","release","G49-1",
{"a":1,"b":"é"},"0…0"] on one line, in UTF-8."""


def chained(count: int, since: int = 1, previous: str = GENESIS) -> list[Link]:
    """That many links, a second apart, each hashed over the one before."""
    links: list[Link] = []
    for seq in range(since, since + count):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seq)
        link = replace(FIRST, seq=seq, at=at, previous_hash=previous)
        links.append(replace(link, hash=hash_of(link)))
        previous = links[-1].hash
    return links


def told(found: Iterable[Fault]) -> list[tuple[str, int]]:
    return [(each.kind, each.seq) for each in found]


def test_an_event_is_hashed_over_these_bytes() -> None:
    assert hash_of(FIRST) == FIRST_HASH
    assert GENESIS == "0" * 64


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"at": FIRST.at + timedelta(microseconds=1)},
        {"actor_id": None},
        {"actor_name": "李"},
        {"actor_role": "auditor"},
        {"verb": "refuse"},
        {"subject": "G49-2"},
        {"detail": {"a": 1}},
        {"previous_hash": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_changed_in_an_event_changes_its_hash(change: dict[str, Any]) -> None:
    assert hash_of(replace(FIRST, **change)) != FIRST_HASH
    assert hash_of(replace(FIRST, hash="f" * 64)) == FIRST_HASH


def test_a_whole_chain_has_no_fault_from_its_beginning_or_from_where_one_goes_on() -> None:
    links = chained(5)
    assert told(faults(links)) == []
    assert told(faults(links[2:], since=3, previous_hash=links[1].hash)) == []
    assert told(faults([])) == []


def test_a_chain_that_goes_on_from_another_hash_or_number_is_broken() -> None:
    links = chained(5)
    assert told(faults(links[2:], since=3)) == [("reordered", 3)]
    going_on = faults(links[2:], since=2, previous_hash=links[1].hash)
    assert told(going_on) == [("missing", 2)]


def test_a_gap_names_every_event_that_is_gone_and_the_one_that_does_not_follow() -> None:
    first, _second, _third, *rest = chained(5)
    assert told(faults([first, *rest])) == [("missing", 2), ("missing", 3), ("reordered", 4)]


def test_a_long_gap_names_a_hundred() -> None:
    links = chained(1, since=151, previous=GENESIS)
    assert told(faults(links)) == [("missing", seq) for seq in range(1, 101)]


def test_an_edited_event_is_told_once_and_what_follows_it_still_fits() -> None:
    first, second, third = chained(3)
    edited = replace(second, verb="refuse")
    assert told(faults([first, edited, third])) == [("edited", 2)]
    rehashed = replace(edited, hash=hash_of(edited))
    assert told(faults([first, rehashed, third])) == [("reordered", 3)]


def test_links_out_of_order_do_not_follow_each_other() -> None:
    first, second, third = chained(3)
    assert told(faults([first, third, second])) == [
        ("missing", 2),
        ("reordered", 3),
        ("reordered", 2),
    ]


@pytest.mark.parametrize(
    ("timed_from", "expected"),
    [(0, [("backwards", 3)]), (1, [("backwards", 3)]), (2, [("backwards", 3)]), (3, []), (4, [])],
)
def test_time_goes_back_only_where_it_is_promised_not_to(
    timed_from: int, expected: list[tuple[str, int]]
) -> None:
    first, second, third, fourth = chained(4)
    late = replace(third, at=second.at - timedelta(microseconds=1))
    same = replace(fourth, at=late.at)
    found: list[Fault] = []
    assert list(backwards([first, second, late, same], timed_from, found)) == [
        first,
        second,
        late,
        same,
    ]
    assert told(found) == expected


def test_of_a_part_each_event_is_checked_by_itself_and_must_come_in_order() -> None:
    first, second, third, fourth, fifth = chained(5)
    assert told(faults_of_part([first, fourth, fifth])) == []
    assert told(faults_of_part([fourth, second, third])) == [("reordered", 2)]
    assert told(faults_of_part([second, second])) == [("reordered", 2)]
    assert told(faults_of_part([second, replace(third, verb="hold")])) == [("edited", 3)]


def test_a_fault_is_told_in_plain_words() -> None:
    assert Fault("edited", 3).as_plain() == {"kind": "edited", "seq": 3}
    paper = Fault("paper", 0, "G49-1").as_plain()
    assert paper == {"subject": "G49-1", "kind": "paper", "seq": 0}
