"""Who asks over the API: the holder of a live token."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from compliance.accounts.api_tokens import holder_of
from compliance.accounts.models import ApiToken, TokenScope, User

KEYWORD = "Token"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token …`. A token for reading reads; besides, a view may name methods in
    `open_to_reading_tokens` (it may give itself back)."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The user and the token, or None without such a header. Raises AuthenticationFailed."""
        word, *rest = get_authorization_header(request).split() or [b""]
        if word.lower() != KEYWORD.lower().encode():
            return None
        token = holder_of(rest[0]) if len(rest) == 1 else None
        if token is None:
            raise AuthenticationFailed(_("The token is unknown, expired or revoked."))
        more = getattr(request.parser_context["view"], "open_to_reading_tokens", ())
        if token.scope == TokenScope.READ and request.method not in (*SAFE_METHODS, *more):
            raise PermissionDenied(_("This token is for reading only."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return KEYWORD


class TokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document tells of it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """A header; OpenAPI has no better word for it."""
        told = "`Token …`, from POST /api/token/ or from your account's page."
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": told}
