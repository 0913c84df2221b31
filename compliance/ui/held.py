"""Keeps what somebody typed into a form while the session had ended.

The fields travel signed in the sign-in page; after sign-in they wait in the session until the
page they belong to takes them. Files, tokens and passwords are never kept.
"""

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


def pack(request: HttpRequest) -> str:
    """The posted fields, signed and dated; "" when there are none or they exceed 200 KB."""
    fields = _fields(request)
    if not fields or len(fields) > MOST_BYTES:
        return ""
    return signing.dumps([request.path, fields], salt=SALT, compress=True)


def unpack(request: HttpRequest, packed: str, page: str) -> None:
    """Put a packed post into the session; ignores what is forged or older than an hour.

    `page` is where the person goes on. A mere button there posts elsewhere: it has to be pressed
    again, and the person is told so.
    """
    try:
        path, fields = signing.loads(packed, salt=SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return
    _keep(request, path, fields)
    if urlsplit(page).path != path:
        messages.warning(
            request,
            _("You had been signed out before this was done. Look at the page and press again."),
        )


def keep(request: HttpRequest) -> bool:
    """Put the fields of this very request into the session; False when there is nothing to keep."""
    fields = _fields(request)
    if not fields or len(fields) > MOST_BYTES:
        return False
    _keep(request, request.path, fields)
    return True


def take_held_post(request: HttpRequest, path: str = "") -> QueryDict | None:
    """What was typed for `path` (default: this page), once, with a message for the reader.

    Call it while showing a form; bind the form to what it returns.
    """
    posts = request.session.get(SESSION_KEY, {})
    wanted = path or request.path
    if request.method != "GET" or wanted not in posts:
        return None
    fields = posts.pop(wanted)
    request.session[SESSION_KEY] = posts
    messages.warning(
        request,
        _("You had been signed out. What you typed is still here: check it and save."),
    )
    return QueryDict(fields)


def _fields(request: HttpRequest) -> str:
    kept = request.POST.copy()
    for name in request.POST:
        if any(word in name for word in NEVER_KEPT):
            del kept[name]
    return kept.urlencode()


def _keep(request: HttpRequest, path: str, fields: str) -> None:
    posts = request.session.get(SESSION_KEY, {})
    posts.pop(path, None)
    newest = [*posts.items(), (path, fields)][-MOST_POSTS:]
    request.session[SESSION_KEY] = dict(newest)
