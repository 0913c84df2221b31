"""Bad input at a real browser: a clear message beside its field, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from shipments.demo.papers import paper
from tests.browser import Person
from tests.journeys.drafts import (
    address_of,
    assert_nothing_lost,
    one,
    typed_in,
    version_of,
)
from tests.system import System

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.timeout(400)]

MEBIBYTE = 1024 * 1024
GROWTH = 24 * MEBIBYTE  # less than the file, more than what a first use of a page keeps
TYPED = """fields => Object.fromEntries(fields
    .filter(field => !["hidden", "file", "submit", "radio"].includes(field.type))
    .map(field => [field.name, field.type === "checkbox" ? String(field.checked) : field.value]))"""


@dataclass(frozen=True)
class Mistake:
    """What is typed on which page, and what must be said beside which field."""

    page: str
    typed: dict[str, str]
    field: str
    sentence: str
    language: str
    candidate: str = ""


MISTAKES = {
    "net over gross in a line": Mistake(
        "line",
        {"quantity": "90", "net_weight_kg": "90", "gross_weight_kg": "60", "total_price": ""},
        "net_weight_kg",
        "净重不得大于毛重",
        "zh-hans",
    ),
    "net over gross in all": Mistake(
        "packing",
        {"net_weight_kg": "1,234.5", "gross_weight_kg": "1,200", "marks": "LOT 49"},
        "net_weight_kg",
        "Net weight cannot be more than gross weight",
        "en",
    ),
    "composition of 98.995 %": Mistake(
        "line",
        {"composition-0-percent": "98.99", "name_en": "Indium ingots, second lot"},
        "composition-0-percent",
        "不等于100",
        "zh-hans",
    ),
    "a code of another heading": Mistake(
        "line",
        {"hs_code": "2853904051", "name_zh": "铟锭（第二批）"},
        "hs_code",
        "It may be 8112923010",
        "en",
    ),
    "an unknown port": Mistake(
        "transport",
        {"destination_port": "Hamburk", "voyage_no": "0149"},
        "destination_port",
        "您要找的可能是下列之一",
        "zh-hans",
        "汉堡",
    ),
    "an unclear country": Mistake(
        "transport",
        {"trading_country": "Korea", "voyage_no": "0149"},
        "trading_country",
        "Choose one of these",
        "en",
        "Korea",
    ),
    "an unclear regime": Mistake(
        "trade",
        {"customs_regime": "进料", "contract_no": "YP-49"},
        "customs_regime",
        "请从下列选项中选择",
        "zh-hans",
        "进料对口",
    ),
    "a country that is none": Mistake(
        "transport",
        {"final_destination": "Qwxzq", "voyage_no": "0149"},
        "final_destination",
        "is not in the list",
        "en",
    ),
    "a USCC of 12 digits": Mistake(
        "declarant",
        {"producer_uscc": "915325014949", "declarant_person": "陈立三"},
        "producer_uscc",
        "应为18位，现为12位",
        "zh-hans",
    ),
}


IN_EVERY_RUN = {"net over gross in a line", "an unclear country", "a USCC of 12 digits"}
"""Of numbers, of choices and of codes one; every field has its own test without a browser."""


@pytest.fixture(scope="module")
def draft(new_draft: Callable[[], str]) -> str:
    """One draft for all mistakes, since none of them is saved."""
    return new_draft()


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param(each, id=name, marks=() if name in IN_EVERY_RUN else pytest.mark.long)
        for name, each in MISTAKES.items()
    ],
)
def test_a_mistake_is_explained_beside_its_field(
    filer_at: Callable[..., Person], system: System, draft: str, mistake: Mistake
) -> None:
    filer = filer_at(language=mistake.language)
    filer.go(address_of(system, draft, mistake.page))
    filer.fill(mistake.typed)
    before, version = typed_in(filer), version_of(system, draft)
    assert filer.save().status == 200
    assert mistake.sentence in filer.errors()[mistake.field]
    assert_nothing_lost(filer, before)
    assert version_of(system, draft) == version
    if mistake.candidate:
        candidates = filer.page.locator(f"label:has([name={mistake.field}_pick])")
        assert any(mistake.candidate in text for text in candidates.all_inner_texts())


@pytest.mark.long
def test_a_candidate_can_be_picked(
    filer_at: Callable[..., Person], system: System, new_draft: Callable[[], str]
) -> None:
    filer, reference = filer_at(language="en"), new_draft()
    filer.go(f"/shipments/{reference}/transport/")
    filer.fill({"trading_country": "Korea"})
    filer.save()
    filer.page.locator("[name=trading_country_pick][value=KOR]").check()
    filer.save()
    query = "SELECT trading_country FROM shipments_shipment WHERE reference = %s"
    assert one(system, query, reference) == "KOR"


def attach(person: Person, file: Path) -> None:
    person.fill({"kind": "technical_statement", "number": "TS-49"})
    person.page.locator("main [name=upload]").set_input_files(file)
    person.send_files("upload")


@pytest.mark.long
def test_a_program_named_pdf_is_recognised(
    filer_at: Callable[..., Person], draft: str, tmp_path: Path
) -> None:
    program = tmp_path / "statement.pdf"
    program.write_bytes(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(4096))
    filer = filer_at()
    filer.go(f"/shipments/{draft}/attachments/")
    attach(filer, program)
    told = "从内容看，该文件是Windows程序，而不是 PDF、PNG 或 JPEG。"
    assert told in filer.errors()["upload"]
    assert typed_in(filer) == {"kind": "technical_statement", "number": "TS-49"}


def test_thirty_megabytes_are_refused_and_cost_no_memory(
    filer_at: Callable[..., Person], system: System, draft: str, tmp_path: Path
) -> None:
    large = tmp_path / "statement.pdf"
    large.write_bytes(b"%PDF-1.7\n" + bytes(30 * MEBIBYTE) + b"\n%%EOF\n")
    filer = filer_at(language="en")
    filer.go(f"/shipments/{draft}/attachments/")
    before = memory_of(system)
    attach(filer, large)
    assert "at most 20.0" in filer.errors()["upload"]
    assert typed_in(filer) == {"kind": "technical_statement", "number": "TS-49"}
    after = memory_of(system)
    assert after.keys() == before.keys()
    assert max(after[pid] - before[pid] for pid in before) < GROWTH


def memory_of(system: System) -> dict[int, int]:
    """Resident bytes of each web process, by pid."""
    return {each.pid: each.memory_info().rss for each in system.processes("gunicorn")}


@pytest.mark.long
def test_a_good_file_beside_a_mistake_is_asked_for_again(
    filer_at: Callable[..., Person], draft: str, tmp_path: Path
) -> None:
    file = tmp_path / "contract.pdf"
    file.write_bytes(paper("contract"))
    filer = filer_at()
    filer.go(f"/shipments/{draft}/attachments/")
    filer.fill({"number": "NO-49"})
    filer.page.locator("main [name=upload]").set_input_files(file)
    filer.send_files("upload")
    assert set(filer.errors()) == {"kind", "upload"}
    assert "重新选择" in filer.errors()["upload"]
    assert typed_in(filer)["number"] == "NO-49"
