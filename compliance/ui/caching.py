"""Nothing that a person or program gets from here is kept by a browser or proxy."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin


class NoStoreMiddleware(MiddlewareMixin):
    """`Cache-Control: private, no-store` on every answer of a view; static files come before."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        patch_cache_control(response, private=True, no_store=True)
        return response
