"""A program files at a running system with the typed client made from the document it serves:
declaration, papers, submission, what customs made of it, and the paper it issued."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from shipments.demo.papers import paper
from shipments.demo.people import PASSWORD
from tests.browser import Person
from tests.filing_by_api import content
from tests.made_client import made_client
from tests.system import System, wait_until

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400), pytest.mark.long]
PATIENCE = httpx.Timeout(120)


@pytest.fixture(scope="module")
def program(system: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """Signed in with a token of its own."""
    document = httpx.get(f"{system.url}/api/schema/?format=json", timeout=PATIENCE).json()
    with made_client(document, tmp_path_factory.mktemp("client")) as modules:
        asked = modules("models").SignInRequest(
            username="exporter", password=PASSWORD, name="orders", scope="file"
        )
        told = {"base_url": system.url, "timeout": PATIENCE}
        with modules("").Client(**told) as stranger:
            token = modules("api.token.token_create").sync(client=stranger, body=asked).token
        with modules("").AuthenticatedClient(**told, token=token, prefix="Token") as known:
            yield SimpleNamespace(
                client=known,
                models=modules("models"),
                types=modules("types"),
                at=lambda tag, name: modules(f"api.{tag}.{name}"),
            )


def ask(
    program: SimpleNamespace, name: str, *path: Any, tag: str = "shipments", **told: Any
) -> Any:
    """The answer as the client has parsed it."""
    return program.at(tag, name).sync(*path, client=program.client, **told)


def file_of(program: SimpleNamespace, kind: str) -> Any:
    return program.types.File(BytesIO(paper(kind)), f"{kind}.pdf", "application/pdf")


def filed(program: SimpleNamespace, key: str) -> str:
    """A complete declaration with its papers, submitted; each step could be sent twice."""
    models = program.models
    body = models.NewShipmentRequest.from_dict({**content(2), "contract_no": f"PROGRAM-{key}"})
    told = {"body": body, "idempotency_key": key}
    draft, again = (ask(program, "shipments_create", **told) for _time in range(2))
    assert draft.reference == again.reference
    for kind in ("contract", "invoice", "packing_list"):
        upload = models.UploadRequest(kind=kind, upload=file_of(program, kind))
        ask(program, "shipments_attachments_create", draft.reference, body=upload)
    lacking = ask(program, "shipments_precheck_retrieve", draft.reference).problems
    assert all(each.is_warning for each in lacking)
    seen = models.SubmitRequest(expected_revision=draft.revision_no)
    sent = ask(program, "shipments_submit_create", draft.reference, body=seen)
    assert (sent.status, sent.revision_no) == ("screening", 1)
    return str(sent.reference)


def screened(program: SimpleNamespace, reference: str) -> Any:
    """The declaration, once customs' machine has looked at it."""
    found: list[Any] = []

    def is_screened() -> bool:
        found[:] = [ask(program, "shipments_retrieve", reference)]
        return bool(found[0].status != "screening")

    wait_until(is_screened, 120, "no lane")
    return found[0]


def test_a_program_files_hands_in_papers_and_gets_the_notice(
    program: SimpleNamespace, person: Callable[..., Person], system: System, tmp_path: Path
) -> None:
    reference = filed(program, "order-1")
    assert screened(program, reference).status == "in_review"
    kinds = ["test_report", "technical_statement"]
    given = program.models.HandedInRequest(
        text="Report and statement of the lot.",
        kind=kinds,
        upload=[file_of(program, kind) for kind in kinds],
    )
    told = {"body": given, "idempotency_key": "papers-1"}
    first, again = (
        ask(program, "shipments_add_papers_create", reference, **told) for _time in range(2)
    )
    assert [each.id for each in first] == [each.id for each in again]
    read = ask(program, "shipments_attachments_retrieve", reference, first[0].id)
    assert read.payload.read() == paper("test_report")
    refuse(person("officer1", language="en"), reference)
    assert ask(program, "shipments_retrieve", reference).status == "refused"
    (notice,) = issued(program, reference)
    pdf = ask(program, "documents_retrieve", notice.id, tag="documents").payload.read()
    assert pdf.startswith(b"%PDF-")
    listed = ask(program, "shipments_list", status="refused", q=reference).results
    assert [each.reference for each in listed] == [reference]


def refuse(officer: Person, reference: str) -> None:
    officer.go(f"/review/{reference}/refuse/")
    told = {"ground": "listed_party", "message": "These goods cannot be exported as declared."}
    officer.fill({"reason": "The end user does not exist.", **told})
    assert officer.submit_form("reason").ok


def issued(program: SimpleNamespace, reference: str) -> list[Any]:
    """The papers that customs issued, all ready."""
    found: list[Any] = []

    def are_ready() -> bool:
        found[:] = ask(program, "shipments_documents_list", reference)
        return bool(found) and all(each.state == "ready" for each in found)

    wait_until(are_ready, 120, "the paper is not ready")
    return found
