"""A first and a repeat filing at a real browser, by somebody whose hands are counted.

The browser itself counts: a select is two clicks (open, choose), so is a file; a tick is one; text
is as many keystrokes as characters, and moving on with Tab is free. A page is reached by the link
that stands on the page before, else by two clicks through the navigation.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from compliance import clock
from shipments.demo.buyers import LINDNER
from shipments.demo.goods import INGOT, line_fields
from tests.browser import Person
from tests.journeys import filing

COUNT = """(() => {
  const add = (name, more) =>
    sessionStorage.setItem(name, Number(sessionStorage.getItem(name) || 0) + more);
  const typed = new WeakMap();
  addEventListener("DOMContentLoaded", () => add("pages", 1));
  addEventListener("click", (event) => {
    if (event.target.closest("a, button, summary, [role=option]")) add("clicks", 1);
  }, true);
  addEventListener("input", ({target}) => typed.set(target, target.value.length), true);
  addEventListener("change", ({target}) => {
    if (target.tagName === "SELECT" || target.type === "file") add("clicks", 2);
    else if (["checkbox", "radio"].includes(target.type)) add("clicks", 1);
    else if (target.type === "date") add("keystrokes", 8);
    else add("keystrokes", typed.get(target) || 0);
  }, true);
})()"""
STANDING = """field => field.type === "checkbox" ? field.checked : field.value"""


class CountedPerson(Person):
    """Somebody whose hands are counted, who leaves alone what stands there already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_navigation = 0
        self.page.context.add_init_script(COUNT)

    def go(self, path: str) -> None:
        """By the link on this page; where there is none, two clicks through the navigation."""
        if self.url in self.page.url and self.path == path:
            return
        link = self.page.locator(f"a[href='{path}']:visible")
        if self.page.url != "about:blank" and link.count():
            self.press(link.first)
            return
        self.by_navigation = getattr(self, "by_navigation", 0) + 2
        super().go(path)

    def _fill_one(self, name: str, value: Any) -> None:
        field = self.page.locator(f"main [name='{name}']").first
        wanted = "" if value is None else value if isinstance(value, bool) else str(value)
        stands = field.evaluate(STANDING)
        is_code = isinstance(stands, str) and wanted and stands.startswith(f"{wanted} ")
        if stands == wanted or is_code:
            return
        if not field.is_visible():
            field.evaluate("field => field.closest('details')?.querySelector('summary').click()")
        super()._fill_one(name, value)

    def hands(self) -> dict[str, int]:
        """What was done since the last call."""
        script = "() => ['clicks', 'keystrokes', 'pages'].map(n => +sessionStorage.getItem(n))"
        clicks, keystrokes, pages = self.page.evaluate(script)
        self.page.evaluate("() => sessionStorage.clear()")
        by_navigation, self.by_navigation = self.by_navigation, 0
        return {"clicks": clicks + by_navigation, "keystrokes": keystrokes, "pages": pages}


def measure(person: CountedPerson, folder: Path) -> dict[str, dict[str, int]]:
    """What a first and then a repeat filing took, by name."""
    person.go("/")
    person.hands()
    reference = first_filing(person, folder)
    found = {"first": person.hands()}
    person.go("/")
    person.hands()
    repeat_filing(person, reference, folder)
    return found | {"repeat": person.hands()}


def first_filing(person: CountedPerson, folder: Path) -> str:
    """One line of goods with everything around it, from nothing; the reference."""
    buyer = replace(LINDNER, yearly_kg=3000)
    lines = [line_fields(INGOT, Decimal(250), buyer.country)]
    filing.add_statement(person, buyer, "HANDS-1", lines, folder)
    person.go("/shipments/")
    person.press("form[action$='/shipments/new/'] button")
    reference = person.path.strip("/").split("/")[-1]
    filing.add_parties(person, reference, buyer)
    filing.add_line(person, reference, INGOT, lines[0])
    filing.fill_header(person, reference, buyer, "HANDS-1", lines)
    filing.choose_statement(person, reference, "HANDS-1")
    attach(person, reference, folder)
    submit(person, reference)
    return reference


def repeat_filing(person: CountedPerson, source: str, folder: Path) -> None:
    """The same goods to the same buyer: new are the flight, the invoice and the papers."""
    person.press(f"form[action='/shipments/{source}/copy/'] button")
    reference = person.path.strip("/").split("/")[-1]
    person.go(f"/shipments/{reference}/transport/")
    flight = {"transport_name": "CK259", "voyage_no": "0150", "bill_no": "999-12345686"}
    person.fill({"export_date": clock.today() + timedelta(days=4), **flight})
    person.save()
    person.fill({"invoice_no": "INV-HANDS-2"})
    person.press("main form:has([name=stored]) button[value=tasks]")
    attach(person, reference, folder)
    submit(person, reference)


def attach(person: CountedPerson, reference: str, folder: Path) -> None:
    """The papers that every declaration has, all at once."""
    files = [filing.file_of(folder, kind) for kind in ("contract", "invoice", "packing_list")]
    person.go(f"/shipments/{reference}/attachments/")
    person.page.locator("main [name=papers]").set_input_files(files)
    person.submit_form("papers")


def submit(person: CountedPerson, reference: str) -> None:
    """Check, then submit. Raises AssertionError when something is missing."""
    person.go(f"/shipments/{reference}/check/")
    person.submit_form("expected_revision")
    assert person.path == f"/shipments/{reference}/", person.text
