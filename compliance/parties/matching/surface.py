"""The surface of a name as written, before it is cut into words.

Remarks around a name, letters of another alphabet that look the same, tone numbers, letters lost
to an encoding, and a name written in two languages at once.
"""

import re

from compliance.parties.matching import han

_TWINS = str.maketrans("авсекмнорстухіјѕαβεζηικμνορτυχ", "abcekmhopctyxijsabezhikmnoptyx")
_FOREIGN = re.compile(r"[а-яёіїјѕґєα-ω]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-z]")
_TONES = re.compile(r"(?:[a-zü:]{1,6}[1-5][\s'’-]*){2,}")
_TONE = re.compile(r"(?<=[a-zü:])[1-5]")
_LOST_LETTER = re.compile(r"(?<=\w)[?\ufffd]+(?=\w)|(?<=\w{3})[?\ufffd]+")
_SMALL = r"[a-z\u00df-\u024f]"
_LOST_TO_DOT = re.compile(rf"(?<={_SMALL}{{3}})\.(?!com|net|org|gov)(?={_SMALL}{{3}})")
_BEFORE = re.compile(
    r"^\s*(?:to the order of|consignee|consignor|shipper|notify party|notify|attention|attn|care of"
    r"|c/o|on behalf of|o/b/o|for account of|beneficiary|buyer|seller|end user|m/s|messrs"
    r"|收货人|发货人|托运人|通知人|通知方|最终用户|买方|卖方|付款人|收款人|转交|致)"
    r"(?:[\s:：.,]+|(?<=[\u4e00-\u9fff]))"
)
_AFTER = re.compile(
    r"[\s,;]+(?:c/o|care of|attn|attention|on behalf of|转交|passport|reg(?:istration)? no|tax id"
    r"|tax no|vat|inn|ogrn|imo|uscc|dob|born|a/c|acct?|account no|护照|账号)\b.*$"
    r"|[\s,;]+(?:出生|生于).*$"
    r"|[\s,]+(?:&|and) (?:family|others|associates)$"
)
_OFFICE_BEFORE = re.compile(
    r"^(?:[\w.-]{1,40} )?(?:branch|representative office|rep\.? office) of |^филиал "
    r"|^представительство "
)
_OFFICES = ("branch", "office", "филиал")
_OFFICE_AFTER = re.compile(r"(?:branch|representative office|rep\.? office|филиал)\)?$")
_TOWN = re.compile(r",? (?:в )?г\. ?\w{1,40}$|[ (]?[\u4e00-\u9fff]{2,3}(?:支店|营业所|支社)\)?$")
_CAPITAL_INSIDE = re.compile(
    r"(?<=[a-z\u00df-\u00ff]{2})(?=[A-Z\u00c0-\u00de])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})"
    r"|(?<=[A-Z]{3})(?=(?:Oy|Ab|Ltd|Ltda|Inc|Corp|GmbH|Sarl|Llc|Co)\b)"
)
_APART = " \t,(-"
_REPEATED = re.compile(r"([^\w\s])\1{2,}")
LENGTH_MAX = 600
"""Characters of a name that are looked at: no published name is half as long."""
_HOOKED = str.maketrans(
    {"š": "sh", "ž": "zh", "č": "ch", "ŝ": "shch", "â": "ya", "û": "yu", "ë": "yo", "ć": "ch"}
)
_HONORIFICS = ("先生", "女士", "小姐", "收")
_HONORIFIC = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{'|'.join(_HONORIFICS)})$")
_ALSO = re.compile(
    r"[\s,;(（]+(?:(?:formerly known as|formerly|previously|now known as|also known as|trading as"
    r"|doing business as|f[/.]k[/.]a|fka|n/k/a|a[/.]k[/.]a|aka|t/a|d[/.]b[/.]a|dba)(?![^\W_])"
    r"|原名|曾用名|又名|别名|别称|简称|bie ?cheng(?![^\W_]))"
    r"[\s:：、.,]*"
)
_IDENTITY = re.compile(
    r"[(\[（【]\s*(?:passport|id|reg|tax|no\b|number|imo|dob|born|护照|身份证|证件|注册号|税号|出生|生于)"
    r"[^)\]）】]*[)\]）】]?"
)
_LATIN_PART = re.compile(r"[a-z0-9][a-z0-9 .,&'/-]*[a-z0-9.]")


def is_plain(text: str) -> bool:
    """True for letters and spaces only, of which many a pattern need not be tried."""
    return text.replace(" ", "").isalpha()


def clean(text: str) -> str:
    """A folded lower-case name without what is no part of it."""
    if not is_plain(text):
        text = _IDENTITY.sub(" ", text)
    if before := _BEFORE.match(text):
        text = text[before.end() :]
    text = (text if text.isalpha() else _AFTER.sub("", text)).strip()
    if text.endswith(_HONORIFICS):
        text = _HONORIFIC.sub("", text)
    if not text.isascii() and _FOREIGN.search(text) and _LATIN.search(text):
        text = _one_alphabet(text)
    if text[:1].isascii() and not is_plain(text) and _TONES.fullmatch(text):
        text = _TONE.sub(" ", text)
    return _LOST_LETTER.sub("", text) if "?" in text or "\ufffd" in text else text


def with_hooks_read(text: str) -> str:
    """Letters of ISO 9 and of Slavic alphabets as English writes their sounds (Lâšuk, Lyashuk)."""
    return text if text.isascii() else text.translate(_HOOKED)


def aliases(text: str) -> list[str]:
    """The names on either side of "formerly" and the like, or nothing."""
    if text.isalpha():
        return []
    parts = [part.strip(" )）") for part in _ALSO.split(text)]
    return [part for part in parts if part] if len(parts) > 1 else []


def without_dots(text: str) -> str:
    """The text without dots inside of words, which stand where a letter was lost (Gef.ngnis)."""
    return _LOST_TO_DOT.sub("", text) if "." in text else text


def without_branch(text: str) -> list[str]:
    """The name of which a branch or office in some city is named, or nothing."""
    before = _OFFICE_BEFORE.match(text)
    whole = _without_office(text[before.end() :] if before else text)
    whole = (whole if whole.isascii() else _TOWN.sub("", whole)).strip()
    is_name = " " in whole or not whole.isascii()
    return [whole] if whole != text and is_name else []


def apart(written: str) -> str:
    """Words with a capital inside as two words (DorvanSystem, ZelmoraAG)."""
    has_none = written.istitle() or written.isupper() or written.islower()
    return written if has_none and written.isascii() else _CAPITAL_INSIDE.sub(" ", written)


def bounded(text: str) -> str:
    """The text in one line with single spaces and short rows of one sign, cut to LENGTH_MAX."""
    line = " ".join(text[: 4 * LENGTH_MAX].split())
    return (line if is_plain(line) else _REPEATED.sub(r"\1\1", line))[:LENGTH_MAX]


def _without_office(text: str) -> str:
    """Without the office and the one word before it, which says where it is."""
    office = _OFFICE_AFTER.search(text) if text.rstrip(")").endswith(_OFFICES) else None
    if not office or text[office.start() - 1 : office.start()] not in tuple(_APART):
        return text
    rest = text[: office.start()]
    head, _, place = rest.rstrip(" ").rpartition(" ")
    is_place = rest.endswith(" ") and head and place.strip(_APART)
    return (head if is_place else rest).rstrip(_APART)


def languages(text: str) -> list[str]:
    """The Chinese and the Latin part of a name that is written in both, or nothing where not two
    Chinese characters at least are neither legal form nor generic nor a place."""
    latin = [] if text.isascii() else _LATIN_PART.findall(text)
    if len(latin) != 1 or sum(map(str.isalpha, latin[0])) < 4:
        return []
    chinese = "".join(filter(han.is_han, text))
    brand = sum(len(word) for word, kind in han.segments(chinese) if not kind)
    return [text.replace(latin[0], " "), latin[0]] if brand > 1 else []


def _one_alphabet(text: str) -> str:
    """Look-alike Cyrillic and Greek letters as the Latin ones.

    In words that mix alphabets; in whole words where every foreign word of the name is look-alike.
    """
    foreign = [word for word in _WORD.findall(text) if not _LATIN.search(word)]
    all_alike = not any(_FOREIGN.search(word.translate(_TWINS)) for word in foreign)
    return _WORD.sub(lambda found: _as_latin(found.group(), all_alike), text)


def _as_latin(word: str, all_alike: bool) -> str:
    if not _FOREIGN.search(word) or not (all_alike or _LATIN.search(word)):
        return word
    changed = word.translate(_TWINS)
    return word if _FOREIGN.search(changed) else changed
