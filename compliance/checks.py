"""Checks of one's own: what an installation lacks before anybody notices on a paper or a page.

`manage.py check` looks at settings and the kernel, `--deploy` also at fonts and folders, and
`--database default` asks the database and the broker.
"""

import os
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.urls import URLPattern, URLResolver, get_resolver

LOCAL = {"127.0.0.1", "localhost", "::1", "[::1]", "testserver"}
FONT = "Noto Sans CJK SC"
BROKER_SECONDS = 3


@register(Tags.urls)
def site_address(**_kwargs: Any) -> list[CheckMessage]:
    """The QR codes of papers lead to SITE_URL for as long as the papers exist."""
    address = urlsplit(settings.SITE_URL)
    hint = "Set GATE49_SITE_URL to the address people use, such as https://gate49.example."
    if address.scheme not in ("http", "https") or not address.hostname:
        return [Error(f"{settings.SITE_URL!r} is no address.", hint=hint, id="gate49.E001")]
    is_local = set(settings.ALLOWED_HOSTS) <= LOCAL and not settings.HTTPS
    if address.hostname in LOCAL and not is_local:
        told = f"Papers would carry QR codes to {settings.SITE_URL}, which only this machine opens."
        return [Error(told, hint=hint, id="gate49.E001")]
    return []


@register(Tags.compatibility)
def kernel(**_kwargs: Any) -> list[CheckMessage]:
    """Names are compared many times faster by the kernel; without it everything still works."""
    from compliance.parties.matching import native

    if native.is_switched_off() or native.is_usable():
        return []
    told = "The matching kernel is missing or of another source: names are compared more slowly."
    return [checks.Warning(told, hint="Run script/bootstrap.", id="gate49.W001")]


@register(Tags.security)
def readers(**_kwargs: Any) -> list[CheckMessage]:
    """Every address says for whom it is: what nobody thought of is open to nobody."""
    from compliance.accounts.roles import says_for_whom

    hint = "Guard the view by for_roles or for_everybody (compliance.accounts.roles)."
    return [
        Error(f"The page {name!r} does not say for whom it is.", hint=hint, id="gate49.E006")
        for name, view in _views(get_resolver())
        if not (_has_permissions(view) if hasattr(view, "cls") else says_for_whom(view))
    ]


@register(Tags.files, deploy=True)
def fonts(**_kwargs: Any) -> list[CheckMessage]:
    """A paper without this font would show boxes for Chinese."""
    if any(FONT.replace(" ", "-") in name for name in _fonts_of_a_page()):
        return []
    hint = "Install fonts-noto-cjk."
    return [Error(f"The font {FONT} of the papers is not found.", hint=hint, id="gate49.E002")]


@register(Tags.files, deploy=True)
def folders(**_kwargs: Any) -> list[CheckMessage]:
    """Papers and name indexes are written into folders that exist or can be made, documents into a
    bucket that answers."""
    from compliance.document_store.standing import fault_of_store

    named = {"GATE49_MEDIA": settings.MEDIA_ROOT, "GATE49_LIST_SNAPSHOTS": settings.LIST_SNAPSHOTS}
    found: list[CheckMessage] = [
        Error(f"{folder} cannot be written to.", hint=f"See {name}.", id="gate49.E003")
        for name, folder in named.items()
        if not os.access(_existing(Path(folder)), os.W_OK | os.X_OK)
    ]
    if settings.DOCUMENTS and (fault := fault_of_store()):
        told = f"Documents cannot be kept: {fault}"
        found.append(Error(told, hint="See GATE49_DOCUMENTS.", id="gate49.E003"))
    return found


@register(Tags.files)
def documents(**_kwargs: Any) -> list[CheckMessage]:
    """Documents are kept where the address says, and nowhere else."""
    from compliance.document_store.address import BadAddress, read_address

    try:
        read_address(settings.DOCUMENTS)
    except BadAddress as error:
        told = f"GATE49_DOCUMENTS is no place for documents: {error}."
        hint = "Give a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST (docs/operations.md)."
        return [Error(told, hint=hint, id="gate49.E007")]
    return []


@register(Tags.database)
def first_policy(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> Iterator[CheckMessage] | list[CheckMessage]:
    """Without a policy in force nothing can be screened."""
    from compliance.policy.models import PolicyVersion

    if not databases:
        return []
    try:
        is_there = PolicyVersion.objects.filter(state="signed").exists()
    except DatabaseError:  # before the first migration
        return []
    hint = "The migrations make policy 1: was its row removed?"
    return [] if is_there else [Error("There is no policy.", hint=hint, id="gate49.E004")]


@register(Tags.database)
def broker(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Nothing is screened or printed while Redis does not answer."""
    from redis import Redis
    from redis.exceptions import RedisError

    if not databases:
        return []
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=BROKER_SECONDS) as client:
            client.ping()
    except RedisError as error:
        told = f"The broker does not answer: {error}"
        return [Error(told, hint="Start Redis, or mend REDIS_URL.", id="gate49.E005")]
    return []


def _fonts_of_a_page() -> Iterator[str]:
    from pypdf import PdfReader
    from weasyprint import HTML

    page = HTML(string=f'<html lang="zh" style="font-family: {FONT}">铟').write_pdf()
    resources: Any = PdfReader(BytesIO(page)).pages[0]["/Resources"]
    for font in resources["/Font"].values():
        yield str(font.get_object()["/BaseFont"])


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)


def _views(resolver: URLResolver) -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield str(each.name or each.pattern), each.callback
        else:
            yield from _views(each)


def _has_permissions(view: Any) -> bool:
    """Of a class of the API: its own permissions, not merely the ones that all would inherit."""
    own = (each for each in view.cls.__mro__ if not each.__module__.startswith("rest_framework"))
    return any({"permission_classes", "get_permissions"} & vars(each).keys() for each in own)
