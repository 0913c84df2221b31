"""Sessions that end and clicks that race: nothing is lost, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client

from compliance.accounts.models import User
from compliance.ui.kept_posts import SESSION_KEY
from shipments.declare import actions
from shipments.demo.papers import paper
from shipments.demo.people import PASSWORD, make_people
from shipments.models import Revision, Shipment
from tests.builders import a_draft
from tests.shipments.declare.conftest import signed_in
from tests.shipments.declare.filling import fields_of

CLICKS = 8


def test_what_was_typed_before_the_session_ended_stands_in_the_form_again(
    client: Client, draft: Shipment
) -> None:
    page = f"/shipments/{draft.reference}/packing/"
    fields = fields_of(client.get(page).content.decode(), "stored")
    client.session.flush()
    sign_in = client.post(page, {**fields, "marks": "TYPED BEFORE"}, follow=True)
    credentials = {"username": "exporter", "password": PASSWORD}
    packed = fields_of(sign_in.content.decode(), "username")
    back = client.post("/account/sign-in/", {**packed, **credentials}, follow=True)
    assert fields_of(back.content.decode(), "stored")["marks"] == "TYPED BEFORE"
    draft.refresh_from_db()
    assert draft.marks == "N/M"


def test_held_fields_are_bound_once_and_can_be_saved(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/packing/"
    fields = fields_of(client.get(page).content.decode(), "stored")
    hold(client, page, {**fields, "marks": "TYPED BEFORE"})
    shown = fields_of(client.get(page).content.decode(), "stored")
    assert shown["marks"] == "TYPED BEFORE"
    assert fields_of(client.get(page).content.decode(), "stored")["marks"] == "N/M"
    assert client.post(page, shown).status_code == 302
    draft.refresh_from_db()
    assert draft.marks == "TYPED BEFORE"


@pytest.mark.usefixtures("transactional_db")
def test_many_clicks_on_submit_at_once_make_one_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    monkeypatch.setattr(actions, "send_after_commit", lambda _task, key: sent.append(key))
    exporter = make_people()["exporter"]
    draft = a_draft(exporter)
    with ThreadPoolExecutor(CLICKS) as clicks:
        answers = list(clicks.map(lambda _i: press(exporter, draft), range(CLICKS)))
    assert answers == [302] * CLICKS
    assert Revision.objects.count() == 1
    assert sent == [draft.pk]


def press(exporter: User, draft: Shipment) -> int:
    fields = {"expected_revision": "0", "expected_version": str(draft.version)}
    try:
        response = signed_in(exporter).post(f"/shipments/{draft.reference}/submit/", fields)
        return response.status_code
    finally:
        connection.close()


def hold(client: Client, page: str, fields: dict[str, Any]) -> None:
    kept = QueryDict(mutable=True)
    kept.update(fields)
    session = client.session
    session[SESSION_KEY] = {
        page: {"fields": kept.urlencode(), "is_judged": True, "is_lost_session": True}
    }
    session.save()


def test_a_second_click_on_a_new_line_finds_the_first_one(client: Client, draft: Shipment) -> None:
    stored = fields_of(
        client.get(f"/shipments/{draft.reference}/goods/{draft.lines.get().pk}/").content.decode(),
        "stored",
    )
    page = f"/shipments/{draft.reference}/goods/add/"
    for _opening in range(2):
        token = fields_of(client.get(page).content.decode(), "stored")["stored"]
        clicks = [client.post(page, {**stored, "stored": token}) for _click in range(2)]
        assert clicks[0].headers["Location"] == clicks[1].headers["Location"]
    assert draft.lines.count() == 3


def test_the_same_paper_is_attached_once(client: Client, draft: Shipment) -> None:
    page = f"/shipments/{draft.reference}/attachments/"
    before = draft.attachments.count()
    for _click in range(2):
        file = SimpleUploadedFile("statement.pdf", paper("technical_statement"))
        fields = {"kind": "technical_statement", "number": "TS-1", "upload": file}
        assert client.post(page, fields).status_code == 302
    assert draft.attachments.count() == before + 1


def test_new_declaration_after_going_back_starts_another_one(
    client: Client, draft: Shipment
) -> None:
    Shipment.objects.filter(pk=draft.pk).update(version=1)
    client.post("/shipments/new/", {"creation_key": str(draft.creation_key)})
    assert Shipment.objects.count() == 2
