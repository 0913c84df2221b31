"""Provisions as papers cite them: 《海关法》第二十四条, Customs Law art. 24."""

from collections.abc import Iterable

from compliance.law.provisions import Basis, Instrument
from shipments.papers.paper import Issue
from shipments.papers.wording import Bilingual
from shipments.papers.written import Fact

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
    return Fact(Bilingual("法律依据", "Legal basis"), "\n".join(map(str, found)))


def _citation(instrument: Instrument, articles: list[str]) -> Bilingual:
    title, bracket, rest = instrument.name_zh.partition("（")
    zh = instrument.name_zh if "公告" in title else f"《{title}》{bracket}{rest}"
    word = "art." if len(articles) == 1 else "arts."
    en = f"{instrument.name_en} {word} {', '.join(articles)}" if articles else instrument.name_en
    return Bilingual(zh + "、".join(map(_article, articles)), en)


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
