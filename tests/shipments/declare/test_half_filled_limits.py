"""Pages kept as they were typed never make a draft larger than a page of it can be read."""

from compliance.ui.kept_posts import MOST_BYTES
from shipments.declare.half_filled import MOST_PAGES, kept_pages


def test_the_page_typed_last_is_kept_and_others_up_to_a_size() -> None:
    full = {f"/shipments/x/goods/{number}/": "x" * MOST_BYTES for number in range(20)}
    first = next(iter(full))
    kept = kept_pages(full, first, "y" * MOST_BYTES)
    assert kept[first] == "y" * MOST_BYTES
    assert len(kept) == MOST_PAGES


def test_what_people_type_is_all_kept() -> None:
    pages = {f"/shipments/x/goods/{number}/": "name=Indium&weight=12" for number in range(100)}
    assert kept_pages(pages, "/shipments/x/parties/", "role=buyer") == {
        **pages,
        "/shipments/x/parties/": "role=buyer",
    }
