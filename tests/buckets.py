"""A store that speaks S3 over real HTTP, and buckets in it. The whole run shares one server."""

import logging
import secrets
import socket
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from django.core.cache import cache
from moto.server import ThreadedMotoServer

from compliance.document_store.address import storages_at

HOST, KEYS = "127.0.0.1", {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "only-for-tests"}


class S3Server:
    """Can be stopped and started again; what it keeps stays, in this process."""

    def __init__(self) -> None:
        self.port, self._kept = 0, socket.socket()
        self.start()
        self.endpoint = f"http://{HOST}:{self.port}"

    def start(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._kept.close()
        self._server = ThreadedMotoServer(HOST, self.port, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]
        cache.clear()

    def stop(self) -> None:
        """Who connects is refused: the port stays ours, so that no other process listens there."""
        self._server.stop()
        assert self._server._server
        self._server._server.server_close()  # else who connects would wait
        self._server._thread = None
        self._kept = socket.socket()
        self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept.bind((HOST, self.port))
        cache.clear()

    def end(self) -> None:
        if self.is_running:
            self.stop()
        self._kept.close()

    @property
    def is_running(self) -> bool:
        return self._server._thread is not None

    def client(self) -> Any:
        """Amazon's own client, for tests to look and damage past the program."""
        keys = dict(zip(("aws_access_key_id", "aws_secret_access_key"), KEYS.values(), strict=True))
        return boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", **keys)


@pytest.fixture(scope="session")
def running_store() -> Iterator[S3Server]:
    server = S3Server()
    yield server
    server.end()


@pytest.fixture
def s3(running_store: S3Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """The server with the keys for it in the environment; it runs again for the next test."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    cache.clear()
    yield running_store
    if not running_store.is_running:
        running_store.start()


@pytest.fixture
def new_bucket(s3: S3Server) -> Callable[[], str]:
    """Makes an empty bucket; its address as GATE49_DOCUMENTS takes it."""

    def make() -> str:
        name = f"gate49-{secrets.token_hex(6)}"
        s3.client().create_bucket(Bucket=name)
        return f"s3://{name}/customs?endpoint={s3.endpoint}&region=us-east-1"

    return make


@pytest.fixture
def in_bucket(new_bucket: Callable[[], str], settings: Any, tmp_path: Any) -> str:
    """Documents lie in a bucket for the length of a test; the folder for them holds nothing."""
    address = new_bucket()
    settings.DOCUMENTS, settings.MEDIA_ROOT = address, tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES, **storages_at(address)}
    return address
