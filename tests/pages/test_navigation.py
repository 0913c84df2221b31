"""Every link of the bar leads somewhere its role may go."""

import pytest
from django.test import Client
from django.urls import reverse

from compliance.accounts.models import Role, User
from compliance.ui.navigation import NAVIGATION, links_for

ROLES = {
    Role.EXPORTER: "exporter",
    Role.OFFICER: "officer1",
    Role.AUDITOR: "auditor",
    Role.POLICY_ADMIN: "policy",
}
LINKS = [(role, name) for role, links in NAVIGATION.items() for name, _label in links]


def test_every_role_has_a_bar() -> None:
    assert set(NAVIGATION) == set(ROLES) == set(Role) - {Role.SYSTEM}


@pytest.mark.parametrize(("role", "name"), LINKS)
def test_a_link_answers(role: Role, name: str, people: dict[str, User], client: Client) -> None:
    client.force_login(people[ROLES[role]])
    address = reverse(name)
    assert client.get(address).status_code == 200
    assert address in [link.address for link in links_for(role, "/")]
