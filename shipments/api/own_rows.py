"""Rows that an exporter keeps, over the API: listed, read, added, replaced as a whole.

The forms of the pages check and save them; a program that replaces a row says which one it read.
"""

from collections.abc import Mapping
from functools import reduce
from hashlib import sha256
from operator import getitem
from types import new_class
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from compliance.refusals import Conflict
from compliance.ui.row_forms import EditForm
from shipments.api.known import KnownFilters, checked_body, valid
from shipments.api.once import once
from shipments.api.pages import NewestFirst
from shipments.api.permissions import IsExporter
from shipments.api.preconditions import IF_MATCH, check_tags, told_tags
from shipments.declare.entries import save_entry
from shipments.declare.intake import form_data

DIGITS = 16
ROW_ID: Mapping[str, int] = {"min_value": 1, "max_value": 2**63 - 1}
"""How a field names another row by its id; whether it is one's own, the form judges."""
Body = Mapping[str, Any]


class Replacing(EditForm):
    """A form over a whole row, that takes the place of the row as it was read: nothing is merged.

    `tags` are those of If-Match.
    """

    tags: frozenset[str] = frozenset()

    def check_unchanged(self) -> None:
        """Raise PreconditionFailed for a row that is not as it was read, Conflict for none. Called
        with the row locked."""
        if self.instance.pk is None:
            return
        row = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        if row is None:
            raise Conflict(_("This was removed meanwhile, perhaps in another tab."))
        check_tags(self.tags, self.tag_of(row))

    def tag_of(self, row: models.Model) -> str:
        """The ETag of the row as it stands: of what this form writes."""
        return f'"{row.pk}-{sha256(self.token_of(row).encode()).hexdigest()[:DIGITS]}"'


def replacing(form: type[EditForm]) -> Any:
    """The form of a page, made Replacing."""
    return new_class(f"Replacing{form.__name__}", (Replacing, form))


class OwnRows(KnownFilters, mixins.ListModelMixin, GenericViewSet[Any]):
    """What is the same for all of them. `form` is that of the pages, replacing."""

    permission_classes = (IsExporter,)
    pagination_class = NewestFirst
    lookup_value_regex = r"\d{1,18}"
    filters: ClassVar[tuple[str, ...]] = ("cursor",)
    form: ClassVar[Any]

    def get_queryset(self) -> Any:
        """Own ones; anything else is 404."""
        return self.queryset.model.objects.visible_to(self.request.user)

    @once
    def create(self, request: Request) -> Response:
        """Add one."""
        content = self.taken(request)
        saved = self.saved(self.bound(content, self.new_row()))
        return self.told(saved, status.HTTP_201_CREATED)

    def retrieve(self, request: Request, pk: str) -> Response:
        """One of them. Its ETag says which content you have read."""
        return self.told(self.get_object())

    @extend_schema(parameters=[IF_MATCH])
    def update(self, request: Request, pk: str) -> Response:
        """Replace the one whose ETag you give as If-Match."""
        row, tags = self.get_object(), told_tags(request)
        form = self.bound(self.taken(request), row)
        form.tags = tags
        return self.told(self.saved(form))

    def taken(self, request: Request) -> Body:
        """What was sent, by the names of the shape. Raises ValidationError by field."""
        shape = self.get_serializer_class()
        return plain(shape, checked_body(shape, request))

    def new_row(self) -> Any:
        """An empty row of the exporter."""
        return self.queryset.model(exporter=self.request.user.exporter)

    def bound(self, content: Body, row: Any) -> Any:
        """The form filled in with the content, without a mistake."""
        return valid(self.form(form_data(content), instance=row))

    def saved(self, form: Any) -> Any:
        """The row, stored."""
        return save_entry(form, form.instance.exporter)

    def told(self, row: Any, code: int = status.HTTP_200_OK) -> Response:
        """The row as the shape gives it, with its ETag."""
        shape = self.get_serializer_class()(row, context=self.get_serializer_context())
        answer = Response(shape.data, status=code)
        answer["ETag"] = self.form(instance=row).tag_of(row)
        return answer


class Removable:
    """Rows of which nothing else hangs: they can be taken out."""

    @extend_schema(responses={204: None})
    def destroy(self: Any, request: Request, pk: str) -> Response:
        """Take it out; declarations keep their copies."""
        self.get_object().delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


def plain(shape: type[BaseSerializer], sent: Body) -> Body:
    """What was sent as values of the shape, without what it only gives."""
    serializer: Any = shape(data=sent)
    serializer.is_valid(raise_exception=True)
    taken = serializer.validated_data
    fields = {field.field_name: field for field in serializer._writable_fields}
    return {
        name: reduce(getitem, field.source_attrs, taken)  # it may stand within that of another
        for name, field in fields.items()
        if field.source_attrs[0] in taken
    }
