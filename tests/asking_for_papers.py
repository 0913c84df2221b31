"""Asking for papers on the pages, as an exporter at a browser would; the API has none of this."""

from http import HTTPStatus
from http.cookiejar import CookieJar
from threading import Lock
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from shipments.demo.people import PASSWORD

SIGN_IN = "/account/sign-in/"


class Browser:
    """Keeps cookies and sends forms. Raises OSError, as urllib does."""

    def __init__(self, url: str, username: str) -> None:
        self._url, self._jar = url, CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))
        self._opener.open(url + SIGN_IN).close()
        self.send(SIGN_IN, {"username": username, "password": PASSWORD})

    def send(self, address: str, fields: dict[str, str]) -> None:
        """Post a form with its token."""
        token = next(each.value or "" for each in self._jar if each.name == "csrftoken")
        body = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        self._opener.open(self._url + address, body).close()


class Pages:
    """One person signed in. Threads may share it."""

    def __init__(self, url: str, username: str = "exporter") -> None:
        self._told, self._lock = (url, username), Lock()
        self._browser = Browser(url, username)

    def ask(self, reference: str, kind: str = "commercial_invoice") -> None:
        """Have a paper of a filed declaration made. Raises OSError, also after signing in again."""
        browser = self._browser
        try:
            browser.send(f"/documents/of/{reference}/ask/", {"kind": kind})
        except HTTPError as error:
            if error.code != HTTPStatus.UNAUTHORIZED:
                raise
            with self._lock:
                if self._browser is browser:
                    self._browser = Browser(*self._told)
            raise ConnectionError("signed out") from error
