"""A whole installation whose documents lie in a bucket: filed, screened, printed and downloaded by
real processes; the bucket dies under them and comes back, and nothing is missing after."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.asking_for_papers import Pages
from tests.buckets import KEYS, S3Server
from tests.filing_by_api import file_draft, sign_in, submit
from tests.system import System, wait_until

pytestmark = [pytest.mark.fault, pytest.mark.long, pytest.mark.timeout(1800)]
PATIENCE = 500  # the papers of the demo come first

READY = """
    SELECT d.id, d.sha256
    FROM shipments_document d JOIN shipments_shipment s ON s.id = d.shipment_id
    WHERE s.reference = %s AND d.state = 'ready' ORDER BY d.id
"""
UNFINISHED = """
    SELECT count(*) FROM shipments_document d JOIN shipments_shipment s ON s.id = d.shipment_id
    WHERE s.reference = %s AND d.state <> 'ready'
"""
STATUS = "SELECT status FROM shipments_shipment WHERE reference = %s"


@pytest.fixture
def system(
    tmp_path_factory: pytest.TempPathFactory, s3: S3Server, new_bucket: Callable[[], str]
) -> Iterator[System]:
    installation = System(
        tmp_path_factory.mktemp("g49b"),
        GATE49_DOCUMENTS=new_bucket(),
        GATE49_SWEEP_SECONDS="2",
        GATE49_LEASE_SECONDS="5",
        **KEYS,
    )
    installation.start()
    yield installation
    installation.stop()


def test_the_bucket_dies_and_comes_back(system: System, s3: S3Server) -> None:
    token = sign_in(system.url)
    before, during = (file_draft(system.url, token, number) for number in range(2))
    pages = Pages(system.url)
    submit(system.url, token, before)
    pages.ask(before)
    wait_until(lambda: is_settled(system, before), PATIENCE, "screened or printed it is not")
    assert_all_can_be_had(system, token, before)

    s3.stop()
    (paper, _sha256), *_others = system.sql(READY, before)
    assert refusal_of(system, token, f"/api/documents/{paper}/") == (503, "10")
    with pytest.raises(HTTPError) as refused:
        file_draft(system.url, token, 2)
    assert refused.value.code == 503
    with suppress(HTTPError):  # whether papers are looked at on the way in or later
        submit(system.url, token, during)

    s3.start()
    if status(system, during) == "draft":
        submit(system.url, token, during)
    pages.ask(during)
    wait_until(lambda: is_settled(system, during), PATIENCE, "screened or printed it is not")
    for reference in (before, during):
        assert_all_can_be_had(system, token, reference)
    assert file_draft(system.url, token, 3)
    system.manage("verify_audit")


def status(system: System, reference: str) -> str:
    return str(system.sql(STATUS, reference)[0][0])


def is_settled(system: System, reference: str) -> bool:
    """Screened, and every paper made that was asked for."""
    is_screened = status(system, reference) not in ("draft", "screening")
    return is_screened and system.sql(UNFINISHED, reference) == [(0,)]


def assert_all_can_be_had(system: System, token: str, reference: str) -> None:
    """Every paper comes out of the store with the hash that was recorded."""
    papers = system.sql(READY, reference)
    assert papers
    for pk, sha256 in papers:
        content = download(system, token, f"/api/documents/{pk}/")
        assert hashlib.sha256(content).hexdigest() == sha256


def download(system: System, token: str, address: str) -> bytes:
    request = Request(system.url + address, headers={"Authorization": f"Token {token}"})
    with urlopen(request) as answer:
        content: bytes = answer.read()
    return content


def refusal_of(system: System, token: str, address: str) -> tuple[int, str | None]:
    with pytest.raises(HTTPError) as refused:
        download(system, token, address)
    return refused.value.code, refused.value.headers["Retry-After"]
