"""Files of the issuing offices' register, and an edition of one."""

from django.utils import timezone

from compliance.accounts.models import User
from shipments.models import Licence, RegisterEdition, Shipment

HEAD = "许可证号,监管证件代码,统一社会信用代码,商品编号,发证日期,有效截止日期,数量,计量单位,状态"


def a_row(holder: str, number: str = "26-53-000901", **cells: str) -> str:
    boxes = {
        "kind": "4",
        "codes": "8112923010;8112993000",
        "since": "2026-09-01",
        "until": "2027-02-28",
        "quantity": "1500.5",
        "unit": "千克",
        "status": "有效",
        **cells,
    }
    return ",".join([number, boxes.pop("kind"), boxes.pop("uscc", holder), *boxes.values()])


def a_file(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join((head, *rows)).encode()


def an_edition(case: Shipment) -> RegisterEdition:
    """A register of one licence that waits for a second person."""
    held = Licence.objects.values_list("number", flat=True).first() or "26-53-000149"
    two = [held, "26-53-999999"]
    differing = [held, "quantity_kg", "1000", "300"]
    return RegisterEdition.objects.create(
        as_of=timezone.localdate(),
        source="Sample letter 1",
        filename="register.csv",
        sha256="c" * 64,
        size=100,
        file="registers/sample.csv",
        rows=1,
        difference={
            **{key: {"count": 2, "first": two} for key in ("new", "missing", "lost")},
            "differing": {"count": 1, "first": [differing]},
            "ended": {"count": 1, "first": [[held, "suspended"]]},
            "sample": [[held, "91530000MA6K49YP33", "Sample Materials"]],
            "shrink": "0.5",
            "is_shrunken": True,
        },
        state="waiting",
        prepared_by=User.objects.filter(office=case.office).earliest("pk"),
        prepared_at=timezone.now(),
    )
