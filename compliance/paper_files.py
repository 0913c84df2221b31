"""Uploaded papers: judged by their content, named at random, hashed, checked when served."""

import hashlib
import re
import secrets
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from compliance import heic_contents, office_contents
from compliance.law.paper_formats import ALWAYS
from compliance.quarantine.keeping import require_clean
from compliance.refusals import Conflict, Refused

SIGNATURES = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
}
OTHERS = {
    b"MZ": gettext_lazy("a Windows program"),
    b"\x7fELF": gettext_lazy("a program"),
    b"PK\x03\x04": gettext_lazy("a ZIP archive or an Office file"),
    b"\xd0\xcf\x11\xe0": gettext_lazy("an old Office file"),
    b"Rar!": gettext_lazy("a RAR archive"),
    b"7z\xbc\xaf": gettext_lazy("a 7z archive"),
    b"GIF8": gettext_lazy("a GIF picture"),
    b"II*\x00": gettext_lazy("a TIFF picture"),
    b"MM\x00*": gettext_lazy("a TIFF picture"),
    b"{\\rtf": gettext_lazy("an RTF text"),
    b"<": gettext_lazy("a web page or XML"),
}
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {ending: content_type for content_type, ending in SIGNATURES.values()} | {
    "docx": f"{OFFICE_TYPE}wordprocessingml.document",
    "xlsx": f"{OFFICE_TYPE}spreadsheetml.sheet",
    "heic": "image/heic",
}
NAMES = {"jpg": "JPEG"}
"""What people call a format where its ending in capitals is not it."""
ZIP, OLE, OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", ("docx", "xlsx")
PDF_END = b"%%EOF"
PDF_REFUSALS = {
    "encrypted": gettext_lazy(
        "This PDF is encrypted, so customs could not read it: save it without a password."
    ),
    "active": gettext_lazy(
        "This PDF has scripts or forms that act by themselves: print it to a new PDF and send that."
    ),
    "unreadable": gettext_lazy(
        "This PDF could not be looked through: print it to a new PDF and send that."
    ),
}
OFFICE_REFUSALS = {
    "encrypted": gettext_lazy(
        "This Office file is encrypted, so customs could not read it: save it without a password."
    ),
    "active": gettext_lazy(
        "This Office file has macros, other files or contents from elsewhere in it: save it as a "
        "PDF and send that."
    ),
    "huge": gettext_lazy("This Office file unpacks to more than any paper: save it as a PDF."),
    "unreadable": gettext_lazy("This Office file is damaged: save it again, best as a PDF."),
}
MOST_PIXELS = 200_000_000  # an A3 sheet at 600 dpi has 70 million
TAIL = 2048
UNSAFE = re.compile(r"[^\w.\- ()（）]")


class MissingFile(Http404):
    """The stored file is gone. Whoever hands it out records that; pages answer 404."""


@dataclass(frozen=True)
class Paper:
    """What is known of an upload after its content was read."""

    filename: str
    content_type: str
    size: int
    sha256: str
    stored_name: str


@dataclass(frozen=True)
class Upload:
    """A file that has been read and found good, with what is known of it."""

    file: UploadedFile
    paper: Paper


@dataclass(frozen=True)
class KeptFile:
    """A stored upload as its row tells of it."""

    file: FieldFile
    filename: str
    content_type: str
    sha256: str


def read(upload: UploadedFile, formats: Sequence[str] = ALWAYS) -> Paper:
    """Check size and content. Raises ValidationError with a sentence for the person."""
    size = upload.size or 0
    if size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(_too_large(size), code="too_large")
    ending = _format_of(upload, formats)
    return Paper(
        filename=_filename(upload.name or "", ending),
        content_type=CONTENT_TYPES[ending],
        size=size,
        sha256=sha256_of(upload),
        stored_name=f"{secrets.token_hex(16)}.{ending}",
    )


def told(formats: Sequence[str]) -> str:
    """The formats in words: PDF, PNG or JPEG."""
    *others, last = (NAMES.get(each, each.upper()) for each in formats)
    names = {"formats": _(", ").join(others), "last": last}
    return _("%(formats)s or %(last)s") % names if others else last


def sha256_of(stream: Any) -> str:
    """Lower-case hex digest of the whole stream, which is left at its beginning."""
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    stream.seek(0)
    return digest


def serve(kept: KeptFile) -> FileResponse:
    """The stored bytes as a download. Raises MissingFile, or Conflict when they are not the hashed
    ones or not scanned yet, StoreAway."""
    require_clean(kept.sha256)
    try:
        stream = kept.file.storage.open(kept.file.name or "")
    except FileNotFoundError as error:
        raise MissingFile(_("The file is missing. Customs was told.")) from error
    if sha256_of(stream) != kept.sha256:
        stream.close()
        raise Conflict(_("This file is not what was uploaded. It is not handed out."))
    response = FileResponse(
        stream, as_attachment=True, filename=kept.filename, content_type=kept.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _format_of(upload: UploadedFile, formats: Sequence[str]) -> str:
    upload.seek(0)
    head = upload.read(16)
    found = _plain_format(head) or _office_format(upload, head, formats)
    if found not in formats:
        raise ValidationError(_wrong_kind(head, formats), code="wrong_kind")
    if found == "pdf" and not _ends_as_pdf(upload):
        raise ValidationError(_("This PDF is damaged or cut off: save it again."), code="damaged")
    checks = {"pdf": _check_pdf, "heic": _check_heic, "png": _check_picture, "jpg": _check_picture}
    if found in checks:
        checks[found](upload)
    return found


def _plain_format(head: bytes) -> str:
    """By the first bytes alone; "" for what they do not tell."""
    found = (ending for start, (_type, ending) in SIGNATURES.items() if head.startswith(start))
    return next(found, "heic" if heic_contents.is_heic(head) else "")


def _office_format(upload: UploadedFile, head: bytes, formats: Sequence[str]) -> str:
    """Looked into only where the policy takes Office files."""
    if not head.startswith((ZIP, OLE)) or not set(OFFICE) & set(formats):
        return ""
    try:
        return office_contents.kind_of(upload)
    except Refused as refused:
        if refused.reason not in OFFICE_REFUSALS:
            return ""
        raise ValidationError(OFFICE_REFUSALS[refused.reason], code=refused.reason) from refused


def _check_pdf(upload: UploadedFile) -> None:
    from compliance import pdf_contents

    try:
        pdf_contents.check(upload)
    except Refused as refused:
        raise ValidationError(PDF_REFUSALS[refused.reason], code=refused.reason) from refused


def _check_picture(upload: UploadedFile) -> None:
    """Its head alone says how large it unpacks; what has no readable head nobody can unpack."""
    upload.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(upload) as picture:
            is_huge = picture.width * picture.height > MOST_PIXELS
    except Image.DecompressionBombError:
        is_huge = True
    except (OSError, SyntaxError, ValueError):
        is_huge = False
    if is_huge:
        raise ValidationError(_("This picture is larger than any scan."), code="too_large")


def _check_heic(upload: UploadedFile) -> None:
    pixels = heic_contents.pixels_of(upload)
    if not pixels:
        sentence = _("This picture is damaged: take it again, or send a JPEG.")
        raise ValidationError(sentence, code="damaged")
    if pixels > MOST_PIXELS:
        raise ValidationError(_("This picture is larger than any scan."), code="too_large")


def _ends_as_pdf(upload: UploadedFile) -> bool:
    upload.seek(max(0, (upload.size or 0) - TAIL))
    return PDF_END in upload.read()


def _wrong_kind(head: bytes, formats: Sequence[str]) -> str:
    found = next((name for start, name in OTHERS.items() if head.startswith(start)), None)
    if found is None and heic_contents.is_heic(head):
        found = gettext_lazy("a HEIC picture")
    if found is None:
        return _("This file is not a %(formats)s.") % {"formats": told(formats)}
    sentence = _("By its content this file is %(found)s, not a %(formats)s.")
    return sentence % {"found": found, "formats": told(formats)}


def _filename(name: str, ending: str) -> str:
    """The uploader's name made harmless, with the ending its content deserves."""
    stem = UNSAFE.sub("_", PurePath(name).stem).strip(" .") or "file"
    return f"{stem[:140]}.{ending}"


def _too_large(size: int) -> str:
    return _("This file has %(size)s; at most %(limit)s are allowed.") % {
        "size": filesizeformat(size),
        "limit": filesizeformat(settings.UPLOAD_MAX_BYTES),
    }
