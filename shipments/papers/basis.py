"""Provisions as papers cite them: 《海关法》第二十四条, Customs Law art. 24."""

from collections.abc import Iterable

from compliance.law.provisions import Basis, Instrument
from shipments.papers.paper import Issue
from shipments.papers.wording import Bilingual
from shipments.papers.written import Fact

LEGAL_BASIS = Bilingual("法律依据", "Legal basis")
UNVERIFIED_ZH, UNVERIFIED_EN = "待核实", "to be verified"
DIGITS = "零一二三四五六七八九"


def cited(bases: Iterable[Basis]) -> list[Bilingual]:
    """One citation an instrument, with all its articles in their order."""
    articles: dict[Instrument, dict[str, None]] = {}
    for basis in bases:
        numbers = filter(None, map(str.strip, basis.article.split(",")))
        articles.setdefault(basis.instrument, {}).update(dict.fromkeys(numbers))
    return [_citation(instrument, list(numbers)) for instrument, numbers in articles.items()]


def basis_fact(issue: Issue, general: Bilingual) -> Fact:
    """The provisions that bear on the case, a line each, or the general ones of the paper."""
    found = issue.basis or (general,)
    return Fact(LEGAL_BASIS, "\n".join(map(str, found)))


def ground_fact(issue: Issue, neutral: Bilingual) -> Fact:
    """The ground as the policy words it, or neutral words where the exporter is not told."""
    told = issue.details
    text = Bilingual(told.get("ground_zh", ""), told.get("ground_en", ""))
    return Fact(Bilingual("事由", "Ground"), str(text) or str(neutral))


def case_basis_fact(issue: Issue, general: Bilingual) -> Fact:
    """What the ground rests on, then the provisions of the case's findings, a line each."""
    on_ground = issue.details.get("ground_basis", "").splitlines()
    lines = dict.fromkeys([*on_ground, *map(str, issue.basis)]) or [str(general)]
    return Fact(LEGAL_BASIS, "\n".join(lines))


def _citation(instrument: Instrument, articles: list[str]) -> Bilingual:
    name_zh = _printed(instrument.name_zh, "（", UNVERIFIED_ZH)
    name_en = _printed(instrument.name_en, " (", UNVERIFIED_EN)
    title, bracket, rest = name_zh.partition("（")
    zh = name_zh if "公告" in title else f"《{title}》{bracket}{rest}"
    word = "art." if len(articles) == 1 else "arts."
    en = f"{name_en} {word} {', '.join(articles)}" if articles else name_en
    return Bilingual(zh + "、".join(map(_article, articles)), en)


def _printed(name: str, bracket: str, mark: str) -> str:
    """Without a remark that something is not verified: that is for screens."""
    title, _bracket, remark = name.partition(bracket)
    return title if mark in remark else name


def _article(number: str) -> str:
    """12.3 is 第十二条第三款."""
    article, _dot, paragraph = number.partition(".")
    return f"第{_numeral(article)}条" + (f"第{_numeral(paragraph)}款" if paragraph else "")


def _numeral(number: str) -> str:
    """Chinese numerals up to 99; anything else as it is."""
    if not number.isdecimal() or not 0 < int(number) < 100:
        return number
    tens, ones = divmod(int(number), 10)
    ten = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return ten + (DIGITS[ones] if ones else "")
