"""The native kernel, built by script/build_kernel.py; without it the plain search answers.

Both give the same results; GATE49_NATIVE=0 forces the plain one.
"""

import ctypes
import logging
import os
import struct
import sysconfig
from array import array
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path
from zlib import crc32

from compliance.parties.matching import lexicon
from compliance.parties.matching.build import legal_key, whole_key
from compliance.parties.matching.calibration import Calibration
from compliance.parties.matching.chance import CHANCE, Chance
from compliance.parties.matching.latin import TOKENS_MAX, Form
from compliance.parties.matching.search import Search
from compliance.parties.matching.similarity import edits_allowed, is_strange, worth_of
from compliance.parties.matching.snapshot import Arrays
from compliance.parties.matching.tokens import (
    any_dense,
    is_dense,
    is_spelling,
    keys_of,
    pinyin_rank,
)
from compliance.parties.matching.values import Relation

logger = logging.getLogger(__name__)

SOURCE = Path(__file__).with_name("kernel") / "search.c"
_HEAD = struct.Struct("9I")
_ASKED = struct.Struct("6I")
_TABLES = (
    "token_bytes", "token_weight", "form_literal", "token_start", "token_letters", "token_hash_key",
    "token_hash_value", "alike_key", "alike_value", "form_start", "form_token", "form_legal",
    "form_full", "form_core", "post_start", "post_value", "gram_start", "gram_value", "span_key",
    "span_value",
)  # fmt: skip
_ADDRESS = struct.Struct("P")
_IS_VARIANT = 1 << 31
_COUNTS = ("tokens", "alikes", "forms", "spans", "spellings")


class _Arrays(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_void_p) for name in _TABLES),
        *((name, ctypes.c_int64) for name in _COUNTS),
    ]


class _Calibration(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in Calibration._fields]


class _Chance(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in Chance._fields]


class NativeSearch:
    """Finds what `Search.found` finds, in C; one per process and index.

    What it knows of words is kept by those who search (`together`): one list, or many at once.
    """

    def __init__(self, library: ctypes.PyDLL, arrays: Arrays, plain: Search) -> None:
        self.library = library
        self.plain = plain
        self.pack = _packer(plain.calibration)
        self._arrays = arrays
        tables = (
            _pointers(arrays, plain.vocabulary.spellings),
            _Calibration(*plain.calibration),
            _Chance(*CHANCE),
        )
        self._kernel = library.g49_open(*map(ctypes.byref, tables))
        if not self._kernel:
            raise MemoryError("no room for the native search")
        self.address = _ADDRESS.pack(self._kernel)

    def __del__(self) -> None:
        self.library.g49_close(self._kernel)


def open_search(arrays: Arrays, plain: Search) -> NativeSearch | None:
    """The native search, or None where it is switched off or was not built."""
    library = None if is_switched_off() else _library()
    return NativeSearch(library, arrays, plain) if library else None


def is_switched_off() -> bool:
    """Whether GATE49_NATIVE=0 asks for the plain search."""
    return os.environ.get("GATE49_NATIVE") == "0"


def is_usable() -> bool:
    """Whether the kernel of this very source was built and lays its structures out as here."""
    return _library() is not None


def built_path() -> Path:
    """Where the kernel of this source and platform lies once it is built."""
    source = b"".join(path.read_bytes() for path in sorted(SOURCE.parent.iterdir()))
    digest = f"{crc32(source):08x}-{sysconfig.get_platform()}"
    return Path(__file__).with_name("_native") / f"kernel-{digest}.so"


@cache
def _library() -> ctypes.PyDLL | None:
    library = _loaded()
    if library is None:
        logger.warning("The matching kernel is missing or stale: names are compared more slowly.")
        return None
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    for name, answer, *asked in (
        ("open", pointer, pointer, pointer, pointer),
        ("close", None, pointer),
        ("together", pointer, pointer, number),
        ("part", None, pointer),
        ("splits", None, pointer, pointer, number, pointer),
        ("weights", ctypes.c_int, pointer, number, pointer, pointer),
        ("search", number, pointer, pointer, pointer, number, pointer, pointer, number),
    ):
        function = getattr(library, f"g49_{name}")
        function.restype, function.argtypes = answer, asked
    return library


def _loaded() -> ctypes.PyDLL | None:
    try:
        library = ctypes.PyDLL(str(built_path()))
    except OSError:  # not built, or built for another C library
        return None
    return library if _same_layout(library) else None


def _same_layout(library: ctypes.PyDLL) -> bool:
    """False where the structures here are not those of the C source."""
    sizes = (ctypes.c_int64 * 5)()
    library.g49_sizes.restype = None
    library.g49_sizes(sizes)
    ours = (*map(ctypes.sizeof, (_Arrays, _Calibration, _Chance)), _ASKED.size, _HEAD.size)
    return tuple(sizes) == ours


def _pointers(arrays: Arrays, spellings: int) -> _Arrays:
    packed = _Arrays()
    for name in _TABLES:
        setattr(packed, name, arrays[name].ctypes.data)
    packed.tokens = arrays["token_weight"].size
    packed.alikes = arrays["alike_key"].size
    packed.forms = arrays["form_literal"].size
    packed.spans = arrays["span_key"].size
    packed.spellings = spellings
    return packed


@lru_cache(maxsize=4)
def _packer(by: Calibration) -> Callable[[Form], bytes]:
    """Packs a form once for all lists; words are kept apart from forms, most of which are new."""
    worth = cache(partial(_worth, by=by))
    token = lru_cache(maxsize=16384)(partial(_token, worth=worth))
    return lru_cache(maxsize=4096)(partial(_packed, token=token))


def _packed(form: Form, *, token: Callable[[str], bytes]) -> bytes:
    """A form as the kernel reads it: head, tokens and their text, in whole words of 32 bits."""
    tokens = form.tokens[:TOKENS_MAX]
    text = "".join(tokens).encode()
    text += b"\0" * (-len(text) % 4)
    head = _HEAD.pack(
        len(tokens), form.literal, any_dense(tokens), form.cut, legal_key(form.legal),
        crc32(form.full.encode()), crc32(form.core.encode()), whole_key(form), len(text),
    )  # fmt: skip
    return b"".join((head, *map(token, tokens), text))


def _token(token: str, *, worth: Callable[[str, Relation, bool], int]) -> bytes:
    """Hash, ceiling, edits, rank as pinyin, bytes, keys in 32 bits each; then each key's worth."""
    text, keys = token.encode(), keys_of(token, "query")
    edits = edits_allowed(token) if is_spelling(token) else int(is_strange(token))
    about = [crc32(text), lexicon.ceiling(token), edits, pinyin_rank(token), len(text), len(keys)]
    of_letters = not is_dense(token)
    for key in keys:
        about += key.number, worth(key.worth, key.relation, of_letters)
    return array("I", about).tobytes()


def _worth(field: str, relation: Relation, of_letters: bool, *, by: Calibration) -> int:
    """What a key is worth, in the upper half where its word is on the list, and whether it makes a
    variant; asked for few fields and so kept."""
    new, known = (worth_of(field, by, known=known) for known in (False, of_letters))
    return new | known << 16 | _IS_VARIANT * (relation == "variant")
