"""A token for reading changes nothing, whatever address and method: only itself it may end."""

import pytest
from rest_framework.test import APIClient

from compliance.accounts import api_tokens
from compliance.accounts.models import User
from shipments.models import SavedParty, Shipment, Webhook
from shipments.moves import Status
from tests.addresses import Samples, all_addresses
from tests.builders import a_draft, a_shipment

pytestmark = pytest.mark.django_db
CHANGING = ("post", "put", "patch", "delete")


@pytest.fixture
def draft(exporter: User) -> Shipment:
    return a_draft(exporter)


@pytest.fixture
def reader(exporter: User) -> APIClient:
    client = APIClient()
    _token, text = api_tokens.make(exporter, scope="read")
    client.credentials(HTTP_AUTHORIZATION=f"Token {text}", HTTP_IF_MATCH="*")
    return client


@pytest.mark.parametrize("method", CHANGING)
def test_it_is_refused_wherever_something_could_change(
    method: str, reader: APIClient, draft: Shipment, exporter: User
) -> None:
    samples = Samples(draft, a_shipment(exporter, Status.IN_REVIEW))
    found = {
        address.name: getattr(reader, method)(samples.url(address), {}, format="json").status_code
        for address in all_addresses()
        if address.name.startswith("api:") and (address.name, method) != ("api:token", "delete")
    }
    assert len(found) > 40, "the walk has gone blind"
    others = {name: status for name, status in found.items() if status != 403}
    assert others == {"api:docs": 405}, "a page, for reading alone"


def test_what_is_one_s_own_stays(reader: APIClient, draft: Shipment, exporter: User) -> None:
    party = SavedParty.objects.create(exporter=exporter.exporter, name_en="Kept", country="KOR")
    paper = draft.attachments.create(
        kind="contract", filename="a.pdf", size=1, sha256="a" * 64, uploaded_by=exporter
    )
    hook = Webhook.objects.create(
        exporter=exporter.exporter, url="https://erp.example/", secret="s", made_by=exporter
    )
    for address in (
        f"/api/shipments/{draft.reference}/",
        f"/api/shipments/{draft.reference}/attachments/{paper.pk}/",
        f"/api/parties/{party.pk}/",
        f"/api/webhooks/{hook.pk}/",
    ):
        assert reader.delete(address).status_code == 403, address
        assert reader.get(address).status_code in (200, 404, 405), "it reads on"
    paper.refresh_from_db()
    assert paper.removed_at is None
    assert (
        Shipment.objects.filter(pk=draft.pk).exists(),
        SavedParty.objects.filter(pk=party.pk).exists(),
        Webhook.objects.filter(pk=hook.pk).exists(),
    ) == (True, True, True)
