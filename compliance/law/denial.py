"""Whether a text denies what it mentions: "not for military use", 不用于军事, 軍用には使用しない.

English, Russian and Chinese deny before the word, Japanese and Korean after it, all of them at
times by a verdict behind it ("military use: none", 军方客户除外). "Not only" and "cannot be
excluded" deny nothing, and a denied civil use says nothing about a military one.
"""

import re
from functools import lru_cache

_HARD_END = re.compile(
    r"[.;!?|\n。]|\b(?:but|however|instead|rather|yet|whereas)\b|\b(?:но|однако|зато)\b"
    r"|但是?|而是|却(?!无)|反而|しかし|ただし|하지만|그러나|지만"
)
_AFFIRMED = re.compile(
    r"^\s*(?!(?:and|or|nor|и|или)\b)"
    r"(?:for|used?|to be used|we|our|it|they|suppl\w+ (?:to|for)|which|customers?|downstream"
    r"|для|поставля\w+|используе\w+)\b|^\s*(?:用于|供|主要|应用于|销往|服务|客户|下游|交付|专供|专用)"
)
_NO = re.compile(
    r"\b(?:not|never|no(?!\s*\d)|nor|neither|none|without|nothing|unrelated|non|cannot|isnt|arent|wont"
    r"|dont|doesnt|except|(?<!not )(?<!cannot )(?<!never )(?<!dont )exclud\w+|prohibit\w*"
    r"|forb\w+|bans?|banned|barred|refus\w+|free of"
    r"|free from|other than|refrain\w*|avoid\w*|devoid of)\b"
    r"(?!\W+(?:any\W+)?(?:only|just|merely|solely|simply|exclusively|purely|limited|restricted|confined"
    r"|restrict\w*|limit\w*|objections?|problem|exception|difference|exclud\w+|ruled?|be\W+(?:excluded|ruled)|doubt|longer|least))"
)
_NO_CYRILLIC = re.compile(
    r"(?<![а-я])(?:не|ни|нет|без|кроме|исключая|исключа[юе]\w*|запре\w+|помимо|никогда)(?![а-я])"
    r"(?!\s+(?:только|лишь|исключ\w+|огранич\w+))"
)
_NO_HAN = re.compile(
    r"不(?![仅但只光单限锈同断少错足久粘燃良透规论管排]|可或缺|可避免|能排除|能不|得不|是民|用于民|作民)"
    r"|非(?![常洲凡晶金球线标接制遗民])|无(?![人线源缝锡机损铅尘菌论限疑形刷轴氧卤极级障光框纺齿油影烟毒声法排])"
    r"|未(?![来知必末排])|没有?|勿|禁止|严禁|禁用|杜绝|拒绝|避免|(?<![不未无])(?<!不能)排除|(?<![清去排])除(?!了|湿|尘|去|锈)"
)
_NO_HAN_KANA = re.compile(r"非(?![常])")
_VERDICT = re.compile(
    r"^[ -]?free\b|^[^,.;|。、]{0,40}?(?<!cannot be )(?<!not )(?<!not be )(?<!never )"
    r"\b(?:excluded|prohibited|forbidden|banned|not\W+(?:permitted|allowed|intended|involved|applicable"
    r"|supported|envisaged|foreseen|planned)|ruled out|none|nil|n/a)\b"
    r"|^[^,.;|。、]{0,12}?\W(?:no|none|nil|n/a)\s*(?:$|[,.;|])"
)
_VERDICT_CYRILLIC = re.compile(
    r"^[^,.;|]{0,40}?(?<!не )(?:исключен[оаы]|запрещен[оаы]|не предусмотрен\w*|не допускает\w*"
    r"|[:—-]\s*нет|отсутству\w+"
    r"|не\s+(?:буд\w+|использ\w+|применя\w+|предназнач\w+|допуска\w+)(?! исключ))"
)
_VERDICT_HAN = re.compile(
    r"^[^,;。]{0,16}?(?:[:：]?\s*(?:无|否|没有|零|不适用|不涉及)(?![㐀-鿿])|除外|为零|以外|之外"
    r"|(?<!不)被?(?:排除|禁止)(?!不)|没有?[^,;。]{0,4}(?:关系|关联|往来)|无[^,;。]{0,4}(?:关系|关联|往来)|无关|一律不|均不|概不|不予|不得)"
)
_DENIED_KANA = re.compile(
    r"ではなく|でなく|(?<!だけで)(?<!のみで)(?:は|も|が)?(?:ない|ません|なし|无し|无い|无关系|とは无关|せず(?!に済)|しません|除く"
    r"|除外(?!し(?:ない|ません))|以外|禁止|非该当|いたしません|ておらず)"
)
_ADDED_KANA = re.compile(
    r"だけで(?:は)?なく|のみならず|に限らず|にとどまらず|排除し(?:ない|ません|ておらず)|除外し(?:ない|ません)|ほか"
)
_DENIED_HANGUL = re.compile(r"않|아님|아닌|아니|없|금지|제외|안 ?[함됨]|불가|무관|미사용|말 ?것")
_ADDED_HANGUL = re.compile(
    r"뿐만? ?아니라|뿐 ?아니라|배제(?:하지|할 수)|제외하지|외에도|도 ?가능|국한되지|한정되지"
)
_CIVIL = re.compile(r"\b(?:civil\w*|commercial|domestic)\b|гражданск|民用|民生|民品|민수|민간|民间")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
FARTHEST = 400


@lru_cache(maxsize=16_384)
def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the folded text denies what stands at [start, end)."""
    before, after = _before(text, start), _after(text, end)
    if _DENIED_HANGUL.search(after) and not _ADDED_HANGUL.search(after):
        return True
    if any(map(_KANA.search, (before, text[start:end], after))):
        return _is_denied_in_japanese(before, after)
    verdicts = (_VERDICT, _VERDICT_CYRILLIC, _VERDICT_HAN)
    return _denies(before) or any(verdict.search(after) for verdict in verdicts)


def _is_denied_in_japanese(before: str, after: str) -> bool:
    if _ADDED_KANA.search(after):
        return False
    return bool(_DENIED_KANA.search(after)) or bool(_NO_HAN_KANA.search(before[-3:]))


def _denies(before: str) -> bool:
    for pattern in (_NO, _NO_CYRILLIC, _NO_HAN):
        cues = list(pattern.finditer(before))
        if cues and _reaches(before[cues[-1].end() :]):
            return True
    return False


def _reaches(between: str) -> bool:
    """Whether a denial still holds after these words: no civil use was denied instead, and no
    comma begins a statement of its own."""
    if _CIVIL.search(between):
        return False
    return not any(_AFFIRMED.search(part) for part in between.split(",")[1:])


def _before(text: str, start: int) -> str:
    clause = text[max(0, start - FARTHEST) : start]
    ends = list(_HARD_END.finditer(clause))
    return clause[ends[-1].end() :] if ends else clause


def _after(text: str, end: int) -> str:
    clause = text[end : end + FARTHEST]
    ending = _HARD_END.search(clause)
    return clause[: ending.start()] if ending else clause
