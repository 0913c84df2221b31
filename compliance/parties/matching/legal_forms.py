"""Legal forms of companies by family, so that 'Co. Ltd' and 'LLC' neither match nor separate names.

A phrase is a run of normalised tokens. Short forms that may also be words ("as", "sa") are taken
only at either end of a name.
"""

from collections.abc import Container, Iterator

from rapidfuzz.distance import OSA

LONG_WORDS = tuple(
    """limited company liability corporation incorporated partnership obshchestvo ogranichennoy
    ogranichennoi otvetstvennostyu aktsionernoe aktsionernoye publichnoe publichnoye otkrytoe
    otkrytoye zakrytoe zakrytoye sociedad responsabilidad
    gesellschaft aktiengesellschaft proprietary private unitary gosudarstvennoe""".split()
)

_MENDABLE = frozenset(LONG_WORDS) - {"private", "unitary"}

_FAMILIES = {
    "limited": """ltd|limited|co ltd|company limited|co limited|ltd co|pte ltd|pvt ltd|pty ltd|
        private limited|pte limited|pvt limited|pty limited|pty|pte|pvt|proprietary limited|
        limited company|coltd|corp ltd|corporation limited|sdn bhd|bhd|sendirian berhad|berhad|
        ltda|limitada|ltd sti|limited sirketi|sirketi|sti|llc|l l c|limited liability company|
        limited liability co|limited liability partnership|llp|lllp|lp|limited partnership|
        gmbh|gesellschaft mit beschrankter haftung|gmbh and co kg|gmbh co kg|ug|mbh|
        sarl|s a r l|srl|s r l|sl|s l|sociedad limitada|sociedad de responsabilidad limitada|
        societe a responsabilite limitee|bv|b v|besloten vennootschap|sp z o o|spzoo|sp zoo|
        spolka z ograniczona odpowiedzialnoscia|sro|s r o|spol s r o|doo|d o o|eood|ood|kft|
        ooo|o o o|obshchestvo s ogranichennoy otvetstvennostyu|
        obshchestvo s ogranichennoi otvetstvennostyu|
        obshchestvo s ogranichennoj otvetstvennostju|
        obschestvo s ogranichennoy otvetstvennostyu|
        obshchestvo s ogranichennoiu otvetstvennostiu|tov|too|tovarishchestvo s ogranichennoy
        otvetstvennostyu|llp too|uab|sia|wll|w l l|fzc|fze|fz llc|fzco|fz co|fz|dmcc|jlt|spc|
        yugen kaisha|yk|godo kaisha|gk|tnhh|cong ty tnhh|mtv|youxian gongsi|
        youxian zeren gongsi|ltd liability co|est|establishment|odo|oo|pt|cv""",
    "stock": """plc|p l c|public limited company|ag|aktiengesellschaft|sa|s a|societe anonyme|
        sociedad anonima|sociedad anonima de capital variable|sa de cv|s a de c v|spa|s p a|
        societa per azioni|nv|n v|naamloze vennootschap|as|a s|a s a|asa|ab|aktiebolag|oyj|oy|
        anonim sirketi|aktsionernoe obshchestvo|aktsionernoye obshchestvo|ao|a o|oao|o a o|zao|
        z a o|pao|p a o|pjsc|jsc|ojsc|cjsc|joint stock company|joint stock co|jsco|
        public joint stock company|open joint stock company|closed joint stock company|
        private joint stock company|prjsc|psc|p j s c|saoc|saog|ksc|k s c|bsc|sal|s a l|sae|
        publichnoe aktsionernoe obshchestvo|publichnoye aktsionernoye obshchestvo|
        otkrytoe aktsionernoe obshchestvo|otkrytoye aktsionernoye obshchestvo|
        zakrytoe aktsionernoe obshchestvo|zakrytoye aktsionernoye obshchestvo|
        nepublichnoe aktsionernoe obshchestvo|joint stock|stock company|company by shares|
        kabushiki kaisha|kabushikikaisha|kk|k k|gufen youxian gongsi|jituan youxian gongsi|
        ad|a d|akcionarsko drustvo|pat|prat|tbk|pt tbk|sca|se|eg|kg|kgaa|ohg""",
    "company": """co|company|corp|corporation|inc|incorporated|gongsi|cie|compagnie|compania|
        cia|comp|corporacion|coy|firm|branch|branch office|representative office|rep office|
        liaison office|shareholding company|holding company|private company|
        private enterprise|state enterprise|kompaniya|korporatsiya|companies""",
    "state": """fgup|fsue|federal state unitary enterprise|federalnoe gosudarstvennoe unitarnoe
        predpriyatie|federal gosudarstvennoe unitarnoe predpriyatie|state unitary enterprise|
        gup|fgbu|fgbou|fgbun|fsbi|federal state budgetary institution|
        federalnoe gosudarstvennoe byudzhetnoe uchrezhdenie|fgau|fgku|fkp|rup|
        federal state institution|federal state enterprise|federal state owned enterprise|
        republican unitary enterprise|unitary enterprise|autonomous non profit organization|
        autonomous non profit organisation|ano|non profit organization|
        autonomous noncommercial organization|avtonomnaya nekommercheskaya organizatsiya""",
}

_PHRASES = {
    tuple(phrase.split()): family
    for family, phrases in _FAMILIES.items()
    for phrase in phrases.split("|")
}


def _with_lost_spaces(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase, then with each one of its spaces lost, where the letters stay telling."""
    yield phrase
    for place in range(len(phrase) - 1):
        joined = phrase[place] + phrase[place + 1]
        if len(joined) > 5:
            yield (*phrase[:place], joined, *phrase[place + 2 :])


FORMS: dict[tuple[str, ...], str] = {
    written: family
    for phrase, family in reversed(_PHRASES.items())
    for written in _with_lost_spaces(phrase)
}
_LONGEST_FROM = {first: max(len(f) for f in FORMS if f[0] == first) for first, *_ in FORMS}
_LONGEST_TO = {last: max(len(f) for f in FORMS if f[-1] == last) for *_, last in FORMS}

_MISSPELT = tuple("joint stock public limited company liability closed open state federal".split())
_PARTS = frozenset(_MISSPELT)

TELLING = tuple("pjsc ojsc cjsc gmbh llc jsc ooo oao pao zao ltd inc plc fze fzco dmcc".split())
"""Short forms that begin or end no usual word."""

_GLUED = (*TELLING, *LONG_WORDS)
_BY_START = {form[:3]: [f for f in _GLUED if f[:3] == form[:3]] for form in _GLUED}
_BY_END = {form[-3:]: [f for f in _GLUED if f[-3:] == form[-3:]] for form in _GLUED}

ANYWHERE = frozenset(
    form for form in FORMS if (len(form) > 1 and len("".join(form)) > 5) or len(form[0]) > 3
) | {(word,) for word in (*TELLING, "pte", "pvt", "pty", "sdn", "bhd", "llp")}


def unglue(token: str) -> tuple[str, str] | None:
    """A token cut where a legal form was written onto it (JSCAerokompozit, LIMITEDTBSS)."""
    for form in _BY_START.get(token[:3], ()):
        if len(token) > len(form) + 1 and token.startswith(form):
            return form, token[len(form) :]
    for form in _BY_END.get(token[-3:], ()):
        if len(token) > len(form) + 1 and token.endswith(form):
            return token[: -len(form)], form
    return None


def mend(tokens: list[str], known: Container[str] = ()) -> list[str]:
    """Long legal words, and `known` ones, written in two parts (LIMI TED) as one."""
    mended: list[str] = []
    for token in tokens:
        joined = mended[-1] + token if mended else ""
        if joined in _MENDABLE or (len(joined) > 6 and joined in known):
            mended[-1] += token
        else:
            mended.append(token)
    return mended


def respell(tokens: list[str]) -> list[str]:
    """Short words of legal forms put right where their neighbour is one (PUBLIC JOINT STCK)."""
    if not any(token in _PARTS for token in tokens):
        return tokens
    right = list(tokens)
    for place, token in enumerate(tokens):
        beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
        if 2 < len(token) < 8 and token not in _PARTS and any(other in _PARTS for other in beside):
            right[place] = next((part for part in _MISSPELT if _one_off(token, part)), token)
    return right


def _one_off(token: str, part: str) -> bool:
    return token[0] == part[0] and OSA.distance(token, part, score_cutoff=1) == 1


def strip(tokens: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Split tokens into the core and the legal families; a name of legal forms only stays whole."""
    core, families = _take_anywhere(tokens)
    core, ends = _take_ends(core)
    if not core:
        return tokens, ()
    return core, tuple(sorted({*families, *ends}))


def _take_anywhere(tokens: list[str]) -> tuple[list[str], set[str]]:
    core: list[str] = []
    families: set[str] = set()
    place = 0
    while place < len(tokens):
        form = _form_at(tokens, place)
        if form and form in ANYWHERE:
            families.add(FORMS[form])
            place += len(form)
            continue
        core.append(tokens[place])
        place += 1
    return core, families


def _take_ends(tokens: list[str]) -> tuple[list[str], set[str]]:
    families: set[str] = set()
    while form := _form_at(tokens, 0):
        families.add(FORMS[form])
        tokens = tokens[len(form) :]
    while form := _form_ending(tokens):
        families.add(FORMS[form])
        tokens = tokens[: -len(form)]
    return tokens, families


def _form_at(tokens: list[str], place: int) -> tuple[str, ...]:
    longest = _LONGEST_FROM.get(tokens[place], 0) if place < len(tokens) else 0
    for length in range(min(longest, len(tokens) - place), 0, -1):
        form = tuple(tokens[place : place + length])
        if form in FORMS:
            return form
    return ()


def _form_ending(tokens: list[str]) -> tuple[str, ...]:
    longest = _LONGEST_TO.get(tokens[-1], 0) if tokens else 0
    for length in range(min(longest, len(tokens)), 0, -1):
        form = tuple(tokens[-length:])
        if form in FORMS:
            return form
    return ()
