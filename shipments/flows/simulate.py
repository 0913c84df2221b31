"""How well the signs find planted diverters: python -m shipments.flows.simulate SEED. Pure.

Prints who was found and missed, precision and recall, and beside them those of plain thresholds.
Whoever wrote the signs wrote the world too, so a real one will be harder.
"""

import sys
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal

from shipments.flows.signs import EndUserStory, watched
from shipments.flows.world import World, a_world


@dataclass(frozen=True)
class Quality:
    """Of those called diverters, how many are; of the diverters, how many are called so."""

    precision: float
    recall: float

    def __str__(self) -> str:
        return f"precision {self.precision:.2f}, recall {self.recall:.2f}"


def main() -> None:
    """Argument: the seed; 49 unless given."""
    world = a_world(int(sys.argv[1]) if len(sys.argv) > 1 else 49)
    readings = watched(world.stories, world.around)
    for reading in readings:
        signs = "; ".join(f"{sign.code} {sign.points} {sign.evidence}" for sign in reading.signs)
        truth = world.diverters.get(reading.key, "honest")
        print(f"{reading.score:>3} {reading.key} [{truth}] {signs}")
    found = {reading.key for reading in readings}
    for key in sorted(set(world.diverters) - found):
        print(f"missed: {key} [{world.diverters[key]}]")
    print(f"signs:            {quality(found, world)}")
    print(f"plain thresholds: {quality(plainly_found(world), world)}")


def quality(found: Set[str], world: World) -> Quality:
    """Against the ground truth; precision is 1 where nobody was called."""
    right = len(found & set(world.diverters))
    precision = right / len(found) if found else 1.0
    return Quality(precision, right / len(world.diverters))


def plainly_found(world: World) -> set[str]:
    """Whom fixed thresholds call: more than the need in a calendar year, five exporters, any
    consignee in a country of transit."""
    return {story.key for story in world.stories if _crosses(story, world)}


def _crosses(story: EndUserStory, world: World) -> bool:
    years: dict[int, Decimal] = {}
    for each in story.receipts:
        years[each.day.year] = years.get(each.day.year, Decimal(0)) + each.kg
    need = story.receipts[0].need_kg if story.receipts else None
    if need and any(kg > need for kg in years.values()):
        return True
    in_hubs = any(each.consignee_country in world.around.hubs for each in story.receipts)
    return in_hubs or len({each.exporter for each in story.receipts}) >= 5


if __name__ == "__main__":
    main()
