"""Customs offices as they are declared; within a batch they are read once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django import forms

from compliance.accounts.models import CustomsOffice

_held: ContextVar[list[CustomsOffice] | None] = ContextVar("held", default=None)


@contextmanager
def same_offices() -> Iterator[None]:
    """Within the block all offices are known from one look."""
    token = _held.set(list(CustomsOffice.objects.order_by("code")))
    try:
        yield
    finally:
        _held.reset(token)


def office_of(code: Any) -> CustomsOffice | None:
    """The office of that code, or None."""
    held = _held.get()
    if held is None:
        return CustomsOffice.objects.filter(code=code).first()
    return next((office for office in held if office.code == code), None)


class OfficeField(forms.ModelChoiceField):
    """A customs office by its key."""

    def to_python(self, value: Any) -> CustomsOffice | None:
        """From the batch's own look where there is one."""
        held = _held.get() or ()
        known = next((office for office in held if str(office.pk) == value), None)
        found: CustomsOffice | None = known or super().to_python(value)
        return found
