"""WSGI entry point for gunicorn."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")

_application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - every view is read before gunicorn's processes part


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site. Django reads the type of the body before anything that could answer 400 for it."""
    try:
        parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    except (ValueError, LookupError):
        environ["CONTENT_TYPE"] = ""
    return _application(environ, start_response)
