"""JSON bodies whose every text can be kept, and that are nested no deeper than any shape here."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from compliance.ui.unreadable import can_be_kept

DEEPEST = 10


class PlainJSONParser(JSONParser):
    """JSON as the forms of the pages could have sent it."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value. Raises ParseError where it is broken, too deep or has unkeepable letters."""
        try:
            value = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_too_deep()) from error
        for text in _texts(value):
            if not can_be_kept(text):
                raise ParseError(_("The text contains characters that cannot be stored."))
        return value


def _texts(value: Any) -> Iterator[str]:
    """All texts in it, names of fields too; level by level, since recursion may run out."""
    level = [value]
    for _depth in range(DEEPEST):
        yield from (each for each in level if isinstance(each, str))
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return
    raise ParseError(_too_deep())


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def _too_deep() -> str:
    return _("The content is nested too deeply.")
