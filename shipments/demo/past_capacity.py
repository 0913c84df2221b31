"""What officers know of the capacity of a few end users, by a permit behind each figure."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from compliance import clock
from compliance.accounts.models import User
from compliance.audit.log import record
from compliance.paper_files import Upload, read
from shipments.demo.buyers import Buyer
from shipments.demo.papers import paper
from shipments.demo.past_customers import HANDS_ON, NAM_LONG, RED_RIVER
from shipments.demo.story import Act
from shipments.end_users.keeping import keep_figure
from shipments.flows.keeping import end_user_key
from shipments.models import FigureKind, RegisteredUser

LEARNT = timedelta(days=640)
CAPACITIES = ((NAM_LONG, 2600), (RED_RIVER, 5200), (HANDS_ON, 2400))


def capacities(by: User) -> Iterator[Act]:
    """The acts of entering them."""
    moment = clock.now() - LEARNT
    for number, (buyer, kg) in enumerate(CAPACITIES):
        yield moment + timedelta(minutes=number), partial(_enter, buyer, kg, by)


def _enter(buyer: Buyer, kg: int, by: User) -> None:
    upload = SimpleUploadedFile("permit.pdf", paper("permit"), "application/pdf")
    user = RegisteredUser.objects.get(key=end_user_key(buyer.name_en, buyer.country))
    row = keep_figure(
        user,
        FigureKind.CAPACITY,
        kg=Decimal(kg),
        as_of=clock.today() - timedelta(days=20),
        evidence="环保竣工验收许可，附产线清单",
        at=clock.now(),
        by=by,
        file=Upload(upload, read(upload)),
    )
    told = {"figure": row.kind, "kg": str(kg), "evidence": row.evidence, "sha256": row.file_sha256}
    record("end_user_figure", by=by, subject=f"end_user:{user.pk}", name=user.key, **told)
