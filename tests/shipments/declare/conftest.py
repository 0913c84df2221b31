"""An exporter signed in, reading English, with one complete draft."""

import pytest
from django.conf import settings
from django.test import Client

from compliance.accounts.models import User
from shipments.models import Shipment
from tests.builders import a_draft


def signed_in(user: User, language: str = "en") -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    client.force_login(user)
    return client


@pytest.fixture
def client(exporter: User) -> Client:
    return signed_in(exporter)


@pytest.fixture
def rival_client(rival_exporter: User) -> Client:
    return signed_in(rival_exporter)


@pytest.fixture
def draft(exporter: User) -> Shipment:
    return a_draft(exporter)
