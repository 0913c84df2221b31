"""The OpenAPI document tells of every answer, errors included."""

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from drf_spectacular.utils import OpenApiParameter
from rest_framework.serializers import FileField, Serializer

from shipments.api.once import HEADER

SENTENCE = {
    "type": "object",
    "properties": {"detail": {"type": "string"}},
    "required": ["detail"],
}
BY_FIELD = {
    "type": "object",
    "description": "Sentences by field, nested like the request; or `detail`, or `problems`.",
    "additionalProperties": {},
}
COMPONENTS = {"Refusal": SENTENCE, "Mistakes": BY_FIELD}
REFUSAL, MISTAKES = ({"$ref": f"#/components/schemas/{name}"} for name in COMPONENTS)
ERRORS: dict[str, tuple[str, dict[str, str]]] = {
    "400": ("What is wrong, by field", MISTAKES),
    "401": ("No token, or one that opens nothing", REFUSAL),
    "403": ("Not for this role or token", REFUSAL),
    "404": ("There is no such thing, or not for you", REFUSAL),
    "406": ("No such form of answer", REFUSAL),
    "409": ("Not possible now; the sentence says why", REFUSAL),
    "412": ("Changed since you read it", REFUSAL),
    "413": ("Larger than any declaration", REFUSAL),
    "415": ("Not a kind of body that is read here", REFUSAL),
    "422": ("This key was used for another request", REFUSAL),
    "428": ("Send If-Match", REFUSAL),
    "429": ("Too many requests; see Retry-After", REFUSAL),
}
KEY = OpenApiParameter(
    HEADER, str, OpenApiParameter.HEADER, description="The same key again is done once."
)
JSON, MULTIPART = "application/json", "multipart/form-data"
ALWAYS = {"401", "403", "406", "429"}
WITH_BODY = {"400", "409", "413", "415"}


class KeptGenerator(SchemaGenerator):
    """Describes the API once for each language: anybody may ask for it, and it takes a second."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        """The description for all, whoever asks."""
        return described(get_language() or "")


@lru_cache(maxsize=4)
def described(_language: str) -> dict[str, Any]:
    """The whole API in the language that is active; it does not change while the process lives."""
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


class Schema(AutoSchema):
    """drf-spectacular's description plus what can go wrong, and the key of a request."""

    def get_override_parameters(self) -> list[Any]:
        """What is done once for each key says so."""
        return [KEY] if self._takes_key() else []

    def map_parsers(self) -> list[str]:
        """One kind of body an operation: files come as multipart, everything else as JSON."""
        kinds: list[str] = super().map_parsers()
        wanted = MULTIPART if self._takes_files() else JSON
        return [wanted] if wanted in kinds else kinds

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        """The good answers as declared, then the errors this operation can give."""
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for code in sorted(self._codes()):
            description, schema = ERRORS[code]
            content = {"application/json": {"schema": schema}}
            bodies.setdefault(code, {"description": description, "content": content})
        return bodies

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        """Its fields are made anew: one that a view declares would keep the labels of the language
        that was described first."""
        vars(serializer).pop("fields", None)
        return super()._map_basic_serializer(serializer, direction)

    def _takes_files(self) -> bool:
        shape = force_instance(self.get_request_serializer())
        fields = shape.fields.values() if isinstance(shape, Serializer) else ()
        kinds = (getattr(field, "child", field) for field in fields)
        return any(isinstance(kind, FileField) for kind in kinds)

    def _takes_key(self) -> bool:
        name = getattr(self.view, "action", None) or self.method.lower()
        return hasattr(getattr(self.view, name, None), "takes_key")

    def _codes(self) -> set[str]:
        codes = set(ALWAYS)
        if self._takes_key():
            codes.add("422")
        if self.method in ("POST", "PUT"):
            codes |= WITH_BODY
        if "{" in self.path:
            codes |= {"404", "409"}
        if self.method == "PUT":
            codes |= {"412", "428"}
        return codes


def with_errors(result: dict[str, Any], **_others: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: the shapes of errors, that every operation shares."""
    result["components"]["schemas"] |= COMPONENTS
    return result
