"""Sign-in for programs: a name and password give a token that expires."""

from django.contrib.auth import authenticate
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken
from rest_framework import status
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from shipments.api.serializers import SignInSerializer, TokenSerializer


class TokenView(APIView):
    """POST to sign in, DELETE to give the token back."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "sign_in"

    def get_permissions(self) -> list[AllowAny | IsAuthenticated]:
        """Anybody may try to sign in; only the holder gives a token back."""
        return [AllowAny() if self.request.method == "POST" else IsAuthenticated()]

    @extend_schema(request=SignInSerializer, responses={201: TokenSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """A token for that name and password; 401 otherwise, 429 after too many tries."""
        serializer = SignInSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        user = authenticate(request._request, **serializer.validated_data)
        if user is None:
            raise AuthenticationFailed
        instance, token = AuthToken.objects.create(user)
        shape = TokenSerializer({"token": token, "expires_at": instance.expiry})
        return Response(shape.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Give the token back."""
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)
