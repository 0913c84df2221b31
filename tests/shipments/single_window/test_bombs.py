"""Messages made to stall the reader: bounded before anything is made of their repeated parts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compliance import limits
from compliance.accounts.models import User
from shipments.models import MessageImport, Shipment
from shipments.single_window.checking import MOST_FAULTS
from shipments.single_window.exporting import message_of
from shipments.single_window.latest import declaration_now
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(exporter: User) -> Client:
    return signed_in(exporter)


@pytest.fixture
def message(exporter: User) -> str:
    return message_of(declaration_now(a_draft(exporter)), "4.8").decode()


def sent(client: Client, text: str) -> tuple[int, str]:
    file = SimpleUploadedFile("a.xml", text.encode())
    answer = client.post("/single-window/", {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def between(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end) + len(end)]


@pytest.mark.parametrize("count", [limits.GOODS_LINES + 1, 500])
def test_more_lines_than_a_declaration_can_have_are_refused(
    client: Client, message: str, count: int
) -> None:
    line = between(message, "<DecList>", "</DecList>")
    drafts = Shipment.objects.count()
    status, page = sent(client, message.replace(line, line * count))
    assert status == 422
    assert str(limits.GOODS_LINES) in page
    assert Shipment.objects.count() == drafts


def test_more_papers_than_a_table_holds_are_refused(client: Client, message: str) -> None:
    paper = "<LicenseDocu><DocuCode>a</DocuCode><CertCode>1</CertCode></LicenseDocu>"
    many = f"<DecLicenseDocus>{paper * (limits.ROWS + 1)}</DecLicenseDocus>"
    whole = message.replace("<DecLicenseDocus />", many)
    assert whole != message
    status, page = sent(client, whole)
    assert status == 422
    assert str(limits.ROWS) in page


def test_what_has_no_field_is_told_up_to_a_limit(client: Client, message: str) -> None:
    strange = "".join(f"<Strange{number}>x</Strange{number}>" for number in range(10_000))
    status, _page = sent(client, message.replace("</DecHead>", f"{strange}</DecHead>"))
    assert status == 200
    assert len(MessageImport.objects.get().told) <= 2 * MOST_FAULTS
