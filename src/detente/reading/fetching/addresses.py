"""Which addresses may be fetched: http and https, and only hosts that the whole internet can reach.

Every page may name any address, and every server may send on to one. What a machine inside a network can
reach – the machine itself, its neighbours, the service that hands out a cloud's keys – is therefore
refused, whatever name it goes by. The connection is then made to the very number that was checked, so that
a name which means something else a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from detente.model.errors import UnreadableError
from detente.reading.identity import web_address

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the numbers of a host's name."""
_Number = ipaddress.IPv4Address | ipaddress.IPv6Address

_NEVER = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, marks that turn the reading around, and halves of letters: no honest address has them."""
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"),
            *("::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "fec0::/10"),
        ),
    )
)
"""Networks that some releases of Python's tables call global although nothing of the internet is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address in the pieces that a request needs; `target` is path and query."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Give scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Give host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_address(url: str) -> Place:
    """Take an address apart.

    Raises
    ------
    UnreadableError
        If it is no plain http or https address.
    """
    checked = web_address(_quoted(url.strip()))
    parts = urlsplit(checked) if checked else None
    try:
        host = _ascii(parts.hostname or "") if parts else ""
    except UnicodeError:
        host = ""
    if not parts or not host or not checked or "%" in host:
        raise UnreadableError(f"{url[:200]!r} is no address of a page; expected http://… or https://…")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    port = parts.port if parts.port is not None else _PORTS[parts.scheme]
    return Place(url=checked, scheme=parts.scheme, host=host, port=port, target=target)


def find_numbers(place: Place, *, intranet: frozenset[str], resolve: Resolve) -> tuple[str, ...]:
    """Give the numbers to connect to, in the resolver's order.

    Raises
    ------
    UnreadableError
        If the host is unknown, or if any of its numbers lies inside a network; a host that the user named as
        one of the intranet may lie there.
    """
    try:
        numbers = [number.partition("%")[0] for number in resolve(place.host, place.port)]
    except (OSError, UnicodeError) as trouble:
        raise UnreadableError(
            f"the host {place.host!r} is not found ({trouble}); check the address"
        ) from None
    if not numbers:
        raise UnreadableError(f"the host {place.host!r} is not found; check the address")
    closed = next((number for number in numbers if not is_public(number)), None)
    if closed and place.host not in intranet:
        raise UnreadableError(
            f"the host {place.host!r} is {closed}, which lies inside a network and was not asked; "
            f"if that is your own, allow it with: --intranet {place.host}"
        )
    return tuple(numbers)


def is_public(number: str) -> bool:
    """Tell whether a number is one that the whole internet can reach.

    >>> is_public("93.184.215.14"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a9fe:a9fe")
    (True, False, False)
    """
    try:
        address = _innermost(ipaddress.ip_address(number))
    except ValueError:
        return False
    if any(address.version == net.version and address in net for net in _CLOSED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def resolve_host(host: str, port: int) -> list[str]:
    """Give the numbers of a host by the system's resolver, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _innermost(address: _Number) -> _Number:
    """Give the IPv4 address that an IPv6 address only wraps, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.sixtofour if address.sixtofour is not None else address


def _quoted(url: str) -> str:
    """Give an address with blanks and foreign letters of path and query quoted; empty for a broken one."""
    if _NEVER.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _ascii(host: str) -> str:
    """Give a host's name in ASCII, as the name system has it."""
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii")
