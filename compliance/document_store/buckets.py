"""Documents in a bucket of an S3-compatible store. They leave by our own pages alone: no address of
the store is ever handed out."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import Any

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.cache import cache
from django.core.files.base import File
from storages.backends.s3 import S3Storage
from urllib3.exceptions import HTTPError

from compliance.document_store.address import BucketAddress
from compliance.document_store.away import StoreAway

IN_MEMORY = 2_500_000  # a larger file waits on disk while it is read
IN_ONE_REQUEST = 1_000_000_000  # a broken write then leaves no parts behind
MISSING = ("NoSuchKey", "404")  # a missing bucket is another fault: its files may all be there
PATIENCE = {"connect_timeout": 3, "read_timeout": 15, "retries": {"total_max_attempts": 2}}
HURRY = {"connect_timeout": 1, "read_timeout": 2, "retries": {"total_max_attempts": 1}}
ASKED_EVERY = 20  # seconds
_making = Lock()  # boto3's clients may be shared by threads, their making may not


class Bucket(S3Storage):
    """One bucket, or what lies under a prefix there. Raises StoreAway where it does not answer or
    refuses, FileNotFoundError for what is not there. A file is fetched whole when it is opened."""

    def __init__(self, address: BucketAddress, *, file_overwrite: bool) -> None:
        super().__init__(
            bucket_name=address.bucket,
            location=address.prefix,
            endpoint_url=address.endpoint,
            region_name=address.region,
            file_overwrite=file_overwrite,
            default_acl=None,
            querystring_auth=False,
            client_config=_config(address.addressing),
            transfer_config=TransferConfig(use_threads=False, multipart_threshold=IN_ONE_REQUEST),
        )

    @property
    def connection(self) -> Any:
        """One for all threads and stores of this process: making it takes long."""
        told = self.client_config.s3["addressing_style"]
        with _making:
            return _connected(os.getpid(), self.endpoint_url, self.region_name, told)

    @property
    def bucket(self) -> Any:
        """Of the connection of this process."""
        return self.connection.Bucket(self.bucket_name)

    def url(self, name: str, *_args: Any, **_options: Any) -> str:
        """Nobody is sent to the store."""
        raise ValueError("Documents have no address of their own.")

    def delete(self, name: str) -> None:
        """A file that is gone already is no fault."""
        with _told(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Whether there is a file of that name."""
        with _told(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        """Bytes of the file."""
        with _told(name):
            return int(super().size(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files under the path; none where there is nothing."""
        with _told(path):
            folders, files = super().listdir(path)
        return folders, files

    def fault(self) -> str:
        """Why the bucket cannot be used now, "" where it answers. All processes together ask every
        20 seconds, for 3 seconds at most."""
        key = f"document-store:{self.endpoint_url}:{self.bucket_name}"
        found: str | None = cache.get(key)
        if found is None:
            found = self._ask()
            cache.set(key, found, timeout=ASKED_EVERY)
        return found

    def _ask(self) -> str:
        try:
            with _told(self.bucket_name):
                self._hasty().head_bucket(Bucket=self.bucket_name)
        except OSError as error:
            return str(error)[:200]
        return ""

    def _hasty(self) -> Any:
        where = {"region_name": self.region_name, "endpoint_url": self.endpoint_url}
        config = self.client_config.merge(Config(**HURRY))
        with _making:
            return _session(os.getpid()).client("s3", config=config, **where)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("Stored files are only read.")
        fetched = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
        try:
            with _told(name):
                key = self._normalize_name(name)
                shutil.copyfileobj(self.bucket.Object(key).get()["Body"], fetched)
        except BaseException:
            fetched.close()
            raise
        fetched.seek(0)
        return File(fetched, name)

    def _save(self, name: str, content: Any) -> str:
        with _told(name):
            return str(super()._save(name, content))


@lru_cache(maxsize=1)
def _session(process: int) -> Any:
    return boto3.Session()


@lru_cache(maxsize=8)
def _connected(process: int, endpoint: str | None, region: str | None, addressing: str) -> Any:
    where = {"region_name": region, "endpoint_url": endpoint}
    return _session(process).resource("s3", config=_config(addressing), **where)


def _config(addressing: str) -> Config:
    """Checksums as all stores know them: the newer ones are Amazon's own."""
    return Config(
        s3={"addressing_style": addressing},
        signature_version="s3v4",
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        **PATIENCE,
    )


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in MISSING:
            raise FileNotFoundError(f"{name} is missing") from error
        raise StoreAway(f"{name}: {error}") from error
    except FileNotFoundError:
        raise
    except (BotoCoreError, Boto3Error, HTTPError, OSError) as error:
        raise StoreAway(f"{name}: {error}") from error
