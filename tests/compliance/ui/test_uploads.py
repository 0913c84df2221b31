"""A script that sent files learns where they lead; the browser alone opens the page there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance.accounts.models import User
from shipments.demo.papers import paper
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in

BY_SCRIPT = {"X-Upload": "1"}


@pytest.mark.django_db
def test_the_message_waits_for_the_page_that_the_browser_opens(exporter: User) -> None:
    client = signed_in(exporter)
    address = f"/shipments/{a_draft(exporter).reference}/attachments/"
    sent = {"papers": SimpleUploadedFile("test_report.pdf", paper("test_report"))}
    led_on = client.post(address, sent, headers=BY_SCRIPT, follow=True)
    assert (led_on.status_code, led_on.content) == (204, b"")
    assert led_on.redirect_chain == [(address, 302)]
    assert "test_report.pdf" in notices(client, address)
    assert "test_report.pdf" not in notices(client, address)


def notices(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html.partition("<h1")[0].partition("<main")[2]


@pytest.mark.django_db
def test_mistakes_come_back_as_their_page(exporter: User) -> None:
    address = f"/shipments/{a_draft(exporter).reference}/attachments/"
    sent = {"papers": SimpleUploadedFile("licence.pdf", b"MZ program")}
    answer = signed_in(exporter).post(address, sent, headers=BY_SCRIPT)
    assert answer.status_code == 200
    assert answer.context["many"].errors["papers"]
