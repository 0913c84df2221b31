"""HTTPS to a stranger's address, without being led into our own network.

Only https on port 443, no credentials, no redirects. The name is looked up once, every address it
has must be public, and the connection goes to that very address: a second answer of the name server
changes nothing. Neither a name server nor the other side keeps anybody waiting: both have seconds
in all, not for each byte.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext_lazy as _

GLOBAL_UNICAST = ip_network("2000::/3")  # RFC 4291, 2.4: nothing else is routed between networks
UNROUTED = ip_network("3fff::/20")  # RFC 9637, for documentation
PORT, SECONDS, LONGEST_URL = 443, 3, 500
SECONDS_IN_ALL = 10
_asking = ThreadPoolExecutor(
    4, "webhook-names"
)  # a name server that never answers blocks no request


class NotSent(Exception):
    """The message did not reach the other side; the text says why: a message of the catalogue,
    or what the line said."""


class WrongAddress(ValueError):
    """An address that no message is sent to; `sentence` says why, to be translated when read."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def host_and_path(url: str) -> tuple[str, str]:
    """The host and what to ask for. Raises WrongAddress for anything but plain https."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError as error:
        raise WrongAddress(_("This is no address.")) from error
    is_plain = parts.scheme == "https" and parts.hostname and port == PORT
    if not is_plain or parts.username or parts.password or parts.fragment or len(url) > LONGEST_URL:
        raise WrongAddress(_("The address must be https on port 443, without a name or password."))
    if any(letter.isspace() or not letter.isprintable() for letter in url) or not url.isascii():
        raise WrongAddress(_("This is no address."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return str(parts.hostname), path


def public_address(host: str) -> str:
    """An address of the host. Raises WrongAddress unless all it has are public."""
    asked = _asking.submit(socket.getaddrinfo, host, PORT, type=socket.SOCK_STREAM)
    try:
        found = asked.result(SECONDS)
    except (OSError, UnicodeError, TimeoutError) as error:
        asked.cancel()
        raise WrongAddress(_("The name of the host is not known.")) from error
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    if not addresses or not all(is_public(each) for each in addresses):
        raise WrongAddress(_("The host is not on the public internet."))
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether the address is anybody's: no private, local, reserved or multicast one, however it is
    wrapped into IPv6."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and (ip not in GLOBAL_UNICAST or ip in UNROUTED):
        return ip.ipv4_mapped is not None and is_public(str(ip.ipv4_mapped))
    inner, teredo = getattr(ip, "sixtofour", None), getattr(ip, "teredo", None)
    every = [ip, *([inner] if inner else ()), *(teredo or ())]
    return all(each.is_global and not each.is_multicast for each in every)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer. Raises NotSent."""
    try:
        host, path = host_and_path(url)
        connection = _Pinned(host, public_address(host))
        end = Timer(SECONDS_IN_ALL, connection.cut)
        end.start()
        try:
            connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
            status = connection.getresponse().status
            if connection.is_cut:
                raise TimeoutError
        finally:
            end.cancel()
            connection.close()
    except WrongAddress as error:
        with translation.override("en"):
            raise NotSent(str(error.sentence)) from error
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(f"{type(error).__name__}: {error}") from error
    return status


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address, whose certificate must be the host's."""

    def __init__(self, host: str, address: str) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, PORT, timeout=SECONDS, context=self._tls)
        self._address = address
        self.is_cut = False

    def connect(self) -> None:
        """To the address that was judged, whatever the name would give now."""
        self.sock = socket.create_connection((self._address, PORT), timeout=SECONDS)
        self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End it from another thread, whatever it waits for."""
        self.is_cut = True
        line: Any = self.sock
        with suppress(OSError, AttributeError):
            line.shutdown(socket.SHUT_RDWR)
