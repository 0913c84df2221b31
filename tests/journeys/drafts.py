"""What journeys over drafts share: where a page is, what stands in it, and what was stored."""

from typing import Any

from tests.browser import Person
from tests.system import System

TYPED = """fields => Object.fromEntries(fields
    .filter(field => !["hidden", "file", "submit", "radio"].includes(field.type))
    .map(field => [field.name, field.type === "checkbox" ? String(field.checked) : field.value]))"""


def address_of(system: System, reference: str, page: str) -> str:
    if page != "line":
        return f"/shipments/{reference}/{page}/"
    query = (
        "SELECT l.id FROM shipments_goodsline l JOIN shipments_shipment s ON s.id = l.shipment_id"
        " WHERE s.reference = %s"
    )
    return f"/shipments/{reference}/goods/{system.sql(query, reference)[0][0]}/"


def one(system: System, query: str, *parameters: Any) -> Any:
    return system.sql(query, *parameters)[0][0]


def version_of(system: System, reference: str) -> Any:
    return one(system, "SELECT version FROM shipments_shipment WHERE reference = %s", reference)


def typed_in(person: Person) -> dict[str, str]:
    """What stands in the visible fields of the page."""
    typed: dict[str, str] = person.page.eval_on_selector_all("main form[method=post] [name]", TYPED)
    return typed


def assert_nothing_lost(person: Person, before: dict[str, str]) -> None:
    """A code may come back with its name behind it."""
    after = typed_in(person)
    lost = {name: text for name, text in before.items() if not after[name].startswith(text)}
    assert not lost
