"""Lists in sentences are divided as the reader's language divides them, wherever they stand, and a
label stands before its value with that language's colon."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override

from compliance.accounts.models import User
from compliance.listed import labelled, listed, listed_apart
from shipments.screening.wording import render_finding
from tests.builders import a_finding

ROOT = Path(__file__).parents[2]
IN_PYTHON = re.compile(r"""f(["'])[^"'\n]*\}: \{""")
COMMA_IN_PYTHON = re.compile(r"""f(["'])[^"'\n]*\}, \{""")
CHINESE = re.compile(r"[\u3400-\u9fff）”%\)s]:( |$)|:[\u3400-\u9fff]")
JOIN = re.compile(r"""(["'])(, |; |、|；)\1\.join\(""")

STORED = """
    compliance/law/elements.py compliance/law/rules/attributes.py
    compliance/law/rules/classification.py compliance/law/rules/destination.py
    compliance/law/rules/documents.py
    compliance/law/rules/licence_register.py compliance/law/rules/licensing.py
    compliance/law/rules/quotas.py compliance/law/rules/recognition.py
    compliance/law/rules/statements.py compliance/parties/dates_told.py
    compliance/parties/entries.py
    compliance/parties/evidence.py shipments/flows/signs.py shipments/follow_up/knowledge.py
    shipments/labels.py shipments/licences/editions.py
    compliance/parties/importers/eu_csv.py compliance/parties/importers/eu_xml.py
    compliance/parties/importers/ofac_advanced.py compliance/parties/importers/ofac_csv.py
    compliance/parties/importers/ofac_xml.py compliance/parties/importers/uk_csv.py
    compliance/parties/importers/un_xml.py compliance/parties/importers/us_csl_csv.py
""".split()
"""Findings, evidence, differences and entries are kept as bytes that must come out the same again;
readers see a finding's codes divided anew."""

IN_ONE_LANGUAGE = """
    shipments/declare/forms/elements.py shipments/declare/statements.py shipments/demo/orders.py
    shipments/demo/variations.py shipments/papers/basis.py shipments/papers/certificate.py
    shipments/papers/technical_statement.py
""".split()
"""What is declared or printed in Chinese and in English side by side, whoever reads it."""

NOT_SENTENCES = """
    compliance/parties/versions.py compliance/ui/counting.py compliance/document_store/address.py
    compliance/health/checks.py shipments/flows/sums.py shipments/flows/simulate.py
    shipments/moves/drawing.py shipments/numbers_for_watchmen.py shipments/declare/actions.py
    shipments/licences/importing.py shipments/licences/register_file.py
    shipments/single_window/exporting.py
""".split()
"""SQL, drawings, what watchmen read in English, and the text of exceptions."""

FOR_NO_READER = """
    compliance/accounts/models.py compliance/document_store/away.py
    compliance/document_store/buckets.py compliance/health/checks.py
    compliance/parties/importers/ofac_xml.py compliance/parties/models.py
    compliance/quarantine/clamd.py compliance/quarantine/scanning.py compliance/safekeeping.py
    shipments/licences/importing.py shipments/models/flow.py shipments/models/rehearsal.py
    shipments/models/retention.py shipments/models/screening.py shipments/models/trouble.py
    shipments/moves/drawing.py shipments/numbers_for_watchmen.py
    shipments/paperwork/signing/pades.py shipments/paperwork/verify_pack.py
    shipments/review/match_verdicts.py shipments/screening/troubles.py
    shipments/single_window/exporting.py shipments/webhooks/sending.py
""".split()
"""What logs, watchmen, exceptions and `str(row)` say in English, entries and verdicts that are kept
as they were written, and the program that checks a pack by itself."""


def joins(path: Path) -> bool:
    return bool(JOIN.search(path.read_text(encoding="utf-8")))


def modules() -> Iterator[Path]:
    for room in ("compliance", "enduse", "shipments"):
        for path in (ROOT / room).rglob("*.py"):
            if not {"migrations", "commands", "archive"} & set(path.parts):
                yield path


@pytest.mark.parametrize(
    ("language", "side_by_side", "apart"), [("en", "a, b", "a; b"), ("zh-hans", "a、b", "a；b")]
)
def test_the_language_divides_the_things(language: str, side_by_side: str, apart: str) -> None:
    page = Template("{{ all|listed }} {% for each in all %}{{ each }}{% comma %}{% endfor %}")
    with override(language):
        assert (listed(["a", "b"]), listed_apart(["a", "b"])) == (side_by_side, apart)
        assert page.render(Context({"all": ["a", "b"]})).startswith(
            f"{side_by_side} {side_by_side}"
        )


def test_whoever_joins_a_list_says_why_it_is_not_divided_by_the_language() -> None:
    excused = {*STORED, *IN_ONE_LANGUAGE, *NOT_SENTENCES}
    found = {str(path.relative_to(ROOT)) for path in modules() if joins(path)}
    assert found == excused


def test_no_template_divides_things_by_a_comma_of_its_own() -> None:
    message = re.compile(
        r"{% blocktranslate.*?endblocktranslate %}|{% comment.*?endcomment %}", re.S
    )
    unread = re.compile(r'(?<![a-z-])(?!(?:aria-label|title|alt)=)[a-z-]+="[^"]*{{[^"]*"')
    english = re.compile(r'<span lang="en">(?:(?!</span>).)*, (?:(?!</span>).)*</span>')
    own = re.compile(r'\|join:"[,;、；] "|(}}|%}|</\w+>)[,;、；](\s|$)', re.MULTILINE)
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in (ROOT / "templates").rglob("*.html")
        if "paper" not in path.parts
        for hit in own.finditer(unread.sub("", english.sub("", message.sub("", path.read_text()))))
    ]
    assert found == []


@pytest.mark.parametrize(("language", "words"), [("en", "a: b"), ("zh-hans", "a：b")])
def test_the_language_parts_a_label_from_its_value(language: str, words: str) -> None:
    with override(language):
        assert labelled("a", "b") == words
        assert Template("a{% colon %}b").render(Context()) == words


def test_no_template_parts_a_label_from_its_value_by_a_colon_of_its_own() -> None:
    """Papers are printed in Chinese and English side by side; their bytes stay."""
    message = re.compile(
        r"{% blocktranslate.*?(?={% endblocktranslate)|{% comment.*?endcomment %}", re.DOTALL
    )
    own = re.compile(r"(}}|%}|</\w+>)\s*:(?=\s|<|{|$)", re.MULTILINE)
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in (ROOT / "templates").rglob("*.html")
        if not {"paper", "report"} & set(path.parts)
        for hit in own.finditer(message.sub("", path.read_text()))
    ]
    assert found == []


def test_nothing_stands_between_a_label_and_its_colon() -> None:
    apart = re.compile(r"\s(?:{% (?:end)?(?:if|with|for)[^%]*%})*{% (?:colon|comma) %}")
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in (ROOT / "templates").rglob("*.html")
        for hit in apart.finditer(path.read_text())
    ]
    assert found == []


def test_whoever_writes_a_comma_between_two_values_says_for_whom() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in modules()
        if COMMA_IN_PYTHON.search(path.read_text(encoding="utf-8"))
    }
    assert found == {
        "compliance/parties/importers/mofcom_text.py",  # entries, kept as they were written
        "shipments/licences/importing.py",  # logs and exceptions
    }


def test_whoever_writes_a_colon_between_two_values_says_for_whom() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in modules()
        if "demo" not in path.parts and IN_PYTHON.search(path.read_text(encoding="utf-8"))
    }
    assert found == {*FOR_NO_READER}


def test_no_chinese_sentence_has_a_narrow_colon() -> None:
    catalogue = ROOT / "compliance/locale/zh_Hans/LC_MESSAGES/django.po"
    _header, *lines = (
        catalogue.read_text(encoding="utf-8").split('\nmsgid "', 1)[1].split("\nmsgid ")
    )
    sentences = [line.partition("\nmsgstr")[2] for line in lines]
    assert len(sentences) > 1500
    assert [each for each in sentences if CHINESE.search(each.split("\n\n")[0])] == []


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "3C004, 3C005"), ("zh-hans", "3C004、3C005")]
)
@pytest.mark.parametrize("stored", ["3C004, 3C005", "3C004、3C005"])
def test_the_codes_of_a_stored_finding_are_divided_anew(
    language: str, shown: str, stored: str
) -> None:
    finding = a_finding("LIC-01", params={"line": "1", "codes": stored})
    with override(language):
        assert shown in render_finding(finding, User(role="officer")).message
