"""Two revisions compared: rows are known by their key, not by their place."""

from typing import Any

from django.utils.translation import override

from compliance.law.default_policy import default_policy
from shipments.revision_changes import Change, changes_between

POLICY = default_policy()


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    with override("en"):
        return changes_between(old, new, POLICY)


def test_the_same_content_has_no_changes() -> None:
    content = {"contract_no": "A", "revision": 1, "lines": [{"number": 1, "hs_code": "1"}]}
    assert changes(content, {**content, "revision": 2}) == []


def test_a_header_field_shows_codes_with_their_names() -> None:
    found = changes({"destination_country": "JPN"}, {"destination_country": "KOR"})
    assert found[0].field == "Destination country"
    assert (found[0].before[:3], found[0].after[:3]) == ("JPN", "KOR")
    assert len(found[0].after) > 3


def test_a_line_put_first_changes_only_itself() -> None:
    two = {"number": 2, "name_en": "Shot"}
    old = {"lines": [two]}
    new = {"lines": [{"number": 1, "name_en": "Ingot"}, two]}
    assert [(change.where, change.after) for change in changes(old, new)] == [
        ("Line 1", "1"),
        ("Line 1", "Ingot"),
    ]


def test_what_was_taken_out_has_no_after() -> None:
    found = changes({"marks": "N/M"}, {"marks": ""})
    assert [(change.before, change.after) for change in found] == [("N/M", "")]


def test_a_further_statement_is_known_by_its_number() -> None:
    one, two = ({"number": number, "end_use": "ito"} for number in ("EUS-1", "EUS-2"))
    old = {"further_statements": [one, two]}
    new = {"further_statements": [{**two, "end_use": "epitaxy"}]}
    found = [(change.where, change.after[:7]) for change in changes(old, new)]
    assert ("Further end-use statement EUS-2", "Epitaxy") in found
    assert {where for where, _after in found} == {
        "Further end-use statement EUS-1",
        "Further end-use statement EUS-2",
    }
