"""Keeps what somebody typed into a form while the session had ended or the language changed.

The fields wait in the session until the page they belong to takes them; through a sign-in they
travel signed in its page. Files, tokens and passwords are never kept.
"""

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

MOST_BYTES = 200 * 1024
MOST_POSTS = 3
MOST_SECONDS = 3600
SALT = "gate49.held-post"
SESSION_KEY = "held_posts"
NEVER_KEPT = ("csrfmiddlewaretoken", "password")


class KeptPost(QueryDict):
    """Kept fields, as a form is bound to them.

    When `is_judged` is False nobody asked for a verdict: the form shows no mistakes yet.
    """

    is_judged = True


def is_unjudged(data: Any) -> bool:
    """Whether a form bound to the data shall say nothing about mistakes."""
    return isinstance(data, KeptPost) and not data.is_judged


def pack(request: HttpRequest) -> str:
    """The posted fields, signed and dated; "" when there are none or they exceed 200 KB."""
    fields = _fields(request)
    return signing.dumps([request.path, fields], salt=SALT, compress=True) if fields else ""


def unpack(request: HttpRequest, packed: str, page: str) -> None:
    """Put a packed post into the session; ignores what is forged or older than an hour.

    `page` is where the person goes on. A mere button there posts elsewhere: it has to be pressed
    again, and the person is told so.
    """
    try:
        path, fields = signing.loads(packed, salt=SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return
    _keep(request, path, fields, is_lost_session=True)
    if urlsplit(page).path != path:
        messages.warning(
            request,
            _("You had been signed out before this was done. Look at the page and press again."),
        )


def keep(request: HttpRequest) -> bool:
    """Put the fields of this very request into the session; False when there is nothing to keep."""
    fields = _fields(request)
    if fields:
        _keep(request, request.path, fields, is_lost_session=True)
    return bool(fields)


def hold(request: HttpRequest, path: str, *, is_judged: bool, leave_out: Iterable[str]) -> None:
    """Let the fields of this request wait for the page at `path`, without a message there."""
    fields = _fields(request, leave_out)
    if fields:
        _keep(request, path, fields, is_judged=is_judged)


def take_kept_post(request: HttpRequest, path: str = "") -> KeptPost | None:
    """What was typed for `path` (default: this page), once; a message after a lost session.

    Call it while showing a form; bind the form to what it returns.
    """
    posts = request.session.get(SESSION_KEY, {})
    wanted = path or request.path
    if request.method != "GET" or wanted not in posts:
        return None
    kept = posts.pop(wanted)
    request.session[SESSION_KEY] = posts
    if kept["is_lost_session"]:
        messages.warning(
            request,
            _("You had been signed out. What you typed is still here: check it and save."),
        )
    post = cast(KeptPost, KeptPost(kept["fields"]))
    post.is_judged = kept["is_judged"]
    return post


def typed_in(request: HttpRequest) -> QueryDict | None:
    """What a form of this page is bound to: the post, or one that was kept."""
    return request.POST if request.method == "POST" else take_kept_post(request)


def typed_fields(data: QueryDict, leave_out: Iterable[str] = ()) -> str:
    """The fields as they were typed, without what is never kept."""
    kept = data.copy()
    for name in data:
        if name in leave_out or any(word in name for word in NEVER_KEPT):
            del kept[name]
    return kept.urlencode()


def _fields(request: HttpRequest, leave_out: Iterable[str] = ()) -> str:
    """As typed; "" for more than is kept."""
    fields = typed_fields(request.POST, leave_out)
    return fields if len(fields) <= MOST_BYTES else ""


def _keep(
    request: HttpRequest,
    path: str,
    fields: str,
    *,
    is_judged: bool = True,
    is_lost_session: bool = False,
) -> None:
    posts = request.session.get(SESSION_KEY, {})
    posts.pop(path, None)
    kept = {"fields": fields, "is_judged": is_judged, "is_lost_session": is_lost_session}
    newest = [*posts.items(), (path, kept)][-MOST_POSTS:]
    request.session[SESSION_KEY] = dict(newest)
