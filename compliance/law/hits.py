"""Short ways to point at an offending line or header field."""

from compliance.law.declaration import GoodsLine
from compliance.law.rule import Effect, Hit


def on_line(
    line: GoodsLine, field_name: str, *, effect: Effect | None = None, **params: str
) -> Hit:
    """A hit on that field of the line; the line's number is a parameter of the message."""
    named = {"line": str(line.number), **params}
    return Hit(named, line=line.number, field_name=field_name, effect=effect)


def on_field(field_name: str, *, effect: Effect | None = None, **params: str) -> Hit:
    """A hit on a header field or a field of the end-use statement."""
    return Hit(params, field_name=field_name, effect=effect)
