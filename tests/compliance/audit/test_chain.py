"""The chain as values: every way to tamper leaves a fault that names the event."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from compliance.audit.chain import GENESIS, Fault, Link, faults, hash_of

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def a_chain(length: int) -> list[Link]:
    links: list[Link] = []
    for seq in range(1, length + 1):
        previous = links[-1].hash if links else GENESIS
        link = Link(seq, NOON, 7, "Lin", "officer", "hold", "shipment:A", {"n": seq}, previous)
        links.append(replace(link, hash=hash_of(link)))
    return links


def found(links: Iterable[Link]) -> list[Fault]:
    return list(faults(links))


def test_an_untouched_chain_has_no_fault() -> None:
    assert found(a_chain(5)) == []


def test_an_edited_event_is_named() -> None:
    chain = a_chain(5)
    chain[2] = replace(chain[2], actor_name="Wang")
    assert found(chain) == [Fault("edited", 3)]


def test_an_edit_with_a_new_hash_breaks_the_link_after_it() -> None:
    chain = a_chain(5)
    forged = replace(chain[2], detail={"n": 99})
    chain[2] = replace(forged, hash=hash_of(forged))
    assert found(chain) == [Fault("reordered", 4)]


def test_a_deleted_event_is_missing() -> None:
    chain = a_chain(5)
    del chain[2]
    assert Fault("missing", 3) in found(chain)


def test_two_events_in_another_order_are_named() -> None:
    chain = a_chain(5)
    chain[1], chain[2] = replace(chain[2], seq=2), replace(chain[1], seq=3)
    assert {fault.seq for fault in found(chain)} == {2, 3, 4}


def test_a_part_is_checked_against_the_hash_before_it() -> None:
    chain = a_chain(6)
    assert list(faults(chain[3:], since=4, previous_hash=chain[2].hash)) == []
    assert list(faults(chain[3:], since=4, previous_hash=GENESIS)) == [Fault("reordered", 4)]


def test_the_same_moment_hashes_alike_in_any_time_zone() -> None:
    from zoneinfo import ZoneInfo

    link = a_chain(1)[0]
    there = replace(link, at=link.at.astimezone(ZoneInfo("Asia/Shanghai")))
    assert hash_of(there) == link.hash
