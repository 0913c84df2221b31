"""Everybody a declaration names, as parties to be looked up in the lists."""

from collections.abc import Iterator

from compliance.law.declaration import Declaration, Organisation, Party
from compliance.law.ownership import owners_of


def screened_parties(declaration: Declaration) -> tuple[Party, ...]:
    """Declared parties, then the organisations of the header, then those of the end-use statement
    (end user, importer, signatory, owners) unless declared as parties too; each has its `ref`."""
    declared = {name for party in declaration.parties for name in party.names}
    others = (*_organisations(declaration), *_of_statement(declaration))
    return (*declaration.parties, *(each for each in others if not declared.issuperset(each.names)))


def _organisations(declaration: Declaration) -> Iterator[Party]:
    yield _domestic("exporter", declaration.exporter)
    yield _domestic("producer", declaration.producer)
    yield _domestic("declarant", declaration.declarant)


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


def _of_statement(declaration: Declaration) -> Iterator[Party]:
    statement = declaration.statement
    if statement is None:
        return
    yield Party(
        ref="statement-end-user",
        role="end_user",
        name_en=statement.end_user_name_en,
        name_zh=statement.end_user_name_zh,
        country=statement.country,
        address=statement.address,
        registration_no=statement.registration_no,
    )
    yield Party("statement-importer", "importer", statement.importer_name)
    yield Party("statement-signatory", "signatory", statement.signatory_name)
    for owner in owners_of(statement):
        yield Party(owner.ref, "owner", owner.name)
