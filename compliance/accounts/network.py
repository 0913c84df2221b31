"""Where a request comes from. What a client says of itself in X-Forwarded-For counts only behind a
proxy that settings.TRUSTED_PROXIES names."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

NEAR = {4: 24, 6: 64}  # prefix of the network one customer usually has, by version of IP

Network = IPv4Network | IPv6Network


class ClientAddressMiddleware(MiddlewareMixin):
    """Puts the client's own address into REMOTE_ADDR, for everything behind."""

    def process_request(self, request: HttpRequest) -> None:
        peer = request.META.get("REMOTE_ADDR", "")
        told = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        request.META["REMOTE_ADDR"] = client_of(peer, told, settings.TRUSTED_PROXIES)


def client_of(peer: str, told: str, trusted: Sequence[str]) -> str:
    """The first address, from our side, that is no trusted proxy; `told` is the header.

    A proxy that says nothing readable is itself the client.
    """
    networks = [ip_network(each) for each in trusted]
    client = peer
    for hop in reversed([each.strip() for each in told.split(",")]):
        if not _is_within(client, networks) or not _is_address(hop):
            return client
        client = hop
    return client


def network_of(address: str) -> str:
    """The /24 or /64 around the address; what is no address (a Unix socket's peer) as it is."""
    if not _is_address(address):
        return address
    version = ip_address(address).version
    return str(ip_network(f"{address}/{NEAR[version]}", strict=False))


def _is_within(address: str, networks: Sequence[Network]) -> bool:
    """A Unix socket has no address; whoever lets a proxy use one names 0.0.0.0/0 beside it."""
    if not _is_address(address):
        return any(network.prefixlen == 0 for network in networks)
    return any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
