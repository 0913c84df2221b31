"""In which encoding a list was saved. UTF-8 is certain; anything else is measured and, where two
readings are alike, refused: names read in the wrong encoding would be names nobody ever finds."""

from itertools import islice

from charset_normalizer import from_bytes

from compliance.parties.kept_sentences import Told
from compliance.parties.kept_sentences import tell as _

MARKED = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
CANDIDATES = ("gb18030", "big5", "cp932", "cp949", "euc_jp", "cp1252", "cp1251")
NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "gb18030": "GBK / GB18030",
    "big5": "Big5",
    "cp932": "Shift-JIS",
    "cp949": "EUC-KR",
    "euc_jp": "EUC-JP",
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
}
MOST_DISORDER = 0.2  # the measure's own default for "this is not text in that encoding"
MARGIN = 0.08  # a reading that is hardly more disorderly is a rival, not a mistake
MOST_LINES = 2000


class UnknownEncoding(ValueError):
    """No encoding fits, or two fit alike; `told` says which."""

    def __init__(self, told: Told) -> None:
        super().__init__(str(told))
        self.told = told


def encoding_of(data: bytes) -> str:
    """The Python name of the encoding; raises UnknownEncoding, never guesses."""
    try:
        data.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        marked = MARKED.get(data[:2])
    return marked or _measured(data)


def _measured(data: bytes) -> str:
    """Judged by the lines that are not plain ASCII: in a long list those are few."""
    telling = b"\n".join(islice((ln for ln in data.splitlines() if not ln.isascii()), MOST_LINES))
    found = from_bytes(
        telling, cp_isolation=[*CANDIDATES], threshold=MOST_DISORDER, enable_fallback=False
    )
    fitting = [match for match in found if _reads(data, match.encoding)]
    if not fitting:
        raise UnknownEncoding(_("its encoding is not known: save it as UTF-8 and upload it again."))
    best = fitting[0]
    rival = next((each for each in fitting[1:] if each.chaos < best.chaos + MARGIN), None)
    if rival and str(rival) != str(best):
        sentence = _("it may be %(one)s or %(other)s: save it as UTF-8 and upload it again.")
        raise UnknownEncoding(
            sentence % {"one": NAMES[best.encoding], "other": NAMES[rival.encoding]}
        )
    return best.encoding


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
