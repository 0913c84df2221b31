"""The OpenAPI document tells of every answer, errors included."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

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
ERRORS: dict[str, tuple[str, dict[str, Any]]] = {
    "400": ("What is wrong, by field", BY_FIELD),
    "401": ("No token, or one that opens nothing", SENTENCE),
    "403": ("Not for this role or token", SENTENCE),
    "404": ("There is no such thing, or not for you", SENTENCE),
    "406": ("No such form of answer", SENTENCE),
    "409": ("Not possible now; the sentence says why", SENTENCE),
    "412": ("Changed since you read it", SENTENCE),
    "413": ("Larger than any declaration", SENTENCE),
    "415": ("Not a kind of body that is read here", SENTENCE),
    "428": ("Send If-Match", SENTENCE),
    "429": ("Too many requests; see Retry-After", SENTENCE),
}
KEY = OpenApiParameter(
    HEADER, str, OpenApiParameter.HEADER, description="The same key again is done once."
)
ALWAYS = {"401", "403", "406", "429"}
WITH_BODY = {"400", "409", "413", "415"}


class Schema(AutoSchema):
    """drf-spectacular's description plus what can go wrong, and the key of a request."""

    def get_override_parameters(self) -> list[Any]:
        """Deeds of a view that takes keys may have one."""
        keys = getattr(self.view, "takes_keys", False) and self.method == "POST"
        return [KEY] if keys else []

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        """The good answers as declared, then the errors this operation can give."""
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for code in sorted(self._codes()):
            description, schema = ERRORS[code]
            content = {"application/json": {"schema": schema}}
            bodies.setdefault(code, {"description": description, "content": content})
        return bodies

    def _codes(self) -> set[str]:
        codes = set(ALWAYS)
        if self.method in ("POST", "PUT"):
            codes |= WITH_BODY
        if "{" in self.path:
            codes |= {"404", "409"}
        if self.method == "PUT":
            codes |= {"412", "428"}
        return codes
