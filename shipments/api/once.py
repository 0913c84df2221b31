"""Idempotency-Key: a request that is sent again, because its answer was lost, is done once.

The key, what was asked and what was answered are stored in the transaction of the deed itself. What
was refused is not kept: it may be sent again, corrected, under the same key.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from compliance import clock
from compliance.accounts.models import User
from compliance.paper_files import sha256_of as sha256_of_file
from shipments.models import RequestKey

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST_KEY = 80
KEPT = timedelta(days=2)
Method = Callable[..., Response]


class OtherRequest(APIException):
    """422: the key was used for something else."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = gettext_lazy("This Idempotency-Key was used for another request.")
    default_code = "other_request"


def once(method: Method) -> Method:
    """The method of a view, done once for each key of a person; without a key as often as asked."""

    @wraps(method)
    def guarded(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "")
        if not key:
            return method(view, request, *args, **kwargs)
        if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
            sentence = _("A key has at most %(most)s plain characters.")
            raise ValidationError({HEADER: [sentence % {"most": LONGEST_KEY}]})
        with transaction.atomic():
            return _kept(request, key, lambda: method(view, request, *args, **kwargs))

    guarded.takes_key = True  # the description says so
    return guarded


def _kept(request: Request, key: str, answer: Callable[[], Response]) -> Response:
    """A second request at the same time waits for the first one's transaction."""
    digest, person = _digest(request), cast(User, request.user)
    RequestKey.objects.filter(user=person, at__lt=clock.now() - KEPT).delete()
    row, is_new = RequestKey.objects.get_or_create(
        user=person, key=key, defaults={"digest": digest}
    )
    if not is_new:
        if row.digest != digest:
            raise OtherRequest
        return Response(row.body, status=row.status, headers={**row.headers, REPLAYED: "true"})
    given = answer()
    row.status = given.status_code
    row.body = json.loads(JSONRenderer().render(given.data) or b"null")
    row.headers = {"ETag": given["ETag"]} if "ETag" in given else {}
    row.save(update_fields=["status", "body", "headers"])
    return given


def _digest(request: Request) -> str:
    data = request.data
    told = dict(data.lists()) if isinstance(data, QueryDict) else data
    plain = json.dumps(told, sort_keys=True, ensure_ascii=False, default=_plain)
    return sha256(f"{request.method} {request.path}\n{plain}".encode()).hexdigest()


def _plain(value: Any) -> str:
    """A file is known by its bytes."""
    return sha256_of_file(value) if isinstance(value, UploadedFile) else str(value)
