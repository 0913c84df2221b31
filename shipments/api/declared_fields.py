"""Fields of the API as the dictionary describes them.

Codes are told with their table, text with its width; neither is checked here, because the forms
spell a value before they judge it.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from drf_spectacular.drainage import set_override
from drf_spectacular.plumbing import list_hash
from rest_framework import serializers

from compliance.declared.field import Field

MOST_CODES = 300


class DeclaredText(serializers.CharField):
    """A declared text or code; a code's name is understood too."""

    def __init__(self, *, entry: Field, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        set_override(self, "field", _schema(entry, may_be_blank=self.allow_blank))


class DeclaredSerializer(serializers.ModelSerializer):
    """A model's serializer whose columns are declared fields."""

    dictionary: ClassVar[Mapping[str, Field]]

    def build_standard_field(self, field_name: str, model_field: models.Field) -> Any:
        """Text and codes by the dictionary, the rest by the column."""
        kind, kwargs = super().build_standard_field(field_name, model_field)
        entry = self.dictionary.get(field_name)
        if entry is None or not issubclass(kind, serializers.CharField):
            return kind, kwargs
        kept = {name: value for name, value in kwargs.items() if name != "max_length"}
        return DeclaredText, {**kept, "entry": entry}


def _schema(entry: Field, *, may_be_blank: bool) -> dict[str, Any]:
    if entry.table is None or entry.is_open:
        return {"type": "string", **({"maxLength": entry.width} if entry.width else {})}
    if len(entry.table) > MOST_CODES:
        return {"type": "string", "description": f"A code of {entry.table.name}."}
    codes = [row.code for row in entry.table]
    return {
        "type": "string",
        "enum": [*codes, *([""] if may_be_blank else [])],
        "x-spec-enum-id": list_hash(entry.table.pairs()),
    }
