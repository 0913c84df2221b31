"""The issuing offices' register as the demo's customs got it: one edition in force, which says what
is kept here, and a newer one that waits for a second person."""

from datetime import timedelta

from compliance import clock
from compliance.accounts.models import Exporter, User
from compliance.table_files import csv_bytes
from shipments.demo.licences import enter_licences
from shipments.demo.people import FILERS
from shipments.licences.edition_actions import bring_in, put_in_force
from shipments.licences.edition_work import read_edition
from shipments.licences.register_columns import COLUMNS
from shipments.models import Licence, RegisterEdition

NEW_NUMBER = "26-53-000207"


def enter_with_register(people: dict[str, User]) -> None:
    """The licences of those who file now, and the register that has them."""
    enter_licences()
    edition = _brought_in([_row(each) for each in _kept()], by=people["policy"])
    put_in_force(edition, by=people["policy2"])


def bring_newer_in(people: dict[str, User]) -> None:
    """One licence more, and one that its office suspended."""
    first, *others = _kept()
    new = {**_row(first), "number": NEW_NUMBER, "quantity": "12000", "uses": "12"}
    suspended = {**_row(others[0]), "status": "暂停"}
    rows = [_row(first), suspended, *(_row(each) for each in others[1:]), new]
    _brought_in(rows, by=people["policy"])


def _brought_in(rows: list[dict[str, str]], *, by: User) -> RegisterEdition:
    named = [each for each in COLUMNS if each.name in rows[0]]
    cells = [[each.zh for each in named], *([row[each.name] for each in named] for row in rows)]
    today = clock.today()
    edition = bring_in(
        b"".join(csv_bytes(cells)),
        by=by,
        filename=f"许可证登记-{today:%Y%m%d}.csv",
        as_of=today - timedelta(days=1),
        source=f"商务部许可证局函 {today:%Y}-{today:%j}",
    )
    read_edition(edition.pk)
    edition.refresh_from_db()
    return edition


def _kept() -> list[Licence]:
    """Of those who file now."""
    holders = Exporter.objects.filter(people__username__in=FILERS).values("uscc")
    return list(Licence.objects.filter(holder_uscc__in=holders).order_by("number"))


def _row(licence: Licence) -> dict[str, str]:
    return {
        "number": licence.number,
        "kind": licence.kind,
        "form": "通用" if licence.form else "",
        "status": "有效",
        "holder_uscc": licence.holder_uscc,
        "hs_codes": ";".join(licence.hs_codes),
        "customs_district": licence.customs_district,
        "valid_from": licence.valid_from.isoformat(),
        "valid_until": licence.valid_until.isoformat(),
        "quantity": f"{licence.quantity_kg:f}",
        "unit": "千克",
        "uses": str(licence.uses),
    }
