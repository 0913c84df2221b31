"""One address for all documents, as Django's storages. Read while settings are, so it knows none.

"" is the folder GATE49_MEDIA, /a/path another folder, and a bucket of an S3-compatible store is
s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=REGION&addressing=virtual
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

ROOM = "compliance.document_store"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
PREFIX = re.compile(r"(/[\w.-]*[\w-])*/?", re.ASCII)  # so that no part is "." or ".."
REGION = re.compile(r"[a-z0-9-]{1,40}")
ADDRESSING = ("auto", "path", "virtual")


class BadAddress(ValueError):
    """Neither a folder nor a bucket; the message says why."""


@dataclass(frozen=True)
class BucketAddress:
    """A bucket of a store that speaks S3. Its keys are in the environment, never in an address."""

    bucket: str
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None
    addressing: str = "auto"


def storages_at(address: str) -> dict[str, dict[str, Any]]:
    """Entries of STORAGES: "default" for uploads, which never overwrites, and "papers" for files
    that are named by their content. An address that is none gives a store that keeps nothing."""
    try:
        told = read_address(address)
    except BadAddress as error:
        refused = {"BACKEND": f"{ROOM}.nowhere.Nowhere", "OPTIONS": {"why": str(error)}}
        return {"default": refused, "papers": refused}
    if isinstance(told, BucketAddress):
        at = {"BACKEND": f"{ROOM}.buckets.Bucket"}
        uploads, papers = ({"address": told, "file_overwrite": each} for each in (False, True))
        return {"default": {**at, "OPTIONS": uploads}, "papers": {**at, "OPTIONS": papers}}
    where = {"location": told} if told else {}
    return {
        "default": {"BACKEND": f"{ROOM}.folders.UploadFolder", "OPTIONS": where},
        "papers": {
            "BACKEND": f"{ROOM}.folders.PaperFolder",
            "OPTIONS": {**where, "allow_overwrite": True},
        },
    }


def read_address(address: str) -> Path | BucketAddress | None:
    """What is meant; None for the folder GATE49_MEDIA. Raises BadAddress."""
    if not address:
        return None
    if address.startswith("/"):
        return Path(address)
    try:
        parts = urlsplit(address)
        told = parse_qsl(parts.query, strict_parsing=bool(parts.query), keep_blank_values=True)
    except ValueError as error:
        raise BadAddress(f"it cannot be read: {error}") from error
    if parts.scheme != "s3":
        raise BadAddress("it is neither a folder that begins with / nor s3://BUCKET/PREFIX")
    if "@" in parts.netloc or ":" in parts.netloc:
        raise BadAddress("keys and ports do not stand beside the bucket: see docs/operations.md")
    found = BucketAddress(parts.netloc, parts.path.strip("/"), **_options(told))
    _check(found, parts.path, parts.fragment)
    return found


def _options(told: list[tuple[str, str]]) -> dict[str, str]:
    options = dict(told)
    unknown = sorted(options.keys() - {"endpoint", "region", "addressing"})
    if unknown or len(options) != len(told):
        names = ", ".join(unknown) or "one of them twice"
        raise BadAddress(f"after ? stand endpoint, region and addressing, not {names}")
    return options


def _check(found: BucketAddress, path: str, fragment: str) -> None:
    if not BUCKET.fullmatch(found.bucket):
        raise BadAddress(f"{found.bucket!r} is no name of a bucket")
    if fragment or not PREFIX.fullmatch(path):
        raise BadAddress("the prefix has letters, digits, hyphens, dots and slashes only")
    if found.endpoint is not None and not _is_endpoint(found.endpoint):
        raise BadAddress(f"the endpoint {found.endpoint!r} is no http:// or https:// address")
    if found.region is not None and not REGION.fullmatch(found.region):
        raise BadAddress(f"{found.region!r} is no name of a region")
    if found.addressing not in ADDRESSING:
        raise BadAddress(f"addressing is one of {', '.join(ADDRESSING)}")


def _is_endpoint(address: str) -> bool:
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username or "")
    return parts.scheme in ("http", "https") and is_whole and not any(rest)
