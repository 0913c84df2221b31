"""Sign-in for programs: a name and password give a token that expires."""

from datetime import timedelta

from django.contrib.auth import authenticate
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance.accounts import api_tokens
from compliance.accounts.models import TokenScope, User
from compliance.accounts.second_factor import code_fits
from compliance.accounts.tries import TooManyTries


class SignInSerializer(serializers.Serializer):
    """Name and password of your account, and `code` where you have a second factor. `days` is
    how long the token holds (ten hours without), `scope` what it may be used for."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(
        max_length=200, trim_whitespace=False, style={"input_type": "password"}
    )
    code = serializers.CharField(required=False, allow_blank=True, max_length=40)
    name = serializers.CharField(required=False, allow_blank=True, max_length=60)
    scope = serializers.ChoiceField(choices=TokenScope.choices, default=TokenScope.FILE)
    days = serializers.IntegerField(required=False, min_value=1, max_value=api_tokens.LONGEST_DAYS)


class TokenSerializer(serializers.Serializer):
    """Send it as `Authorization: Token …` until it expires."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class TokenView(APIView):
    """POST to sign in, DELETE to give the token back."""

    open_to_reading_tokens = ("DELETE",)

    def get_permissions(self) -> list[AllowAny | IsAuthenticated]:
        """Anybody may try to sign in; only the holder gives a token back."""
        return [AllowAny() if self.request.method == "POST" else IsAuthenticated()]

    @extend_schema(
        request=SignInSerializer,
        responses={201: TokenSerializer, 429: OpenApiResponse(description="Wait, then try again")},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """A token for that name and password (and code, with a second factor); 401 otherwise, 429
        with Retry-After after too many tries."""
        serializer = SignInSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        asked = dict(serializer.validated_data)
        user = _person(request, asked.pop("username"), asked.pop("password"))
        if user is None or not code_fits(user, asked.get("code", "")):
            raise AuthenticationFailed
        life = timedelta(days=asked["days"]) if "days" in asked else api_tokens.SHORT_LIFE
        name, scope = asked.get("name", ""), asked["scope"]
        token, text = api_tokens.make(user, name=name, scope=scope, life=life)
        shape = TokenSerializer({"token": text, "expires_at": token.expires_at})
        return Response(shape.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Give the token back."""
        api_tokens.revoke(request.user, request.auth.pk)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _person(request: Request, username: str, password: str) -> User | None:
    try:
        found = authenticate(request._request, username=username, password=password)
    except TooManyTries as slow:
        raise Throttled(wait=slow.seconds) from slow
    return found if isinstance(found, User) else None
