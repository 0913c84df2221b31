"""The description of the API obeys the site's own content policy: nothing stands inline."""

import pytest
from django.test import Client
from lxml import html

from compliance.accounts.models import User

pytestmark = pytest.mark.django_db


def test_every_script_is_a_file_of_this_site(client: Client, exporter: User) -> None:
    client.force_login(exporter)
    page = html.fromstring(client.get("/api/docs/").content)
    assert not page.cssselect("style")
    scripts = page.cssselect("script")
    assert all((each.get("src") or "").startswith("/") and not each.text for each in scripts)
    start = next(each.get("src") for each in scripts if "/api/docs/" in each.get("src"))
    answer = client.get(start)
    assert answer.headers["Content-Type"].startswith("application/javascript")
    assert "/api/schema/" in answer.content.decode()
