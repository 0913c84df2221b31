"""Signs of military, mass-destruction or police use in declared text, each with its evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from compliance.law.denial import is_denied
from compliance.law.folding import folded
from compliance.law.lexicon import Lexicon, Mention

ENOUGH, BESIDE_ANOTHER, WEAK = 3, 2, 1
CATCH_ALL_KINDS = frozenset({"missile", "nuclear", "chemical_biological"})
POLICE = "police"
NOT_MILITARY_KINDS = frozenset({"nuclear", "chemical_biological", POLICE})
NATION, CIVIL, PLAY, CIVIL_SETTING = "nation", "civil", "play", "civil_setting"
BODIES = frozenset({"force", "ministry", "procurement", "laboratory"})
NAMED_AFTER = BODIES | {"weapon", "context"}
NEAR_NATION, NEAR_PLAY = 5, 8
EXCERPT = 60

_STREET_BEHIND = re.compile(
    r"^ ?(?:street|st\b|road|rd\b|avenue|ave\b|drive|boulevard|lane|plaza|square|park\b|pier"
    r"|metro|colony|towers?\b"
    r"|[路街巷道](?![由径线灯])|大道|大街|大厦|胡同|小区|駅|驿|站前|通り)"
)
_STREET_BEFORE = re.compile(r"(?:улица|ул\.?|проспект|площадь|переулок|rue|calle|via) ?$")
_HARD_END = re.compile(r"[.;!?|\n。]")
_BRAND = re.compile(r"^[^,;。|、\d]{0,4}牌(?![照号子])")
_PERSON = re.compile(
    r"(?:^|[^㐀-鿿])[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢唐许邓冯曹彭曾肖田董潘袁蔡蒋余于杜"
    r"叶程魏苏吕丁任沈姚卢姜崔钟谭汪范廖贾韦付邹孟熊秦邱尹薛闫段雷侯史陶黎贺顾毛郝龚邵钱严戴莫孔汤]$"
)
_GIVEN_NAMES = frozenset({"海军", "国防", "空军", "陆军"})


DECLARED_TIE = "军方关系 / military ties"


@dataclass(frozen=True)
class Sign:
    """One sign: the words found, its kind and weight, whose body it names ("" unknown), the
    declared field it stands in and the words around it."""

    words: str
    kind: str
    weight: int
    country: str
    field_name: str
    text: str

    @property
    def is_certain(self) -> bool:
        """Whether it counts by itself."""
        return self.weight >= ENOUGH


def signs_in(texts: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[Sign, ...]:
    """What (field, text) pairs say undenied and beyond doubt: certain signs by themselves, doubtful
    ones where another of a different kind stands beside them."""
    found = [sign for name, text in texts if text for sign in _signs_of(name, text, lexicon)]
    certain = [sign for sign in found if sign.weight >= ENOUGH]
    return tuple(certain + _doubtful(found))


def _doubtful(found: list[Sign]) -> list[Sign]:
    """Those that support each other: one of weight 2 at least, and one of another kind, or another
    word of weight 2."""
    likely = [sign for sign in found if sign.weight == BESIDE_ANOTHER]
    terms = {sign.words for sign in likely}
    weak = [sign for sign in found if sign.weight == WEAK]
    if not likely or (len(terms) < 2 and not weak):
        return []
    return [*likely, *weak]


@lru_cache(maxsize=8192)
def _signs_of(name: str, text: str, lexicon: Lexicon) -> tuple[Sign, ...]:
    plain = folded(text)
    mentions = lexicon.mentions(plain)
    return tuple(
        _sign(mention, mentions, name, text, plain)
        for mention in mentions
        if mention.term.weight and _counts(mention, mentions, plain)
    )


def _sign(mention: Mention, mentions: list[Mention], name: str, text: str, plain: str) -> Sign:
    term = mention.term
    country = term.country or _nation_near(mention, mentions, plain)
    words = plain[mention.start : mention.end]
    return Sign(words, term.kind, term.weight, country, name, _excerpt(text, plain, mention))


def _counts(mention: Mention, mentions: list[Mention], plain: str) -> bool:
    term = mention.term
    if term.kind in NAMED_AFTER and (_is_street(mention, plain) or _is_person(mention, plain)):
        return False
    if term.weight == WEAK and _near(mention, mentions, CIVIL_SETTING, plain, len(plain)):
        return False
    if _BRAND.search(plain[mention.end :]):
        return False
    if not term.country and _near(mention, mentions, PLAY, plain, NEAR_PLAY):
        return False
    return not is_denied(plain, mention.start, mention.end)


def _is_street(mention: Mention, plain: str) -> bool:
    behind, before = plain[mention.end :], plain[: mention.start]
    return bool(_STREET_BEHIND.search(behind) or _STREET_BEFORE.search(before))


def _is_person(mention: Mention, plain: str) -> bool:
    """海军 and 国防 are given names too: 王海军."""
    is_name = plain[mention.start : mention.end] in _GIVEN_NAMES
    return is_name and bool(_PERSON.search(plain[: mention.start]))


def _nation_near(mention: Mention, mentions: list[Mention], plain: str) -> str:
    """Whose army, ministry or laboratory it is by the nearest nation's name beside it."""
    if mention.term.kind not in BODIES:
        return ""
    near = [
        (abs(other.first - mention.first), other.term.country)
        for other in mentions
        if other.term.kind == NATION and _is_beside(mention, other, plain, NEAR_NATION)
    ]
    return min(near)[1] if near else ""


def _near(mention: Mention, mentions: list[Mention], kind: str, plain: str, distance: int) -> bool:
    others = (other for other in mentions if other.term.kind == kind)
    return any(_is_beside(mention, other, plain, distance) for other in others)


def _is_beside(one: Mention, other: Mention, plain: str, distance: int) -> bool:
    left, right = sorted((one, other), key=lambda each: each.start)
    between = plain[left.end : right.start]
    return right.first - left.last <= distance + 1 and not _HARD_END.search(between)


def _excerpt(text: str, plain: str, mention: Mention) -> str:
    if len(text) <= 2 * EXCERPT:
        return text
    begin = max(0, mention.start - EXCERPT)
    return f"…{plain[begin : mention.end + EXCERPT]}…"
