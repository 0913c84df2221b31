"""A ZIP whose every byte is signed for: files, marks that tell where one was forged, and the
manifest as a note signed with the log's key."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from compliance.audit.transparency import keys, notes
from compliance.paper_files import sha256_of
from shipments.paperwork import verify_pack

EARLIEST = (1980, 1, 1, 0, 0, 0)  # ZIP knows no earlier date; a real one would change the bytes
LEAST_BLOCK, MOST_BLOCKS = 64, 8192
VERIFIER = "verify_pack.py"
SUMS = "SHA256SUMS"


class Pack:
    """Files on their way into the archive. Memory keeps name, sum and size of each; the marks, an
    eighth of the pack where files are small, wait on disk for its end."""

    def __init__(self, target: IO[bytes]) -> None:
        self._archive = ZipFile(target, "w", ZIP_STORED)
        self._marks = TemporaryFile()  # noqa: SIM115 - closed with the pack
        self.files: list[dict[str, Any]] = []
        self.damaged: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """However it ended, nothing stays open; a pack that was not closed is none."""
        self._marks.close()
        with suppress(OSError, ValueError):  # the disk may be full for the rest, too
            self._archive.close()

    def add(self, path: str, content: bytes) -> None:
        """A file made of these bytes."""
        self._archive.writestr(ZipInfo(path, EARLIEST), content)
        marks = _Marks(len(content))
        marks.take(content)
        self._note(path, hashlib.sha256(content).hexdigest(), len(content), marks)

    def add_parts(self, path: str, parts: Iterable[bytes]) -> None:
        """A file made of parts, which need not fit into memory together."""
        with TemporaryFile() as whole:
            for part in parts:
                whole.write(part)
            self._add_open(path, whole)

    def add_stored(self, path: str, file: Any, sha256: str, size: int) -> None:
        """A stored file, if it still is what its hash says; its sum is listed either way."""
        marks = _Marks(size)
        try:
            with file.storage.open(file.name) as stream:
                is_whole = sha256_of(stream) == sha256
                if is_whole:
                    self._copy(path, stream, marks)
        except FileNotFoundError:
            is_whole = False
        self._note(path, sha256, size, marks if is_whole else None)
        if not is_whole:
            self.damaged.append(path)

    def withhold(self, path: str, sha256: str, size: int) -> None:
        """A stored file that nobody may open: its sum alone."""
        self._note(path, sha256, size, None)
        self.damaged.append(path)

    def close(self) -> None:
        """Sums, marks, the verifier and the signed manifest end the pack. What is damaged in the
        store is not signed for."""
        self.add(SUMS, "".join(f"{_line(each)}\n" for each in self.files).encode())
        self.add(VERIFIER, Path(verify_pack.__file__).read_bytes())
        self.add(verify_pack.KEYS, "".join(f"{key.text}\n" for key in keys.verifiers()).encode())
        with self._marks as marks:
            marks.write(b"}" if marks.tell() else b"{}")
            self._add_open(verify_pack.MARKS, marks, is_marked=False)
        signed = [_line(each) for each in self.files if each["path"] not in self.damaged]
        text = "\n".join([verify_pack.FORMAT, *signed]) + "\n"
        note = notes.sign(text, [keys.signer()])
        self._archive.writestr(ZipInfo(verify_pack.MANIFEST, EARLIEST), note.encode())
        self._archive.close()

    def _add_open(self, path: str, file: IO[bytes], *, is_marked: bool = True) -> None:
        marks = _Marks(file.tell())
        size, sha256 = file.tell(), sha256_of(file)
        self._copy(path, file, marks)
        self._note(path, sha256, size, marks if is_marked else None)

    def _copy(self, path: str, stream: IO[bytes], marks: "_Marks") -> None:
        with self._archive.open(ZipInfo(path, EARLIEST), "w") as entry:
            while part := stream.read(1 << 20):
                entry.write(part)
                marks.take(part)

    def _note(self, path: str, sha256: str, size: int, marks: "_Marks | None") -> None:
        self.files.append({"path": path, "sha256": sha256, "size": size})
        if marks:
            told = json.dumps({path: marks.as_plain()}, sort_keys=True)[1:-1]
            self._marks.write(b", " if self._marks.tell() else b"{")
            self._marks.write(told.encode())


class _Marks:
    """The beginning of the hash of each block, as the bytes come."""

    def __init__(self, size: int) -> None:
        self._size, self._block = size, LEAST_BLOCK
        while size > self._block * MOST_BLOCKS:
            self._block *= 2
        self._rest, self._marks = b"", list[str]()

    def take(self, part: bytes) -> None:
        """Further bytes."""
        part, block = self._rest + part, self._block
        whole = len(part) - len(part) % block
        starts = range(0, whole, block)
        self._marks += [verify_pack.mark_of(part[at : at + block]) for at in starts]
        self._rest = part[whole:]

    def as_plain(self) -> dict[str, Any]:
        """As the verifier reads them."""
        last = [verify_pack.mark_of(self._rest)] if self._rest else []
        return {"block": self._block, "size": self._size, "marks": "".join(self._marks + last)}


def _line(file: dict[str, Any]) -> str:
    return f"{file['sha256']}  {file['path']}"
