"""Papers handed in while customs has the declaration, without being asked for (补交单证)."""

from collections.abc import Sequence

from compliance import limits
from compliance.accounts.models import User
from compliance.paper_files import Upload
from shipments.declare.draft_changes import attach
from shipments.door import move
from shipments.models import Shipment, Supplement


def add_papers(
    shipment: Shipment, *, by: User, text: str, files: Sequence[Upload], kinds: Sequence[str]
) -> Shipment:
    """Add papers to what customs looks at; the frozen declaration stays as it is.

    `kinds` say what each file is, in the order of the files. The same files with the same words
    again are there already. Raises Conflict when the declaration has all the papers it may have, or
    this was done too often.
    """
    hashes = sorted(upload.paper.sha256 for upload in files)
    with move("add_papers", shipment, by=by) as case:
        last = case.row.supplements.last()
        if last and last.text == text and _hashes(last) == hashes:
            case.leave()
            return case.row
        limits.supplements_left(case.row.supplements.count())
        given = Supplement.objects.create(shipment=case.row, by=by, at=case.at, text=text)
        for upload, kind in zip(files, kinds, strict=True):
            given.files.add(attach(case.row, upload, kind=kind or "other", number="", by=by))
        case.tell(supplement=given.pk, files=hashes)
    return case.row


def _hashes(supplement: Supplement) -> list[str]:
    return sorted(supplement.files.values_list("sha256", flat=True))
