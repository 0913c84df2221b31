"""How typed text is written down: the same for pages, API and imports.

What nobody can see is dropped where it means nothing and refused by its Unicode name where it can
mislead (control and bidirectional characters, blank letters); a word of two alphabets is refused
with the letter that is not what it looks like (Unicode TR 39). Codes are written in half width,
with plain hyphens, points and spaces.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

UNSEEN = re.compile(
    "[\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
LINE_ENDS = frozenset("\n\r")
WRONG_KINDS = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))
HYPHENS = re.compile("[\u2010-\u2015\u2043\u2212\u02d7\ufe58\ufe63\uff0d]|(?<=[0-9A-Za-z])\u30fc")
SEPARATORS = re.compile(r"[\s.\-]+")
LETTERS = re.compile(r"[^\W\d_]+")
ALPHABETS = frozenset(
    "LATIN CYRILLIC GREEK ARMENIAN CHEROKEE COPTIC GEORGIAN LISU DESERET OSAGE CARIAN LYCIAN"
    " LYDIAN OLD GOTHIC TIFINAGH CANADIAN".split()
)
PHONETIC = re.compile("[\u01c0-\u01c3\u0250-\u02af\u1d00-\u1dbf]")
LOOK_LATIN = frozenset(
    "АВЕЅІЈКМНОРСТУХЗаеіјорсухѕһԁԛԝѵӏґ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιυνκρ"  # Greek
)
OLD_SHAPES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


class SpellingError(ValueError):
    """Text that cannot be written down as typed; str() is the sentence for the person."""


def plain_text(text: str) -> str:
    """Free text: composed, without what cannot be seen; line ends stay. Raises SpellingError."""
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    spaced = "".join(_plain_space(letter) for letter in seen)
    for place, letter in enumerate(spaced, start=1):
        _refuse_unseen(letter, place)
    _refuse_two_alphabets(spaced)
    return spaced


def name_text(text: str) -> str:
    """A name or address: also on one line, in half width. Raises SpellingError."""
    return plain_text(" ".join("".join(map(_half_width, text)).split()))


def code_text(text: str) -> str:
    """A number people give to papers: half width, plain hyphens, single spaces, capitals as typed.

    Raises SpellingError.
    """
    folded = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).replace("。", ".")
    digits = "".join(_plain_digit(letter) for letter in folded)
    return plain_text(" ".join(HYPHENS.sub("-", digits).split()))


def compact_code(text: str) -> str:
    """A code without spaces, in capitals: 26-53-000149. Raises SpellingError."""
    return "".join(code_text(text).split()).upper()


def bare_code(text: str) -> str:
    """A code without spaces, points and hyphens, in capitals: 8112.92 3010 is 8112923010.

    Raises SpellingError.
    """
    return SEPARATORS.sub("", code_text(text)).upper()


def named(letter: str) -> str:
    """A character by its number and Unicode name: U+202E RIGHT-TO-LEFT OVERRIDE."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()


def _plain_space(letter: str) -> str:
    is_space = letter == "\t" or unicodedata.category(letter) in ("Zs", "Zl", "Zp")
    return " " if is_space else letter


def _plain_digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter


def _half_width(letter: str) -> str:
    """Full-width, circled and mathematical letters and digits, radicals: as they are meant."""
    folded = unicodedata.normalize("NFKC", letter)
    is_plain = folded.isascii() and folded.isalnum()
    return folded if is_plain or OLD_SHAPES.match(letter) else letter


def _refuse_unseen(letter: str, place: int) -> None:
    is_wrong = unicodedata.category(letter) in WRONG_KINDS and letter not in LINE_ENDS
    if is_wrong or letter in BLANK_LETTERS:
        sentence = _("Character %(place)s cannot be seen: %(name)s. Delete it.")
        raise SpellingError(sentence % {"place": place, "name": named(letter)})


def _refuse_two_alphabets(text: str) -> None:
    words = LETTERS.findall(text)
    has_latin = any(_alphabet(letter) == "LATIN" for word in words for letter in word)
    for word in words:
        strange = _strange_letter(word, beside_latin=has_latin)
        if strange:
            sentence = _("“%(word)s” mixes alphabets: %(name)s. Type it in one alphabet.")
            raise SpellingError(sentence % {"word": word, "name": named(strange)})


def _strange_letter(word: str, *, beside_latin: bool) -> str:
    """The letter of another alphabet in a word that reads as Latin; "" where all is well."""
    foreign = [letter for letter in word if _alphabet(letter) not in ("", "LATIN")]
    is_mixed = any(_alphabet(letter) == "LATIN" for letter in word)
    if is_mixed:
        wrong = (each for each in foreign if _alphabet(each) != "GREEK" or each in LOOK_LATIN)
        return next(wrong, "")
    looks_latin = bool(foreign) and all(letter in LOOK_LATIN for letter in word)
    alphabets = {_alphabet(letter) for letter in foreign}
    if len(alphabets) > 1 or (looks_latin and beside_latin and len(word) > 1):
        return foreign[0]
    return ""


def _alphabet(letter: str) -> str:
    """LATIN, CYRILLIC, GREEK …; "" for what is no letter of an alphabet."""
    if PHONETIC.match(letter):
        return "PHONETIC"
    name = unicodedata.name(letter, "").removeprefix("FULLWIDTH ").partition(" ")[0]
    return name if name in ALPHABETS else ""
