"""Uploaded papers: judged by their content, named at random, hashed, checked when served."""

import hashlib
import re
import secrets
import warnings
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from compliance import pdf_contents
from compliance.quarantine.keeping import require_clean
from compliance.refusals import Conflict

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
CONTENT_TYPES = {ending: content_type for content_type, ending in SIGNATURES.values()}
ACCEPT = ".pdf,.png,.jpg,.jpeg"
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


class PaperField(forms.FileField):
    """A file whose content is PDF, PNG or JPEG and not larger than settings.UPLOAD_MAX_BYTES.

    The cleaned value is an Upload, or None.
    """

    widget = forms.FileInput({"accept": ACCEPT})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("PDF, PNG or JPEG, at most 20 MB."))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """The checked upload. ValidationError says what is wrong with the file."""
        file = super().clean(data, initial)
        return Upload(file, read(file)) if isinstance(file, UploadedFile) else None


class FilesInput(forms.FileInput):
    """A box for several files."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Several papers at once. The cleaned value is a list of pairs: the uploader's name of the
    file, and the Upload or the sentence that says what is wrong with it."""

    widget = FilesInput({"accept": ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, Upload | str]]:
        """One wrong file does not keep the others back."""
        files = data if isinstance(data, list) else [data]
        return [self._read(super(PapersField, self).clean(file, initial)) for file in files]

    def _read(self, file: UploadedFile) -> tuple[str, Upload | str]:
        name = file.name or ""
        try:
            return name, Upload(file, read(file))
        except ValidationError as error:
            return name, " ".join(error.messages)


def read(upload: UploadedFile) -> Paper:
    """Check size and content. Raises ValidationError with a sentence for the person."""
    size = upload.size or 0
    if size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(_too_large(size), code="too_large")
    content_type, ending = _kind_of(upload)
    return Paper(
        filename=_filename(upload.name or "", ending),
        content_type=content_type,
        size=size,
        sha256=sha256_of(upload),
        stored_name=f"{secrets.token_hex(16)}.{ending}",
    )


def sha256_of(stream: Any) -> str:
    """Lower-case hex digest of the whole stream, which is left at its beginning."""
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    stream.seek(0)
    return digest


def serve(file: FieldFile, *, filename: str, content_type: str, sha256: str) -> FileResponse:
    """The stored bytes as a download. Raises MissingFile, or Conflict when they are not the hashed
    ones or not scanned yet, StoreAway."""
    require_clean(sha256)
    name = file.name or ""
    try:
        stream = file.storage.open(name)
    except FileNotFoundError as error:
        raise MissingFile(_("The file is missing. Customs was told.")) from error
    if sha256_of(stream) != sha256:
        stream.close()
        raise Conflict(_("This file is not what was uploaded. It is not handed out."))
    response = FileResponse(
        stream, as_attachment=True, filename=filename, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kind_of(upload: UploadedFile) -> tuple[str, str]:
    upload.seek(0)
    head = upload.read(16)
    kind = next((kind for start, kind in SIGNATURES.items() if head.startswith(start)), None)
    if kind is None:
        raise ValidationError(_wrong_kind(head), code="wrong_kind")
    if kind[1] == "pdf" and not _ends_as_pdf(upload):
        raise ValidationError(_("This PDF is damaged or cut off: save it again."), code="damaged")
    if kind[1] == "pdf":
        _check_pdf(upload)
    else:
        _check_picture(upload)
    return kind


def _check_pdf(upload: UploadedFile) -> None:
    try:
        pdf_contents.check(upload)
    except pdf_contents.Refused as refused:
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


def _ends_as_pdf(upload: UploadedFile) -> bool:
    upload.seek(max(0, (upload.size or 0) - TAIL))
    return PDF_END in upload.read()


def _wrong_kind(head: bytes) -> str:
    found = next((name for start, name in OTHERS.items() if head.startswith(start)), None)
    if found is None:
        return _("This file is not a PDF, PNG or JPEG.")
    return _("By its content this file is %(found)s, not a PDF, PNG or JPEG.") % {"found": found}


def _filename(name: str, ending: str) -> str:
    """The uploader's name made harmless, with the ending its content deserves."""
    stem = UNSAFE.sub("_", PurePath(name).stem).strip(" .") or "file"
    return f"{stem[:140]}.{ending}"


def _too_large(size: int) -> str:
    return _("This file has %(size)s; at most %(limit)s are allowed.") % {
        "size": filesizeformat(size),
        "limit": filesizeformat(settings.UPLOAD_MAX_BYTES),
    }
