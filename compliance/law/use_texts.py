"""Everything a declaration says about who uses the goods and for what, field by field."""

from collections.abc import Iterator

from compliance.law.declaration import Declaration

_OF_STATEMENT = (
    "end_user_name_en",
    "end_user_name_zh",
    "ownership",
    "site_name",
    "business_scope",
    "end_use_detail",
    "product_made",
    "process_step",
    "downstream",
    "importer_name",
)
_OF_LINE = ("name_zh", "name_en", "specification")


def texts_about_use(declaration: Declaration) -> tuple[tuple[str, str], ...]:
    """(field, text) pairs without blanks; a text is given once."""
    found: dict[str, str] = {}
    for name, text in _texts(declaration):
        found.setdefault(text, name)
    return tuple((name, text) for text, name in found.items() if text)


def _texts(declaration: Declaration) -> Iterator[tuple[str, str]]:
    for party in declaration.parties:
        yield from ((party.role, name) for name in party.names)
    for statement in declaration.all_statements:
        yield from ((name, getattr(statement, name)) for name in _OF_STATEMENT)
    for line in declaration.lines:
        yield from ((name, getattr(line, name)) for name in _OF_LINE)
    yield "marks", declaration.marks
    yield "remarks", declaration.remarks
