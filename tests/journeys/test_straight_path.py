"""From declaration to verified paperwork, at a real browser, with real workers."""

import base64
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from compliance.codes.tables import COUNTRIES, EXIT_PORTS, PORTS_ABROAD
from shipments.demo.buyers import LINDNER, Buyer
from shipments.demo.goods import INGOT, line_fields
from tests.browser import Person
from tests.filing_by_api import file_draft, sign_in, submit
from tests.journeys.filing import GOODS, file_declaration
from tests.system import System, wait_until

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

CLEAN = replace(LINDNER, yearly_kg=3000)
LISTED = replace(LINDNER, yearly_kg=3000, country="FRA", port="FRA002", address="Moutiers")
EXACT_ZH = replace(LISTED, name_en="Alpine Crystal Works", name_zh="InPACT公司")
EXACT_EN = replace(LISTED, name_en="InPACT S.A.", name_zh="")
ONE_LETTER = replace(LISTED, name_en="Rheinmetal AG", name_zh="")
PAPERS = ("declaration", "end_use_certificate", "release_notice")
AS_DROPPED = """content => {
    const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "paper.pdf", {type: "application/pdf"}));
    return data;
}"""


def status_of(system: System, reference: str) -> str:
    query = "SELECT status FROM shipments_shipment WHERE reference = %s"
    return str(system.sql(query, reference)[0][0])


def wait_for_lane(system: System, reference: str) -> str:
    wait_until(lambda: status_of(system, reference) != "screening", 120, "no lane")
    return status_of(system, reference)


def decide(person: Person, reference: str, verb: str, **fields: str) -> None:
    person.go(f"/review/{reference}/{verb}/")
    person.fill({"reason": "Checked the end user's record with two officers.", **fields})
    assert person.submit_form("reason").ok
    assert person.path == f"/review/{reference}/"


def propose_release(person: Person, reference: str) -> None:
    """Every grave finding is overridden on a ground."""
    person.go(f"/review/{reference}/propose-release/")
    for choice in person.page.locator("main [name^='kind-'][value=overridden]").all():
        choice.check()
    for ground in person.page.locator("main [name^='ground-']").all():
        ground.fill("The head of the section was asked and agrees.")
    person.fill({"reason": "Checked the end user's record with two officers."})
    assert person.submit_form("reason").ok
    assert person.path == f"/review/{reference}/"


def wait_for_papers(system: System, reference: str, count: int) -> None:
    query = (
        "SELECT count(*) FROM shipments_document d"
        " JOIN shipments_shipment s ON s.id = d.shipment_id"
        " WHERE s.reference = %s AND d.state = 'ready'"
    )
    wait_until(lambda: system.sql(query, reference)[0][0] == count, 120, "papers are not ready")


def pdf_text(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return "".join(done.stdout.split())


def release_with_two_officers(
    person: Callable[..., Person], system: System, reference: str
) -> None:
    gravity = system.sql("SELECT gravity FROM shipments_shipment WHERE reference = %s", reference)
    first, second = person("officer1"), person("officer2", language="en")
    if gravity[0][0] < 2:
        decide(first, reference, "release")
        return
    propose_release(first, reference)
    decide(second, reference, "countersign")


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.long)])
def test_a_clean_end_user_gets_its_papers(
    person: Callable[..., Person], system: System, tmp_path: Path, language: str
) -> None:
    exporter = person("exporter", language=language)
    reference = file_declaration(exporter, CLEAN, f"CLEAN-{language}", tmp_path)
    if wait_for_lane(system, reference) == "in_review":
        release_with_two_officers(person, system, reference)
    assert status_of(system, reference) == "released"
    wait_for_papers(system, reference, 3)
    exporter.go(f"/shipments/{reference}/")
    texts = "".join(
        pdf_text(exporter.download(link, tmp_path))
        for link in exporter.page.locator("main a[href^='/documents/']:not([href*='/of/'])").all()
    )
    for value in declared_values(CLEAN, f"CLEAN-{language}"):
        assert "".join(value.split()) in texts, value
    notice = tmp_path / f"{reference}-release_notice.pdf"
    drop_before_and_after_the_recall(person, reference, notice)


def drop_on_the_verification_page(person: Person, pdf: Path) -> str:
    """What the public page answers to a file that is dropped on it."""
    person.go("/documents/verify/")
    content = base64.b64encode(pdf.read_bytes()).decode()
    dropped = person.page.evaluate_handle(AS_DROPPED, content)
    form = person.page.locator("form:has([data-hashed-file])")
    with person.page.expect_navigation():
        form.dispatch_event("drop", {"dataTransfer": dropped})
    return person.page.locator("section[aria-labelledby='answer']").inner_text()


def drop_before_and_after_the_recall(
    person: Callable[..., Person], reference: str, pdf: Path
) -> None:
    first, second = person("officer1", language="en"), person("officer2", language="en")
    told = drop_on_the_verification_page(second, pdf)
    assert "Valid" in told
    assert reference in told
    decide(first, reference, "propose-recall", message="The licence was withdrawn.")
    decide(second, reference, "countersign-recall")
    assert "Revoked" in drop_on_the_verification_page(second, pdf)
    changed = pdf.with_name("changed.pdf")
    changed.write_bytes(pdf.read_bytes()[:-2] + b"  ")
    assert "Unknown" in drop_on_the_verification_page(second, changed)


def declared_values(buyer: Buyer, contract_no: str) -> list[str]:
    """What was typed, and the zh and en names behind the codes."""
    port, exit_port = PORTS_ABROAD.require(buyer.port), EXIT_PORTS.require("310302")
    values = [
        buyer.name_en,
        buyer.name_zh,
        contract_no,
        f"INV-{contract_no}",
        f"EUS-{contract_no}",
        COUNTRIES.require(buyer.country).name_zh,
        COUNTRIES.require(buyer.country).name_en,
        port.name_zh,
        exit_port.name_zh,
        "999-12345675",
        "CK257",
        buyer.product_made,
        "Jonas Park",
        "个旧银坪铟业有限公司",
        "Gejiu Yinping Indium Co., Ltd.",
        "3120049149",
    ]
    for product, kg in GOODS:
        line = line_fields(product, kg, buyer.country)
        values += [
            product.hs_code,
            product.name_zh,
            product.name_en,
            product.remark,
            line["licence_no"],
        ]
    return values


@pytest.mark.parametrize(
    "buyer",
    [
        pytest.param(EXACT_ZH, id="exact zh", marks=pytest.mark.long),
        pytest.param(EXACT_EN, id="exact en", marks=pytest.mark.long),
        pytest.param(ONE_LETTER, id="one letter off"),
    ],
)
def test_a_listed_end_user_is_caught_and_refused(
    person: Callable[..., Person], system: System, buyer: Buyer
) -> None:
    """Filed by a program."""
    exporter, token = person("exporter", language="en"), sign_in(system.url)
    draft = file_draft(system.url, token, 16, buyer, remarks=INGOT.remark)
    reference = submit(system.url, token, draft)
    assert wait_for_lane(system, reference) == "in_review"
    officer = person("officer1", language="en")
    officer.go(f"/review/{reference}/")
    assert "PTY-" in officer.text
    exporter.go(f"/shipments/{reference}/")
    assert "PTY-" not in exporter.page.content()
    for secret in ("control list", "watch list", "unreliable", "listed"):
        assert secret not in exporter.text.lower()
    told = {"ground": "listed_party", "message": "These goods cannot be exported as declared."}
    decide(officer, reference, "refuse", **told)
    assert status_of(system, reference) == "refused"
    wait_for_papers(system, reference, 1)
