"""Names that nobody reads are refused by name: a misspelt field or filter is no silent default."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer, ListSerializer, Serializer

from shipments.api.bounds import check_counts

F = TypeVar("F", bound=BaseForm)
ECHOED: Mapping[str, frozenset[str]] = {
    "parties": frozenset({"ref"}),
    "lines": frozenset({"number"}),
}
"""What the API gives and may be given back, though it is counted anew."""


def refuse_unknown_fields(shape: BaseSerializer, data: Any) -> None:
    """Raise ValidationError, nested like the data, where it has fields the shape does not."""
    found = _unknown(shape, data, frozenset())
    if found:
        raise ValidationError(found)


def refuse_fields(request: Request) -> None:
    """Raise ValidationError where a body was sent that has any field."""
    refuse_unknown_fields(Serializer(), request.data)


def values_of(shape: type[BaseSerializer], request: Request) -> dict[str, Any]:
    """What was sent as values of the shape. Raises ParseError or ValidationError."""
    serializer = shape(data=checked_body(shape, request))
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def checked_body(shape: type[BaseSerializer], request: Request) -> Mapping[str, Any]:
    """What was sent. Raises ParseError or ValidationError for what is no object of that shape."""
    check_counts(request.data)
    if not isinstance(request.data, Mapping):
        shape(data=request.data).is_valid(raise_exception=True)
    refuse_unknown_fields(shape(), request.data)
    return request.data


def _unknown(shape: BaseSerializer, data: Any, echoed: frozenset[str]) -> dict[str, Any]:
    if not isinstance(data, Mapping) or not isinstance(shape, Serializer):
        return {}
    known = {*shape.fields, *echoed}
    found: dict[str, Any] = {name: [_no_such(name)] for name in data if name not in known}
    for name, field in shape.fields.items():
        rows = data.get(name)
        if isinstance(field, ListSerializer) and isinstance(rows, list) and field.child:
            inner = [_unknown(field.child, row, ECHOED.get(name, frozenset())) for row in rows]
            found |= {name: inner} if any(inner) else {}
    return found


def _no_such(name: str) -> str:
    return _("There is no field %(name)s.") % {"name": str(name)[:80]}


class KnownFilters:
    """A view that refuses filters it does not know. `filters` are those of its list, or of an
    action that names its own."""

    filters: ClassVar[tuple[str, ...]] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raise ValidationError by name, once it is clear who asks."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        wrong = dict(self._wrong(request))
        if wrong:
            raise ValidationError(wrong)

    def _wrong(self, request: Request) -> Iterator[tuple[str, list[str]]]:
        is_list = getattr(self, "action", "list") == "list" or "filters" in vars(self)
        known = self.filters if is_list else ()
        for name in request.query_params:
            if name not in known:
                sentence = _("There is no filter %(name)s here.")
                yield name, [sentence % {"name": name[:80]}]


def uploaded(form: type[BaseForm], request: Request) -> UploadedFile:
    """The file sent as `upload`, which is the `file` of that form. Raises ValidationError."""
    judged = form({}, {"file": request.FILES.get("upload")})
    if not judged.is_valid():
        raise ValidationError({"upload": list(judged.errors["file"])})
    return judged.cleaned_data["file"]


def valid(form: F) -> F:
    """The bound form. ValidationError by field, with the sentences of the pages."""
    if not form.is_valid():
        raise ValidationError(dict(form.errors.items()))
    return form
