"""An exporter's program that does not give up: it files until customs has the declaration, and
asks for its print until that is noted."""

import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from threading import Lock
from urllib.error import HTTPError

from tests.asking_for_papers import Pages
from tests.filing_by_api import file_draft, sign_in, submit

PAUSE = 0.5
TAKEN, UNKNOWN_TOKEN = 409, 401


class Filer:
    """Several threads may use one. `refused` counts what was refused or never answered."""

    def __init__(self, url: str, patience: float) -> None:
        self.refused = 0
        self._url, self._patience = url, patience
        self._token, self._lock = sign_in(url), Lock()
        self._pages = Pages(url)

    def file(self, number: int) -> str:
        """A new declaration, submitted and asked a paper of: its reference."""
        reference = self._until_done(lambda token: file_draft(self._url, token, number))
        assert reference
        self._until_done(lambda token: submit(self._url, token, reference), done=TAKEN)
        self._until_done(lambda _token: self._pages.ask(reference))
        return reference

    def _until_done(self, act: Callable[[str], str | None], done: int = 0) -> str:
        """Raises what came last when patience ends. `done` is the refusal that tells that what got
        no answer had been done."""
        end = time.monotonic() + self._patience
        while True:
            token = self._token
            try:
                return act(token) or ""
            except HTTPError as error:
                if error.code == done:
                    return ""
                if error.code == UNKNOWN_TOKEN:
                    self._renew(token)
                self._note(error, end)
            except (OSError, HTTPException) as error:
                self._note(error, end)
            time.sleep(PAUSE)

    def _note(self, error: Exception, end: float) -> None:
        with self._lock:
            self.refused += 1
        if time.monotonic() > end:
            raise error

    def _renew(self, old: str) -> None:
        """Sign in again, once for all threads."""
        with self._lock, suppress(OSError, HTTPException):
            if self._token == old:
                self._token = sign_in(self._url)
