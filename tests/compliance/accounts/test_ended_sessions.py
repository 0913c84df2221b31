"""Sessions that others than the person themselves end: one too many, and whoever keeps the site."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from compliance.accounts import api_tokens
from compliance.accounts.models import User
from compliance.accounts.sessions import MOST_SESSIONS
from compliance.audit.models import Event
from tests.compliance.accounts.test_own_account import set_up, signed_in, status

pytestmark = pytest.mark.django_db


def test_one_session_too_many_ends_the_first(exporter: User) -> None:
    sessions = [signed_in("exporter") for _i in range(MOST_SESSIONS + 1)]
    assert [each.get("/account/").status_code for each in sessions] == [302] + [200] * MOST_SESSIONS


def test_an_administrator_ends_sessions_tokens_and_a_lost_factor(
    exporter: User, officer: User
) -> None:
    client, other = signed_in("exporter"), signed_in("officer1")
    set_up(client, exporter)
    _token, text = api_tokens.make(exporter)
    call_command("end_sessions", "exporter", "--second-factor", stdout=StringIO())
    assert (client.get("/account/").status_code, status(text)) == (302, 401)
    assert signed_in("exporter").get("/account/").status_code == 200, "no code is asked for"
    assert other.get("/account/").status_code == 200
    verbs = set(Event.objects.filter(actor=None).values_list("verb", flat=True))
    assert {"sessions_ended", "second_factor_taken"} <= verbs
    call_command("end_sessions", "--everybody", stdout=StringIO())
    assert other.get("/account/").status_code == 302
    for wrong in ((), ("nobody",), ("exporter", "--everybody")):
        with pytest.raises(CommandError):
            call_command("end_sessions", *wrong, stdout=StringIO())
