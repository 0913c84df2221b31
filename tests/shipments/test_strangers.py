"""What is not one's own does not exist: every kind of thing, by reference, number, key and hash,
through pages and API. What is asked with another's name is answered as with an unknown one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from compliance import clock
from compliance.accounts import api_tokens
from compliance.accounts.models import SignedIn, User
from enduse.models import EndUser, EndUseStatement, Site
from shipments.licences.actions import register
from shipments.models import Attachment, Document, Licence, SavedGoods, SavedParty, Shipment
from shipments.moves import Status
from tests.builders import a_draft, a_shipment
from tests.filing_by_api import content

pytestmark = pytest.mark.django_db
UNKNOWN = 987_654
SECRET = "Zwölfinger Quarz-Werke"


class Things:
    """One of everything that belongs to the exporter, each with its secret in it."""

    def __init__(self, exporter: User) -> None:
        self.owner = exporter
        firm = exporter.exporter
        assert firm
        self.shipment = a_shipment(exporter, Status.RELEASED)
        self.draft = a_draft(exporter)
        self.paper = Document.objects.create(
            shipment=self.shipment,
            revision=self.shipment.revisions.get(),
            kind="release_notice",
            state="ready",
            issued_at=self.shipment.submitted_at,
        )
        attachment = self.shipment.attachments.first()
        assert attachment
        self.sha256 = "ab" * 32  # unlike any of the rival's own papers
        Attachment.objects.filter(pk=attachment.pk).update(sha256=self.sha256)
        where = {"country": "DEU", "address": SECRET, "business_kind": "trader"}
        self.party = SavedParty.objects.create(exporter=firm, name_en=SECRET, **where)
        self.end_user = EndUser.objects.create(
            exporter=firm, name_en=SECRET, business_scope=SECRET, **where
        )
        self.site = Site.objects.create(end_user=self.end_user, name=SECRET, address=SECRET)
        statement = EndUseStatement.objects.filter(exporter=firm).first()
        assert statement
        EndUseStatement.objects.filter(pk=statement.pk).update(product_made=SECRET)
        self.statement = statement
        self.goods = SavedGoods.objects.create(
            exporter=firm, label=SECRET, hs_code="8112923010", material="indium", form="ingot"
        )
        self.token = api_tokens.make(exporter, name=SECRET)[0]
        self.session = SignedIn.objects.create(
            user=exporter, session_key="theirs", at=self.token.made_at, address="", agent=SECRET
        )
        self.licence = a_licence(firm.uscc)


def a_licence(holder_uscc: str) -> Licence:
    """Of that holder, for today."""
    return register(
        by=None,
        number="26-53-777001",
        kind="4",
        holder_uscc=holder_uscc,
        end_user=SECRET,
        valid_from=clock.today(),
        valid_until=clock.today(),
        quantity_kg=1,
        uses=1,
    )


@pytest.fixture
def things(exporter: User) -> Things:
    return Things(exporter)


@pytest.fixture
def rival(rival_exporter: User) -> Client:
    client = Client()
    client.force_login(rival_exporter)
    return client


@pytest.fixture
def program(rival_exporter: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(rival_exporter)
    return client


Address = Callable[[Things, Shipment], str]
PAGES: dict[str, Address] = {
    "a shipment": lambda t, _own: f"/shipments/{t.shipment.reference}/",
    "its case": lambda t, _own: f"/review/{t.shipment.reference}/",
    "a draft": lambda t, _own: f"/shipments/{t.draft.reference}/",
    "a draft's parties": lambda t, _own: f"/shipments/{t.draft.reference}/parties/",
    "a draft's check": lambda t, _own: f"/shipments/{t.draft.reference}/check/",
    "a revision": lambda t, _own: f"/shipments/{t.shipment.reference}/revisions/1/",
    "its papers": lambda t, _own: f"/documents/of/{t.shipment.reference}/",
    "its evidence": lambda t, _own: f"/documents/of/{t.shipment.reference}/evidence.zip",
    "a paper by key": lambda t, _own: f"/documents/{t.paper.pk}/",
    "an attachment": lambda t, _own: f"/shipments/{t.shipment.reference}/attachments/{t.sha256}/",
    "an attachment by its hash": lambda t, own: (
        f"/shipments/{own.reference}/attachments/{t.sha256}/"
    ),
    "a party under one's own reference": lambda t, own: (
        f"/shipments/{own.reference}/parties/{t.draft.parties.first().pk}/"  # type: ignore[union-attr]
    ),
    "a line under one's own reference": lambda t, own: (
        f"/shipments/{own.reference}/goods/{t.draft.lines.first().pk}/"  # type: ignore[union-attr]
    ),
    "a licence": lambda t, _own: f"/licences/{t.licence.number}/",
    "a statement": lambda t, _own: f"/end-use/statements/{t.statement.pk}/",
    "its scan": lambda t, _own: f"/end-use/statements/{t.statement.pk}/scan/",
    "an end user": lambda t, _own: f"/end-use/end-users/{t.end_user.pk}/",
    "a site": lambda t, _own: f"/end-use/sites/{t.site.pk}/",
    "a saved party": lambda t, _own: f"/shipments/address-book/parties/{t.party.pk}/",
    "saved goods": lambda t, _own: f"/shipments/address-book/goods/{t.goods.pk}/",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_does_not_exist(
    things: Things, rival: Client, rival_exporter: User, address: Address
) -> None:
    answer = rival.get(address(things, a_draft(rival_exporter)))
    assert answer.status_code == 404


COPIES: dict[str, Callable[[Things], tuple[str, int]]] = {
    "a saved party": lambda t: ("parties/add/consignee/?copy={}", t.party.pk),
    "an end user": lambda t: ("parties/add/end_user/?copy={}", t.end_user.pk),
    "saved goods": lambda t: ("goods/add/?copy={}", t.goods.pk),
}


@pytest.mark.parametrize("what", COPIES.values(), ids=COPIES)
def test_nothing_is_copied_from_another_s_address_book(
    things: Things, rival: Client, rival_exporter: User, what: Callable[..., tuple[str, int]]
) -> None:
    page, pk = what(things)
    address = f"/shipments/{a_draft(rival_exporter).reference}/{page.format(pk)}"
    answer = rival.get(address)
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_a_statement_cannot_be_copied_or_chosen(things: Things, rival: Client) -> None:
    answer = rival.get(f"/end-use/statements/add/?copy={things.statement.pk}")
    assert answer.status_code in (200, 404)
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("by", ["number", "pk"])
def test_the_api_takes_another_s_statement_for_an_unknown_one(
    things: Things, program: APIClient, by: str
) -> None:
    def told(statement: Any) -> tuple[int, str]:
        body = {**content(1), "statement": str(statement)}
        answer = program.post("/api/shipments/", body, format="json")
        return answer.status_code, answer.content.decode().replace(str(statement), "")

    theirs, nobody_s = told(getattr(things.statement, by)), told(UNKNOWN)
    assert theirs == nobody_s
    assert theirs[0] == 400


def test_a_line_takes_another_s_statement_for_an_unknown_one(
    things: Things, program: APIClient
) -> None:
    def told(number: str) -> list[tuple[int, str]]:
        body = content(1)
        body["lines"][0]["statement_no"] = number
        made = program.post("/api/shipments/", body, format="json")
        answers = [made]
        if made.status_code == 201:
            reference = made.json()["reference"]
            answers.append(program.get(f"/api/shipments/{reference}/precheck/"))
        return [(each.status_code, each.content.decode().replace(number, "")) for each in answers]

    theirs, nobody_s = told(things.statement.number), told("EUS-NOBODY")
    assert theirs == nobody_s
    assert SECRET not in str(theirs)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/shipments/{shipment}/"),
        ("put", "/api/shipments/{draft}/"),
        ("get", "/api/shipments/{shipment}/attachments/"),
        ("post", "/api/shipments/{draft}/attachments/"),
        ("get", "/api/shipments/{shipment}/documents/"),
        ("get", "/api/documents/{paper}/"),
        ("post", "/api/shipments/{draft}/submit/"),
        ("post", "/api/shipments/{shipment}/withdraw/"),
        ("post", "/api/shipments/{shipment}/answer/"),
    ],
)
def test_the_api_knows_nothing_of_it(
    things: Things, program: APIClient, method: str, path: str
) -> None:
    names = {"shipment": things.shipment.reference, "draft": things.draft.reference}
    address = path.format(paper=things.paper.pk, **names)
    sent: dict[str, Any] = {"expected_revision": 0, "reason": "x", "text": "x"}
    body = {} if method == "get" else sent  # a filter that nobody knows is refused before all
    is_upload = method == "post" and path.endswith("attachments/")
    form = "multipart" if is_upload else "json"
    answer = getattr(program, method)(address, body, format=form, HTTP_IF_MATCH="*")
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["tokens/{token}/revoke/", "sessions/{session}/end/"])
def test_another_s_token_and_session_cannot_be_ended(
    things: Things, rival: Client, path: str
) -> None:
    address = path.format(token=things.token.pk, session=things.session.pk)
    assert rival.post(f"/account/{address}").status_code == 404
    things.token.refresh_from_db()
    assert things.token.revoked_at is None


@pytest.mark.parametrize(
    "path",
    ["/", "/shipments/", "/shipments/address-book/", "/end-use/", "/licences/", "/account/"],
)
def test_no_list_names_it(things: Things, rival: Client, path: str) -> None:
    page = rival.get(path).content.decode()
    for secret in (SECRET, things.shipment.reference, things.draft.reference, "26-53-777001"):
        assert secret not in page


def test_no_list_of_the_api_names_it(things: Things, program: APIClient) -> None:
    assert program.get("/api/shipments/").json()["results"] == []
