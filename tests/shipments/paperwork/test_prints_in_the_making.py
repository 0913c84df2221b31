"""What is read of a print of a draft, or of an audit copy, while it is made and when that fails."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from compliance.accounts.models import User
from shipments.models import Document
from shipments.paperwork import drafts, tasks
from tests.builders import a_draft

pytestmark = pytest.mark.django_db
MADE, FAILED = "is being made", "could not be made"


class Broken(Exception):
    """Stands for a bug in what draws."""


def shown(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(address).content.decode()


def test_a_draft_that_is_being_printed_has_not_failed(
    exporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, seen = a_draft(exporter), []
    address = reverse("paperwork:draft", args=[draft.reference, "token"])

    def draw(*_: Any) -> bytes:
        seen.append(shown(exporter, address))
        raise Broken

    monkeypatch.setattr("shipments.paperwork.render.render_pdf", draw)
    with pytest.raises(Broken):
        tasks.print_draft(draft.pk, "packing_list", "token")
    assert MADE in seen[0]
    assert FAILED not in seen[0]
    assert FAILED in shown(exporter, address)


def test_a_copy_that_is_being_stamped_has_not_failed(
    signed_paper: Document, auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, seen = reverse("paperwork:copy", args=[signed_paper.pk, "token"]), []

    def stamp(*_: Any) -> bytes:
        seen.append(shown(auditor, address))
        raise Broken

    monkeypatch.setattr("shipments.paperwork.copies.stamped", stamp)
    with pytest.raises(Broken):
        tasks.print_copy(signed_paper.pk, auditor.pk, "token", "2026-11-26T18:30:05+00:00")
    assert MADE in seen[0]
    assert FAILED not in seen[0]
    assert drafts.printed(signed_paper.shipment_id, "token") == b""
    assert FAILED in shown(auditor, address)
