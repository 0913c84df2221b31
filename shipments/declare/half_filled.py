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
            case.set(half_filled=_newest({**case.row.half_filled, page: text}))


def forget_half_filled(shipment: Shipment, page: str) -> None:
    """What was kept for the page has been saved."""
    if page not in shipment.half_filled:
        return
    with transaction.atomic():
        row = Shipment.objects.select_for_update(of=("self",)).get(pk=shipment.pk)
        kept = {name: text for name, text in row.half_filled.items() if name != page}
        Shipment.objects.filter(pk=row.pk).update(half_filled=kept)


def _newest(pages: Mapping[str, str]) -> dict[str, str]:
    """Those typed last, as far as one draft may hold them."""
    kept: dict[str, str] = {}
    for page, text in reversed(list(pages.items())):
        if sum(map(len, kept.values())) + len(text) > MOST_PAGES * MOST_BYTES:
            break
        kept[page] = text
    return dict(reversed(list(kept.items())))
