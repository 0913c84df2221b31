"""Everybody a declaration names, as parties to be looked up in the lists."""

from collections.abc import Iterator

from compliance.law.declaration import Declaration, EndUseStatement, Organisation, Party
from compliance.law.ownership import all_owners

DOMESTIC = ("exporter", "producer", "declarant")


def screened_parties(declaration: Declaration) -> tuple[Party, ...]:
    """Declared parties, then the organisations of the header, then those of the end-use statement
    (end user, importer, signatory, owners) unless declared as parties too; each has its `ref`."""
    declared = {name for party in declaration.parties for name in party.names}
    domestic = (_domestic(role, getattr(declaration, role)) for role in DOMESTIC)
    others = (*domestic, *_of_statements(declaration))
    return (*declaration.parties, *(each for each in others if not declared.issuperset(each.names)))


def _domestic(role: str, organisation: Organisation) -> Party:
    return Party(
        ref=role,
        role=role,
        name_en=organisation.name_en,
        name_zh=organisation.name_zh,
        country="CHN",
        address=organisation.address,
        registration_no=organisation.uscc,
    )


def _of_statements(declaration: Declaration) -> Iterator[Party]:
    """What a later statement says of them alike is said once."""
    told: set[tuple[str, tuple[str, ...]]] = set()
    for place, statement in enumerate(declaration.all_statements, 1):
        ref = f"statement-{place}" if place > 1 else "statement"
        new = [
            each for each in _of_statement(statement, ref) if (each.role, each.names) not in told
        ]
        told |= {(each.role, each.names) for each in new}
        yield from new
    for owner in all_owners(declaration.all_statements):
        yield Party(owner.ref, "owner", owner.name)


def _of_statement(statement: EndUseStatement, ref: str) -> Iterator[Party]:
    yield Party(
        ref=f"{ref}-end-user",
        role="end_user",
        name_en=statement.end_user_name_en,
        name_zh=statement.end_user_name_zh,
        country=statement.country,
        address=statement.address,
        registration_no=statement.registration_no,
    )
    yield Party(f"{ref}-importer", "importer", statement.importer_name)
    yield Party(f"{ref}-signatory", "signatory", statement.signatory_name)
