"""CAS numbers in declared text, whatever stands between their digits: 22398-80-7, 22398 80 7,
２２３９８－８０－７, CAS22398807, and those with a wrong check digit."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_BETWEEN = r"[\s\-‐-―−－_./·:,]{0,2}"
_WRITTEN = re.compile(rf"(?<![\d.])(\d{{2,7}}){_BETWEEN}(\d{{2}}){_BETWEEN}(\d)(?![\d.]*\d)")
_LABEL = re.compile(r"cas\W{0,6}(?:no|number|号|rn)?\W{0,6}$", re.IGNORECASE)
_SEPARATED = re.compile(r"\d\D+\d{2}\D+\d$")


@dataclass(frozen=True)
class WrittenCas:
    """One number: its digits without check digit, the check digit, and how it was written."""

    body: str
    check: str
    text: str


def written_in(cas_field: str, *texts: str) -> tuple[WrittenCas, ...]:
    """Numbers in the CAS field, and those in other texts that have separators or a label."""
    own = _numbers(cas_field, is_labelled=True)
    return (*own, *(number for text in texts for number in _numbers(text, is_labelled=False)))


def is_number(written: WrittenCas, cas: str) -> bool | None:
    """Whether it is that CAS number; None when all but the check digit agree."""
    digits = cas.replace("-", "")
    if written.body != digits[:-1]:
        return False
    return True if written.check == digits[-1] else None


@lru_cache(maxsize=16_384)
def _numbers(text: str, *, is_labelled: bool) -> tuple[WrittenCas, ...]:
    if sum(map(str.isdigit, text)) < 5:
        return ()
    plain = unicodedata.normalize("NFKC", text)
    return tuple(
        WrittenCas(match[1] + match[2], match[3], match.group())
        for match in _WRITTEN.finditer(plain)
        if is_labelled or _SEPARATED.search(match.group()) or _LABEL.search(plain[: match.start()])
    )
