"""Every box that takes a code takes it as people paste it: full width, with spaces, with other
separators. A box without a row here fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field

from compliance.codes.spelling import name_text, plain_text
from compliance.ui.fields import CodeField, CodeSelect, SpelledField
from enduse.forms import EndUserForm, SiteForm, StatementForm
from shipments.declare.forms.header import HEADER_FORMS
from shipments.declare.forms.papers import AttachmentForm
from shipments.declare.forms.parties import PartyForm
from shipments.declare.forms.rows import CompositionRow, ControlElementRow, OtherDocumentRow
from shipments.declare.intake import WholeLineForm

FORMS = (
    *HEADER_FORMS.values(),
    WholeLineForm,
    PartyForm,
    StatementForm,
    EndUserForm,
    SiteForm,
    AttachmentForm,
    CompositionRow,
    ControlElementRow,
    OtherDocumentRow,
)
AS_PASTED = {
    "aeo_code": ("ＣＮ　３１２２ 96008Y", "CN312296008Y"),
    "bill_no": ("９９９－１２３４５６７５", "999-12345675"),
    "cas": ("ＣＡＳ No. ７４４０ ７４—６", "7440-74-6"),
    "ciq_code": ("９ ９.９", "999"),
    "container_nos": ("ｃｓｑｕ　３０５４３８－３；TASU 117000-0", "CSQU3054383 TASU1170000"),
    "contract_no": ("ＹＰ－２６１１　００４１", "YP-2611 0041"),
    "dangerous_packing": ("４Ｇ／Ｙ１４５", "4G/Y145"),
    "declarant_customs_code": ("５３２５９６−０１４９", "5325960149"),
    "declarant_person_card": (" ３１２００４ ９１４９ ", "3120049149"),
    "declarant_phone": ("０８７３－２１４　９０４８", "0873-214 9048"),
    "declarant_uscc": ("９１５３２５０１－ｍａ６ｋ４９ｙｐ３ 7", "91532501MA6K49YP37"),
    "invoice_no": ("ＩＮＶ–２６１１", "INV-2611"),
    "licence_no": ("２６．５３／０００１４９", "26-53-000149"),
    "lot_numbers": ("ＹＰ２６１１−００１，　ＹＰ２６１１—００２", "YP2611-001, YP2611-002"),
    "number": ("ＥＵＳ－ＹＰ　２６１１", "EUS-YP 2611"),
    "phone": ("＋８２　５４－４６０", "+82 54-460"),
    "producer_customs_code": ("５３２５９６ ０１４９", "5325960149"),
    "producer_uscc": ("９１５３ ２５０１ ＭＡ６Ｋ ４９ＹＰ ３７", "91532501MA6K49YP37"),
    "record_no": ("ｃ２２３３　０１２３４５６", "C22330123456"),
    "registration_no": ("ＨＲＢ　１２３４—５", "HRB 1234-5"),
    "statement_no": ("ＥＵＳ—ＹＰ　２６１１", "EUS-YP 2611"),
    "un_number": ("ｕｎ－３ ３９３", "UN3393"),
    "voyage_no": ("０１４９　Ｗ", "0149 W"),
}
WITHOUT_SPACES = {OtherDocumentRow: "EUS-YP2611"}
"""Where a number of the same name is a compact code."""


def boxes(kind: type | tuple[type, ...]) -> Iterator[tuple[Any, str, Field]]:
    for form in FORMS:
        declared = getattr(form, "base_fields", {})
        for name, field in declared.items():
            if isinstance(field, kind):
                yield form, name, field


def wide(text: str) -> str:
    """In full width, as a Chinese input method writes it, with its space on both sides."""
    letters = (chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)
    return f"\u3000{''.join(letters)}\u3000"


def test_every_coded_box_takes_full_width() -> None:
    seen = 0
    for form, name, field in boxes((CodeField, CodeSelect)):
        rows = list(field.table)  # type: ignore[attr-defined]
        for row in {rows[0], rows[len(rows) // 2], rows[-1]}:
            assert field.clean(wide(row.code)) == row.code, (form.__name__, name, row.code)
            seen += 1
    assert seen > 60


def test_every_other_code_is_written_in_one_way() -> None:
    seen = set()
    for form, name, field in boxes(SpelledField):
        if field.spelling in (plain_text, name_text):  # type: ignore[attr-defined]
            continue
        typed, written = AS_PASTED[name]
        written = WITHOUT_SPACES.get(form, written)
        assert field.clean(typed) == written, (form.__name__, name)
        assert field.clean(written) == written, (form.__name__, name)
        seen.add(name)
    assert seen == set(AS_PASTED)


@pytest.mark.parametrize("typed", ["7440746", "7440/74/6", "7440·74·6", "cas:7440-74-6"])
def test_a_cas_number_is_written_with_its_hyphens(typed: str) -> None:
    assert WholeLineForm.base_fields["cas"].clean(typed) == "7440-74-6"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2653000149", "2653000149"),
        ("26DU 43000777", "26DU43000777"),
        ("26 53 000149", "26-53-000149"),
    ],
)
def test_a_licence_number_keeps_what_is_not_known_to_separate(typed: str, written: str) -> None:
    assert WholeLineForm.base_fields["licence_no"].clean(typed) == written


@pytest.mark.parametrize("typed", ["８１１２．９２　３０.１０", "8112-9230 10", "8112.92.3010"])
def test_an_hs_code_needs_no_separators(typed: str) -> None:
    assert WholeLineForm.base_fields["hs_code"].clean(typed) == "8112923010"


def test_what_no_code_has_is_refused_by_name() -> None:
    for form, name, field in boxes(SpelledField):
        if field.spelling not in (plain_text, name_text):  # type: ignore[attr-defined]
            with pytest.raises(ValidationError, match=r"U\+202E"):
                field.clean("12\u202e34")
            assert form
            assert name
