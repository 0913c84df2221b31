"""While the database is away nobody gets a 500: each answer says when to try again."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from compliance.accounts.models import User

pytestmark = pytest.mark.django_db


def away(*_asked: Any) -> None:
    raise OperationalError("the connection is closed")


@pytest.mark.parametrize(
    "address", ["/", "/review/", "/documents/verify/?code=A", "/api/shipments/", "/api/token/"]
)
def test_each_answer_says_when_to_try_again(address: str, officer: User) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(officer)
    typed = {"username": "officer1", "password": "-"}
    with connection.execute_wrapper(away):
        answer = client.post(address, typed) if "token" in address else client.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "closed" not in answer.content.decode()
    assert client.get("/").status_code == 200
