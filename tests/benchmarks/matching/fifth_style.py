"""A fifth set of differently written names: each kind the second round named, with other tables,
other languages and other slips than the fourth style.

Its author had read the engine, though not yet changed it: no set of an outsider. `parts` says which
kinds are only reported. A change returns None where it does not apply.
"""

import re
from functools import cache, partial
from random import Random

from pypinyin import lazy_pinyin

from tests.benchmarks.matching import fifth_style_tables as tables
from tests.benchmarks.matching import third_style_tables as writing
from tests.benchmarks.matching.first_style import Change, entering

FIFTH: dict[str, Change] = {}
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9 .,'’&()/\"-]+")
_KEYS = "qwertyuiop asdfghjkl zxcvbnm".split()
_kind = partial(entering, FIFTH)


@_kind("5.1 given name in another tongue")
def _given(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.GIVEN), random) if _latin(name) else None


@_kind("5.2 an inner name too many")
def _more(name: str, random: Random) -> str | None:
    words = _person(name)
    if not 2 <= len(words) <= 4:
        return None
    at = random.randrange(1, len(words))
    return " ".join([*words[:at], random.choice(tables.INNER), *words[at:]])


@_kind("5.2 an inner name too few")
def _less(name: str, random: Random) -> str | None:
    words = _person(name)
    at = random.randrange(1, len(words) - 1) if len(words) > 2 else 0
    return " ".join(words[:at] + words[at + 1 :]) if at else None


@_kind("5.3 joined and misspelt")
def _joined(name: str, random: Random) -> str | None:
    spots = list(re.finditer(r"([A-Za-z]{3,})[ -]([A-Za-z]{4,})", name))
    if not spots or not _latin(name):
        return None
    hit = random.choice(spots)
    left, right = hit.groups()
    written = left + _slip(right, random) if random.random() < 0.5 else _slip(left, random) + right
    return name[: hit.start()] + written + name[hit.end() :]


@_kind("5.4 a form glued on")
def _glued(name: str, random: Random) -> str | None:
    words = name.split()
    if (
        not _latin(name)
        or not 1 <= len(words) <= 2
        or not words[-1].isalpha()
        or len(words[-1]) < 5
    ):
        return None
    form = random.choice(tables.GLUED)
    return name + random.choice([form, form.upper(), form.lower()])


@_kind("5.5 a form misspelt")
def _wrong_form(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.WRONG_FORMS), random) if _latin(name) else None


@_kind("5.5 a rare form")
def _rare_form(name: str, random: Random) -> str | None:
    bare = re.sub(r"(?i)[, ]+(?:ltd|llc|inc|co|gmbh|jsc|limited|s\.?a|corp)\.?$", "", name)
    if not _latin(name) or (bare == name and not writing.is_firm(name)) or len(bare) < 5:
        return None
    return random.choice(tables.RARE_FORMS).format(bare)


@_kind("5.6 a slip in a word of trade")
def _trade_slip(name: str, random: Random) -> str | None:
    hit = re.search(rf"(?i)\b({'|'.join(tables.ABBREVIABLE)})\b", name)
    return writing.put(name, hit, _slip(hit[0], random)) if hit and _latin(name) else None


@_kind("5.7 initials otherwise")
def _initials(name: str, random: Random) -> str | None:
    if hit := re.search(r"\b(?:[A-Z]\. ?){2,4}", name):
        letters = re.sub("[^A-Z]", "", hit[0])
        return name.replace(hit[0], random.choice(["", " "]).join(letters) + " ")
    if hit := re.search(r"\b(?!LLC|JSC|LTD|INC|CO|AL|DE|OOO|PLC|THE|AND)[A-Z]{2,4}\b", name):
        has_more = re.search("[a-z]", name) and len(name.split()) > 1
        return (
            name.replace(hit[0], random.choice([".", ". ", " "]).join(hit[0])) if has_more else None
        )
    return None


@_kind("5.8 both scripts in pinyin")
def _mixed(name: str, random: Random) -> str | None:
    if not re.search("[A-Za-z]{2}", name) or not writing.han(name):
        return None
    step = random.choice([1, 2, 9])
    parts = []
    for part in re.findall("[A-Za-z0-9.&-]+|[一-鿿]+", name):
        sounds = [part] if part.isascii() else lazy_pinyin(part)
        parts += [
            "".join(sounds[at : at + step]).capitalize() for at in range(0, len(sounds), step)
        ]
    return " ".join(parts)


@_kind("5.8 brand spelt, trade translated")
def _translated(name: str, random: Random) -> str | None:
    known = dict(pair.split(":") for pair in tables.ZH_TRADES.split())
    words = "|".join(sorted(known, key=len, reverse=True))
    if not re.fullmatch("[一-鿿（）()]{5,}", name) or not writing.is_firm(name):
        return None
    parts = [part for part in re.split(f"({words})|[（）()市省]", name) if part]
    spelt = [known.get(part) or "".join(lazy_pinyin(part)).capitalize() for part in parts]
    return " ".join(spelt) if len(parts) > 2 else None


@_kind("5.9 a word of trade in another tongue")
def _trade(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.TRADES), random) if _latin(name) else None


@_kind("5.9 a place otherwise")
def _place(name: str, random: Random) -> str | None:
    return writing.other(name, _table(tables.PLACES), random) if _latin(name) else None


@_kind("5.10 Korean syllables otherwise")
def _korean(name: str, random: Random) -> str | None:
    words = name.replace("-", " ").split()
    short = all(word.isalpha() and len(word) < 7 for word in words)
    surnames = (
        "kim pak park ri lee choe choi jong chong jang chang kang paek yun sin jon han jo cho o im"
    )
    if len(words) != 3 or not short or words[0].lower() not in surnames.split():
        return None
    rules = writing.pairs("eo:o o:eo ch:j j:ch k:g p:b ong:oung yo:yeo u:oo ae:ai ye:e t:d ui:eui")
    old, new = random.choice([pair for pair in rules if pair[0] in name.lower()] or [("", "")])
    given = random.choice(["", "-", " "]).join(words[1:]).capitalize()
    written = f"{words[0].capitalize()} {given}"
    return re.sub(old, new, written, count=1, flags=re.IGNORECASE).title() if old else written


@_kind("5.11 a letter in a one-word name")
def _one_word(name: str, random: Random) -> str | None:
    return _slip(name, random) if re.fullmatch(r"[A-Za-z]{5,}", name) else None


@_kind("5.11 two letters")
def _two_letters(name: str, random: Random) -> str | None:
    words = [hit for hit in re.finditer(r"[A-Za-z]{5,}", name) if len(name.split()) > 1]
    if len(words) < 2 or not _latin(name):
        return None
    for hit in sorted(random.choices(words, k=2), key=lambda hit: -hit.start()):
        name = (
            name[: hit.start()] + _slip(name[hit.start() : hit.end()], random) + name[hit.end() :]
        )
    return name


@_kind("5.11 cut at the edge of a field")
def _cut(name: str, random: Random) -> str | None:
    return name[:35].rstrip() if len(name) > 39 and _latin(name) else None


@_kind("5.11 Cantonese or Wade-Giles")
def _older(name: str, random: Random) -> str | None:
    sounds = writing.syllables(name)
    if not sounds:
        return None
    cantonese, wade = (_map(t) for t in (tables.CANTONESE, tables.WADE_SURNAMES))
    if all(sound in cantonese for sound in sounds):
        return " ".join(cantonese[sound] for sound in sounds)
    if sounds[0] not in wade:
        return None
    given = "-".join(writing.in_wade_giles(sound).replace("'", "") for sound in sounds[1:])
    return random.choice(["{0} {1}", "{1} {0}"]).format(wade[sounds[0]], given.capitalize())


@_kind("5.11 a rare surname alone")
def _surname(name: str, random: Random) -> str | None:
    hit = re.fullmatch(r"(?:[A-Z][a-z]+ )+([A-Z'-]{8,})", name)
    return hit[1] if hit else None


@_kind("5.12 a character misread")
def _misread(name: str, random: Random) -> str | None:
    return writing.character(name, tables.RADICALS, random) if writing.han(name) else None


@_kind("5.12 a character misheard")
def _misheard(name: str, random: Random) -> str | None:
    core = writing.core(name)
    places = [at for at, char in enumerate(core) if "一" <= char <= "鿿"]
    if len(places) < 3 or not writing.han(name):
        return None
    at = random.choice(places)
    others = _by_sound().get(lazy_pinyin(name[at])[0], "").replace(name[at], "")
    return name[:at] + random.choice(others) + name[at + 1 :] if others else None


@_kind("5.12 any one character wrong")
def _any(name: str, random: Random) -> str | None:
    core = writing.core(name)
    if len(core) < 5 or not writing.han(name):
        return None
    at = random.randrange(len(core))
    return name[:at] + random.choice("的安北成德方高建金立明平新永正") + name[at + 1 :]


@cache
def _table(text: str) -> writing.Table:
    return writing.table(text)


@cache
def _map(text: str) -> dict[str, str]:
    return dict(writing.pairs(text))


@cache
def _by_sound() -> dict[str, str]:
    usual = (bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8)
             for low in range(0xA1, 0xFF))  # fmt: skip
    found: dict[str, str] = {}
    for char in filter(None, usual):
        sound = lazy_pinyin(char)[0]
        found[sound] = found.get(sound, "") + char
    return found


def _slip(word: str, random: Random) -> str:
    """A letter left out, typed twice, changed over with the next, or the key beside it."""
    at = random.randrange(1, len(word)) if len(word) > 4 else random.randrange(len(word))
    row = next((keys for keys in _KEYS if word[at].lower() in keys), "aei")
    beside = random.choice(
        [key for key in row if abs(row.find(word[at].lower()) - row.find(key)) == 1]
    )
    beside = beside.upper() if word[at].isupper() else beside
    before, here, after = word[:at], word[at], word[at + 1 :]
    turned = before[:-1] + here + before[-1:]
    return random.choice([before, before + here + here, before + beside, turned]) + after


def _person(name: str) -> list[str]:
    words = name.split()
    plain = all(re.fullmatch(r"[A-Za-zÀ-ɏ'’-]{2,}", word) for word in words)
    return words if plain and not writing.is_firm(name) else []


def _latin(name: str) -> bool:
    return bool(_LATIN.fullmatch(name))
