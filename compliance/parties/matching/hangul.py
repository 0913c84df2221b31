"""Korean names in Hangul: words of trade as English ones, the rest in Latin letters.

Revised Romanization without the changes of neighbouring sounds; what other systems write is met by
`romanised.korean`.
"""

import re

RUN = re.compile("[\uac00-\ud7a3]+")
_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_MEDIALS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = (" k k k n n n t l l l l l l l l m p p t t ng t t k t p t").split(" ")
_LEGAL = re.compile("주식회사|유한책임회사|유한회사|합자회사|\\(주\\)|\\(유\\)|㈜|회사")
_TRADES = {
    "전자": "electronics", "전기": "electric", "산업": "industry", "무역": "trading",
    "상사": "trading", "화학": "chemical", "반도체": "semiconductor", "공업": "industry",
    "금속": "metals", "테크": "technology", "기술": "technology", "물산": "trading",
    "통상": "trading", "건설": "construction", "중공업": "heavyindustry", "해운": "shipping",
    "은행": "bank", "그룹": "group", "홀딩스": "holding", "소재": "materials", "재료": "materials",
    "신소재": "materials", "시스템": "systems", "엔지니어링": "engineering", "정밀": "precision",
    "기계": "machinery", "광학": "optics", "에너지": "energy", "정보": "information",
    "통신": "communications", "제약": "pharmaceutical", "물류": "logistics", "항공": "aviation",
    "조선": "shipbuilding", "자동차": "automobile", "철강": "steel", "대학교": "university",
    "연구소": "institute", "연구원": "institute", "코리아": "korea", "한국": "korea",
    "인터내셔널": "international", "글로벌": "global", "디스플레이": "display",
}  # fmt: skip
_LONGEST = max(map(len, _TRADES))
_COUNTRIES = {"조선": "korea", "한국": "korea", "대한": "korea"}
_USUAL = {"이": "lee", "오": "oh", "우": "woo", "유": "yoo"}
"""Surnames that the system writes with a letter or two."""
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채"
    "원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용리림"
)


def latin(text: str) -> str:
    """The text with every run of Hangul as Latin words: 세룡전자 → seryong electronics."""
    if not RUN.search(text):
        return text
    plain = _LEGAL.sub(" limited ", text)
    return RUN.sub(lambda run: f" {_words(run.group())} ", plain)


def _words(run: str) -> str:
    return " ".join(word for part in run.split() for word in _parts(part))


def _parts(word: str) -> list[str]:
    trades: list[str] = []
    while length := _trade_length(word):
        trades.insert(0, _TRADES[word[-length:]])
        word = word[:-length]
    if not trades and word[0] in _SURNAMES and 2 <= len(word) <= 3:
        return [_USUAL.get(word[0]) or _spelt(word[0]), _spelt(word[1:])]
    if trades and len(word) > 3 and word[:2] in _COUNTRIES:
        return [_COUNTRIES[word[:2]], _spelt(word[2:]), *trades]
    return [*([_spelt(word)] if word else []), *trades]


def _trade_length(word: str) -> int:
    lengths = range(min(_LONGEST, len(word)), 1, -1)
    return next((n for n in lengths if word[-n:] in _TRADES), 0)


def _spelt(word: str) -> str:
    return "".join(map(_syllable, word))


def _syllable(char: str) -> str:
    place = ord(char) - _FIRST
    if not 0 <= place <= _LAST - _FIRST:
        return char if char.isascii() else ""
    initial, rest = divmod(place, 588)
    return _INITIALS[initial] + _MEDIALS[rest // 28] + _FINALS[rest % 28]
