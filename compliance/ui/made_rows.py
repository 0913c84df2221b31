"""Rows that the form of a page has made: a double click makes one, going back corrects it.

The page of a new row carries a random token. Which row was made from it is remembered for a day, so
that whoever goes back and saves again changes that row instead of adding another.
"""

import hashlib
from typing import Any

from django.core.cache import cache
from django.db import models
from django.http import QueryDict

DOUBLE_CLICK_SECONDS = 60
GOING_BACK_SECONDS = 86_400
OWNERS = ("exporter_id", "shipment_id", "end_user_id")


def press_of(data: Any, files: Any) -> str:
    """Names this sending of this very page; "" where nothing was sent by a page."""
    if not isinstance(data, QueryDict):
        return ""
    sent = [(name, file.name, file.size) for name, file in (files or {}).items()]
    body = f"{data.urlencode()} {sent}"
    return f"made:{hashlib.sha256(body.encode()).hexdigest()}"


def remember(data: Any, files: Any, row: models.Model, token: str) -> None:
    """Let a second click find the new row, and a corrected page too; `token` is its content."""
    press = press_of(data, files)
    if press:
        cache.set(press, row.pk, DOUBLE_CLICK_SECONDS)
        cache.set(_page_of(data), (row.pk, token), GOING_BACK_SECONDS)


def made_by_press(data: Any, files: Any, new: models.Model) -> models.Model | None:
    """The row that an earlier click on the same button made."""
    press = press_of(data, files)
    pk = cache.get(press) if press else None
    return _row(new, pk) if pk else None


def made_by_page(data: Any, files: Any, new: Any) -> tuple[models.Model, str] | None:
    """The row made from the page before what is typed now was changed, and its content then."""
    if not isinstance(data, QueryDict) or new is None or new.pk is not None:
        return None
    kept = cache.get(_page_of(data)) if data.get("stored") else None
    if not kept or cache.get(press_of(data, files)):
        return None
    row = _row(new, kept[0])
    return (row, kept[1]) if row and _owner(row) == _owner(new) else None


def _page_of(data: QueryDict) -> str:
    return f"page:{hashlib.sha256(data.get('stored', '').encode()).hexdigest()}"


def _row(new: models.Model, pk: Any) -> models.Model | None:
    return type(new)._default_manager.filter(pk=pk).first()


def _owner(row: models.Model) -> Any:
    """Whose row it is, by the first such column it has."""
    return next(getattr(row, name) for name in OWNERS if hasattr(row, name))
