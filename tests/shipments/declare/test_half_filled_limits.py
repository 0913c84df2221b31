"""Pages kept as they were typed never make a draft larger than a page of it can be read."""

from compliance.ui.kept_posts import MOST_BYTES
from shipments.declare.half_filled import MOST_PAGES, _newest


def test_the_pages_typed_last_are_kept_up_to_a_size() -> None:
    pages = {f"/shipments/x/goods/{number}/": "x" * MOST_BYTES for number in range(20)}
    kept = _newest(pages)
    assert list(kept) == list(pages)[-MOST_PAGES:]


def test_what_people_type_is_all_kept() -> None:
    pages = {f"/shipments/x/goods/{number}/": "name=Indium&weight=12" for number in range(100)}
    assert _newest(pages) == pages
