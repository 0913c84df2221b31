"""Asking for papers on the pages, as an exporter at a browser would; the API has none of this."""

from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from shipments.demo.people import PASSWORD

SIGN_IN = "/account/sign-in/"


class Pages:
    """One person signed in. Threads may share it."""

    def __init__(self, url: str, username: str = "exporter") -> None:
        self._url, self._username = url, username
        self._sign_in()

    def ask(self, reference: str, kind: str = "commercial_invoice") -> None:
        """Have a paper of a filed declaration made. Raises OSError."""
        seen = self._post(self._opener, f"/documents/of/{reference}/ask/", {"kind": kind})
        if SIGN_IN in seen:
            self._sign_in()
            raise OSError("signed out")

    def _sign_in(self) -> None:
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))
        self._opener.open(self._url + SIGN_IN).close()
        fields = {"username": self._username, "password": PASSWORD}
        self._post(self._opener, SIGN_IN, fields)

    def _post(self, opener: OpenerDirector, address: str, fields: dict[str, str]) -> str:
        """Where the answer led to."""
        token = next(each.value or "" for each in self._jar if each.name == "csrftoken")
        body = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        with opener.open(self._url + address, body) as answer:
            return str(answer.url)
