"""最终用户和最终用途证明, sections A to G, from the statement frozen with the revision.

No official template of 2025 is public; the fields follow Decree 792 arts. 16 and 24.
"""

from dataclasses import dataclass

from compliance.declared.field import Field
from compliance.declared.statement import STATEMENT
from compliance.law.declaration import Declaration, EndUseStatement
from compliance.law.default_norms import END_USE_NORMS
from shipments.papers import trade
from shipments.papers.sheet import facts
from shipments.papers.wording import Bilingual, yes_no
from shipments.papers.written import Fact, in_annex, written

KINDS = {
    "statutory": Bilingual("法定（两用物项）", "Statutory (dual-use item)"),
    "requested": Bilingual("应要求出具（最终用户声明）", "Requested (end-user statement)"),
}
PROMISES = {
    "promises_declared_use": Bilingual(
        "未经中华人民共和国政府同意，不将上述物项用于申报用途以外的任何用途。",
        "Without the consent of the Government of the People's Republic of China, the items "
        "will not be put to any use other than the one declared.",
    ),
    "promises_no_transfer": Bilingual(
        "未经中华人民共和国政府同意，不将上述物项转让给申报的最终用户以外的任何第三方。",
        "Without that consent, the items will not be transferred to any third party other than "
        "the declared end user.",
    ),
    "promises_no_wmd": Bilingual(
        "不将上述物项用于储存、加工、生产、处理大规模杀伤性武器及其运载工具。",
        "The items will not be used to store, process, produce or handle weapons of mass "
        "destruction or their means of delivery.",
    ),
    "accepts_verification": Bilingual(
        "接受对最终用户和最终用途的核查。", "The end user and end use may be verified."
    ),
}


@dataclass(frozen=True)
class Section:
    """A lettered part of the certificate."""

    letter: str
    title: Bilingual
    facts: list[Fact]


@dataclass(frozen=True)
class Promise:
    """One undertaking and whether it was given."""

    words: Bilingual
    given: Bilingual


@dataclass(frozen=True)
class Certificate:
    """One statement as it is certified."""

    heading_facts: list[Fact]
    sections: list[Section]
    promises: list[Promise]
    signature: Section


def certificates(declaration: Declaration) -> list[Certificate]:
    """One for each statement; where there are several, each says which lines it covers. Raises
    ValueError without a statement."""
    if not declaration.all_statements:
        raise ValueError(f"{declaration.reference} has no end-use statement")
    several = bool(declaration.further_statements)
    return [
        Certificate(
            [*_facts_of(part.statement, "heading"), *(_covered(part) if several else ())],
            _sections(part, part.statement),
            _promises(part.statement),
            _signature(part.statement),
        )
        for part in declaration.by_statement()
        if part.statement
    ]


def _covered(part: Declaration) -> list[Fact]:
    lines = "、".join(f"{line.number} {line.name_zh} {line.name_en}" for line in part.lines)
    return facts(("商品项", "Goods lines", lines))


def _sections(declaration: Declaration, statement: EndUseStatement) -> list[Section]:
    """A to E: who, through whom, what and for which use."""
    found = {
        key: _facts_of(statement, key) for key in ("end_user", "importer", "transaction", "use")
    }
    return [
        Section("A", Bilingual("最终用户", "End user"), found["end_user"]),
        Section("B", Bilingual("进口商", "Importer"), found["importer"]),
        Section("C", Bilingual("出口商", "Exporter"), trade.seller(declaration)),
        Section("D", Bilingual("交易和物项", "Transaction and items"), found["transaction"]),
        Section("E", Bilingual("最终用途", "End use"), found["use"]),
    ]


def _promises(statement: EndUseStatement) -> list[Promise]:
    """F: the undertakings of Decree 792 art. 24, each with the answer given."""
    return [Promise(words, yes_no(getattr(statement, name))) for name, words in PROMISES.items()]


def _signature(statement: EndUseStatement) -> Section:
    """G: who signed where and when, and how long the statement holds."""
    signed = _facts_of(statement, "signature", "scan")
    return Section("G", Bilingual("签署", "Signature"), signed)


def _facts_of(statement: EndUseStatement, *groups: str) -> list[Fact]:
    """The fields of those groups of the dictionary as the certificate prints them."""
    fields = in_annex(STATEMENT[name] for name in STATEMENT.names_in(*groups))
    return facts(*((label.zh, label.en, _text(field, statement)) for label, field in fields))


def _text(field: Field, statement: EndUseStatement) -> str:
    """Kind and category have names of their own."""
    if field.name == "kind":
        return str(KINDS.get(statement.kind, statement.kind))
    return _category(statement.end_use) if field.name == "end_use" else written(field, statement)


def _category(code: str) -> str:
    found = next((norm for norm in END_USE_NORMS if norm.code == code), None)
    return f"{found.name_zh} {found.name_en} ({code})" if found else code
