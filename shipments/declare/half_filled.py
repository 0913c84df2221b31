"""Pages of a draft that hold what could not be saved yet, as it was typed."""

from collections.abc import Mapping

from django.db import transaction

from compliance.accounts.models import User
from compliance.ui.kept_posts import MOST_BYTES
from compliance.ui.row_forms import EditForm
from shipments.door import move
from shipments.models import Shipment

MOST_PAGES = 5  # as full as a page may be; people's are a hundredth of that


def keep_half_filled(
    form: EditForm, shipment: Shipment, *, page: str, text: str, by: User, section: str
) -> None:
    """Save what of the form is valid, where it saves in part, and keep the page as it was typed.

    `text` are its fields, `page` the address at which they will be shown again.
    """
    with move("edit", shipment, by=by) as case:
        case.tell(section=section)
        form.save_valid()
        if len(text) <= MOST_BYTES:
            case.set(half_filled=kept_pages(case.row.half_filled, page, text))


def forget_half_filled(shipment: Shipment, page: str) -> None:
    """What was kept for the page has been saved."""
    if page not in shipment.half_filled:
        return
    with transaction.atomic():
        row = Shipment.objects.select_for_update(of=("self",)).get(pk=shipment.pk)
        kept = {name: text for name, text in row.half_filled.items() if name != page}
        Shipment.objects.filter(pk=row.pk).update(half_filled=kept)


def kept_pages(pages: Mapping[str, str], page: str, text: str) -> dict[str, str]:
    """The page typed last, and of the others as many as one draft may hold."""
    kept = {page: text}
    for name, before in pages.items():
        if name != page and sum(map(len, kept.values())) + len(before) <= MOST_PAGES * MOST_BYTES:
            kept[name] = before
    return kept
