"""A third set of differently written names, made without sight of the engine.

Whoever wrote these kinds knew the lists and the habits of declarants, forwarders, banks and readers
of scanned papers, but had not read how names are compared and never ran it. Their first measurement
stands in docs/decisions; what they showed to be missing was then built. A change returns None where
it does not apply to the name.
"""

import re
import unicodedata
from collections.abc import Callable
from random import Random

from tests.benchmarks.matching import third_style_asian as blind_asian
from tests.benchmarks.matching import third_style_tables as tables
from tests.benchmarks.matching.first_style import Change

BLIND: dict[str, Change] = {}


def _kind(label: str, *, asian: bool = True) -> Callable[[Change], Change]:
    """Enters a change; it applies neither to what it leaves alone nor to scripts not its own."""

    def enter(change: Change) -> Change:
        def guarded(name: str, random: Random) -> str | None:
            if not asian and tables.asian(name):
                return None
            changed = (change(name, random) or "").strip()
            return changed if changed and changed.casefold() != name.strip().casefold() else None

        BLIND[label] = guarded
        return change

    return enter


@_kind("neighbour key", asian=False)
def _neighbour_key(name: str, random: Random) -> str | None:
    """A letter becomes the one beside it on the keyboard, Latin or Russian."""
    hit = tables.one(r"(?<=\w\w)[a-zа-яA-ZА-Я](?=\w\w)", name, random)
    row = next((r for r in tables.KEYS.split() if hit and hit[0].lower() in r), "")
    if not hit or not row:
        return None
    at = row.index(hit[0].lower())
    beside = random.choice(row[max(at - 1, 0) : at] + row[at + 1 : at + 2])
    return tables.put(name, hit, beside.upper() if hit[0].isupper() else beside)


@_kind("letter doubled or lost")
def _doubled_or_lost(name: str, random: Random) -> str | None:
    """A double letter written once, a consonant twice, a vowel or Chinese character left out."""
    if tables.han(name):
        core = tables.core(name)
        at = random.randrange(1, len(core) - 1) if len(core) > 4 and "·" not in core else 0
        at = at if re.match("[一-鿿]", name[at]) else 0
        return name[:at] + random.choice(["", name[at] * 2]) + name[at + 1 :] if at else None
    double, vowel = r"([^\W\d_])\1(?=\w)", r"(?<=\w)[aeiouаеиоу](?=\w\w)"
    pattern = random.choice([double, vowel, "(?<=[aeiou])[lmnrstf](?=[aeiou])"])
    hit = tables.one(rf"(?i)(?<=\w){pattern}", name, random)
    if not hit or tables.asian(name):
        return None
    return tables.put(name, hit, "" if pattern == vowel else hit[0][0] * (3 - len(hit[0])))


@_kind("by ear")
def _by_ear(name: str, random: Random) -> str | None:
    """Spelt as it sounds; in Chinese, one character of the same sound."""
    if tables.han(name):
        return tables.character(name, tables.HEARD, random)
    return tables.replaced(name, tables.pairs(tables.BY_EAR), random)


@_kind("misread")
def _misread(name: str, random: Random) -> str | None:
    """One confusion of character recognition; in Chinese, one character of the same shape."""
    if tables.han(name):
        return tables.character(name, tables.SHAPES, random)
    return tables.replaced(name, tables.pairs(tables.MISREAD), random, exact=True)


@_kind("twin letters", asian=False)
def _twin_letters(name: str, random: Random) -> str | None:
    """Letters of one word typed in the other alphabet, where they look the same."""
    both = "".join(tables.TWINS)
    hit = tables.one(rf"\w*[{both}]\w*", name, random)
    if not hit:
        return None
    twins = str.maketrans(both, tables.TWINS[1] + tables.TWINS[0])
    count = random.choice([1, len(hit[0])])
    word = re.sub(f"[{both}]", lambda letter: letter[0].translate(twins), hit[0], count=count)
    return tables.put(name, hit, word)


@_kind("surname first", asian=False)
def _surname_first(name: str, random: Random) -> str | None:
    """`SURNAME, Given`, or the other way round where the list has the surname first."""
    if not (person := tables.person(name)):
        return None
    given, surname = (" ".join(part) for part in person)
    comma = f"{random.choice([surname, surname.upper()])}, {given}"
    return f"{given} {surname}" if name.startswith(surname) and random.random() < 0.6 else comma


@_kind("given names shortened", asian=False)
def _given_shortened(name: str, random: Random) -> str | None:
    """Given names as initials, the second one as an initial, or left out."""
    person = tables.person(name)
    if not person or len(person[0]) < 2:
        return None
    (first, *others), surname = person[0], " ".join(person[1])
    initials = " ".join(f"{other[0]}." for other in others)
    return random.choice(
        [f"{first[0]}. {initials} {surname}", f"{first} {initials} {surname}", f"{first} {surname}"]
    )


@_kind("joined or split", asian=False)
def _joined_or_split(name: str, random: Random) -> str | None:
    """Two words as one, a hyphen lost or for a space, a long word broken in two."""
    spots = [
        (r"(?<=\w)-(?=\w)", random.choice(["", " "])),
        (r"(?<=[^\W\d_]{2}) (?=[^\W\d_]{2})", random.choice(["", "-"])),
        (r"(?<=[^\W\d_]{4})(?=[^\W\d_]{4})", random.choice([" ", "-"])),
    ]
    pattern, new = random.choice(spots)
    hit = None if re.search("[一-鿿]", name) else tables.one(pattern, name, random)
    return tables.put(name, hit, new) if hit else None


@_kind("35 characters")
def _field(name: str, random: Random) -> str | None:
    """Cut at the 35 characters of a line in a payment, or wrapped there inside a word."""
    if len(name) < 38:
        return None
    wrapped = f"{name[:35]} {name[35:]}" if name[34:36].isalpha() else name[:35]
    return random.choice([name[:35], wrapped])


@_kind("punctuation")
def _punctuation(name: str, random: Random) -> str | None:
    """Dots, quotes and brackets lost or other ones, `&` for `and`, the dot of foreign names."""
    if re.search("[·・•]", name):
        return re.sub("[·・•]", random.choice(["", " ", "•", ".", "-"]), name)
    if re.search(r"(?i) (&|and) ", name) and random.random() < 0.6:
        return re.sub(r"(?i) (&|and) ", lambda a: " & " if len(a[0]) > 3 else " and ", name)
    if random.random() < 0.3:
        return re.sub("[\"“”„«»‘’'`]", random.choice(['"', "''", "*"]), name)
    return " ".join(re.sub(r"[.,'\"‘’“”„«»()（）/:;]", random.choice(["", " "]), name).split())


@_kind("accents")
def _accents(name: str, random: Random) -> str | None:
    """Accents lost, spelt out (ae, oe, ue, ss), or `?` where a system had no such letter."""
    if not re.search("[À-ɏ]", name):
        return None
    spelt = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "ı": "i", "ł": "l"}
    manner = random.choice(["plain", "plain", "spelt", "lost"])
    if manner == "lost":
        return re.sub("[À-ɏ]", random.choice("?."), name)
    if manner == "spelt":
        name = re.sub("[À-ɏ]", lambda a: tables.like(spelt.get(a[0].lower(), a[0]), a[0]), name)
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return bare.translate(str.maketrans("ıłŁđĐøØ", "ilLdDoO"))


@_kind("full width")
def _full_width(name: str, random: Random) -> str | None:
    """Full-width letters, digits and brackets of a Chinese keyboard, or half-width ones."""
    if unicodedata.normalize("NFKC", name) != name:
        return unicodedata.normalize("NFKC", name)
    wide = {n: n + 0xFEE0 for n in range(0x21, 0x7F)} | {0x20: 0x3000}
    return name.translate(wide) if name.isascii() or tables.asian(name) else None


@_kind("Cyrillic in Latin", asian=False)
def _cyrillic(name: str, random: Random) -> str | None:
    """A Cyrillic name in Latin letters by one of six schemes."""
    scheme = random.choice(tables.SCHEMES).replace("-", "").split(" ")
    letters = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", scheme, strict=True))
    if len(re.findall("[а-яё]", name.lower())) < 4:
        return None

    def latin(word: re.Match[str]) -> str:
        return tables.like("".join(letters.get(c, c) for c in word[0].lower()), word[0])

    return re.sub(r"\w+", latin, name)


@_kind("Slavic respelt", asian=False)
def _respelt(name: str, random: Random) -> str | None:
    """A Slavic name in Latin letters by English, German, French or scholarly habit."""
    if random.random() < 0.3 and tables.GIVEN_TABLE[0].search(name):
        return tables.other(name, tables.GIVEN_TABLE, random)
    if not re.search(tables.SLAVIC, name, re.IGNORECASE | re.ASCII):
        return None
    rules = dict(tables.pairs(random.choice(tables.RESPELT)))

    def respelt(word: re.Match[str]) -> str:
        return tables.like(re.sub("|".join(rules), lambda o: rules[o[0]], word[0].lower()), word[0])

    words = r"\w+" if tables.person(name) else tables.SLAVIC
    return re.sub(f"(?i){words}", respelt, name)


@_kind("Arabic respelt", asian=False)
def _arabic(name: str, random: Random) -> str | None:
    """Another common spelling of an Arabic name, or the article el-, glued, spaced or absent."""
    if re.search(r"(?i)\b(al|el)-\w", name) and random.random() < 0.6:
        manner = random.choice(["el-", "al-", "al ", "al", ""])
        return re.sub(r"(?i)\b(al|el)-", lambda old: tables.like(manner, old[0]), name)
    return tables.other(name, tables.ARABIC_TABLE, random)


@_kind("legal form")
def _legal(name: str, random: Random) -> str | None:
    """The legal form spelt out, shortened or in another language."""
    cjk = re.search("[一-鿿]", name)
    return tables.other(name, tables.LEGAL_HAN_TABLE if cjk else tables.LEGAL_TABLE, random)


@_kind("legal form moved")
def _legal_moved(name: str, random: Random) -> str | None:
    """The legal form at the other end, after a comma, in brackets or glued to the name."""
    form = tables.LEGAL_TABLE[0].pattern
    if hit := re.fullmatch(rf"(?i)({form})[\s,]+(.{{4,}})", name):
        return random.choice(["{1}, {0}", "{1} {0}", "{1} ({0})", "{0}{1}"]).format(*hit.groups())
    if hit := re.fullmatch(rf"(?i)(.{{4,}}?)[\s,]+({form})", name):
        return random.choice(["{1} {0}", "{0} ({1})", "{0}{1}"]).format(*hit.groups())
    if hit := re.fullmatch("(株式会社|有限会社)(.+)|(.+)(株式会社|有限会社)", name):
        first, rest, core, last = hit.groups()
        return f"{rest}{first}" if first else f"{last}{core}"
    return name.replace("（集团）", "集团") if "（集团）" in name else None


@_kind("abbreviated", asian=False)
def _abbreviated(name: str, random: Random) -> str | None:
    """A common word shortened as on a bill of lading."""
    return tables.other(name, tables.SHORT_TABLE, random)


@_kind("branch added")
def _branch(name: str, random: Random) -> str | None:
    """A branch, office or town with the name of a firm."""
    if not tables.is_firm(name):
        return None
    if tables.asian(name) and not tables.han(name):
        return name + random.choice(["東京支店", "（大阪）", " 名古屋営業所"])
    if tables.han(name):
        place = random.choice(tables.PLACES.split())
        return name + random.choice([f"{place}分公司", f"驻{place}办事处", f"（{place}）"])
    if re.search("[а-я]", name.lower()):
        return random.choice(["{}, г. Москва", "Филиал {} в г. Казань", "{} (Минск)"]).format(name)
    place = random.choice(tables.ABROAD)
    forms = [
        "{0} - {1} Branch",
        "{0} ({1})",
        "{1} Branch of {0}",
        "{0}, {1}",
        "{0} {1} Rep. Office",
    ]
    return random.choice(forms).format(name, place)


@_kind("remark added")
def _remark(name: str, random: Random) -> str | None:
    """What forms put around a name: M/S, attn, a former or a trading name, a number."""
    if re.search("[一-鿿]", name):
        firm = ["{}（原名：海天贸易）", "{} 转交"]
        person = ["{}（护照G7130456）", "{}先生", "{}（收）"]
        forms = ["收货人：{}", *(firm if tables.is_firm(name) else person)]
    elif tables.person(name):
        forms = ["Mr. {}", "Attn: {}", "{}, passport 7130456", "Dr {}", "c/o {}", "{} & family"]
    else:
        forms = ["M/S {}", "{} a/c 00451207", "{} (formerly Delta)", "NOTIFY: {}", "{} t/a Sunrise"]
    return random.choice(forms).format(name)


@_kind("number")
def _number(name: str, random: Random) -> str | None:
    """A number with another sign, as a word, an ordinal or a Roman or Chinese numeral."""
    if tables.asian(name):
        return blind_asian.number(name)
    hit = re.search(r"(?i)(?<![\w-])(?:no\. ?|no |№ ?|#|number )?(\d{1,4})(?![\w-])", name)
    if hit and int(hit[1]) > 0:
        n = int(hit[1])
        forms = [f"No. {n}", f"No {n}", f"No{n}", f"Nr. {n}", f"№ {n}", f"#{n}"]
        small = [words[n - 1] for words in tables.COUNTED] if n <= 10 else []
        return tables.put(name, hit, random.choice(forms + small))
    for words in tables.COUNTED:
        if hit := re.search(
            rf"(?<!\w)({'|'.join(w for w in words[1:] if len(w) > 1)})(?!\w)", name
        ):
            at = words.index(hit[0])
            return tables.put(name, hit, random.choice([str(at + 1), tables.COUNTED[0][at]]))
    return None


for _label, _change in blind_asian.ASIAN.items():
    _kind(_label)(_change)
