"""Requests as views behind the sign-in get them: with a person, and with htmx's headers read."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from compliance.accounts.models import User


class PersonRequest(HttpRequest):
    """The request of a signed-in person."""

    user: User
    htmx: HtmxDetails
