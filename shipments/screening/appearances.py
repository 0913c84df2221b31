"""Who stood in which shipment, in what role and under which name: one row for each name, so that a
party's whole history is one look-up."""

from collections.abc import Iterator
from typing import Any

from compliance.law.declaration import Declaration
from compliance.law.screened import screened_parties
from compliance.parties.names import name_key
from shipments.models import Appearance, DeclaredName, Revision
from shipments.screening.dismissals import party_digest


def note_appearances(revision: Revision, declaration: Declaration) -> None:
    """Everybody the revision names. Noting it again changes nothing."""
    keep_appearances(appearance_rows(revision, declaration))


def appearance_rows(revision: Revision, declaration: Declaration) -> list[Appearance]:
    """The same as unsaved rows."""
    return [
        Appearance(shipment_id=revision.shipment_id, revision=revision, **fields)
        for fields in appearances_of(declaration)
    ]


def keep_appearances(rows: list[Appearance]) -> None:
    """Store them, and each key of a name once."""
    Appearance.objects.bulk_create(rows, ignore_conflicts=True)
    keys = sorted(
        {row.name_key for row in rows}
    )  # in one order, so that no two wait for each other
    DeclaredName.objects.bulk_create(map(DeclaredName, keys), ignore_conflicts=True)


def appearances_of(declaration: Declaration) -> Iterator[dict[str, Any]]:
    """The fields of a row for each name of each party; owners and signatories included."""
    for party in screened_parties(declaration):
        digest = party_digest(party)
        for name in party.names:
            if key := name_key(name):
                yield {
                    "ref": party.ref,
                    "role": party.role,
                    "name": name,
                    "name_key": key,
                    "country": party.country,
                    "registration_no": party.registration_no,
                    "party_digest": digest,
                }
