"""Decides which IP addresses the program may connect to: only public ones."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Final

__all__ = ["Guard", "is_public"]

Guard = Callable[[str], bool]
"""Function that takes an IP address as text and returns True if it may be connected to."""

_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that contain an IPv4 address in their last bytes, to which a gateway passes the connection (NAT64)."""


def is_public(address: str) -> bool:
    """Return True if an IP address is public, and so is any IPv4 address embedded in it."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(found)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return _is_public(ipaddress.IPv4Address(address.packed[-4:]))
        inner = [*([address.sixtofour] if address.sixtofour else []), *(address.teredo or ())]
        if not all(map(_is_public, inner)):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
