"""Bodies of the API, measured before anything is made of them: bytes, depth, repeated parts; and
whether every text can be kept."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import JSONParser

from compliance import limits
from compliance.ui.unreadable import can_be_kept

STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
BRACKET = re.compile(rb"[\[\]{}]")
DEEPEST = 10
MOST = {"lines": limits.GOODS_LINES, "parties": limits.PARTIES}


class TooLarge(APIException):
    """413: more than a declaration can be."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("The request is larger than any declaration.")
    default_code = "too_large"


class BoundedJSONParser(JSONParser):
    """JSON of at most limits.BODY_BYTES, nested at most limits.BODY_DEPTH deep and no deeper than
    any shape here, as the forms of the pages could have sent it."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The parsed body. Raises TooLarge or ParseError before parsing, and ParseError where it is
        broken, too deep or has unkeepable letters."""
        body = stream.read(limits.BODY_BYTES + 1)
        if len(body) > limits.BODY_BYTES:
            raise TooLarge
        if depth_of(body) > limits.BODY_DEPTH:
            raise ParseError(_("The JSON is nested too deeply."))
        try:
            value = super().parse(io.BytesIO(body), media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_too_deep()) from error
        if not all(map(can_be_kept, _texts(value))):
            raise ParseError(_("The text contains characters that cannot be stored."))
        return value


def depth_of(body: bytes) -> int:
    """How deep the brackets of that JSON text are nested; what stands in strings does not count."""
    depth = deepest = 0
    for found in BRACKET.finditer(STRING.sub(b"", body)):
        depth += 1 if found.group() in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def check_counts(content: Any) -> None:
    """Raise ValidationError, by field, where a repeated part has more rows than it may."""
    if isinstance(content, Mapping):
        errors = dict(_excesses(content))
        if errors:
            raise ValidationError(errors)


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


def _excesses(content: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name, value in content.items():
        most = MOST.get(name, limits.ROWS)
        if isinstance(value, list) and len(value) > most:
            yield name, [_("At most %(most)s rows are taken here.") % {"most": most}]
        elif isinstance(value, list):
            inner = (found for row in value if isinstance(row, Mapping) for found in _excesses(row))
            yield from ((name, sentences) for _inner_name, sentences in inner)
