# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom an address belongs to, for taking turns: one host of IPv4, one network of IPv6, whoever asks through a proxy."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address


def parsed(text: str) -> Address | None:
    """The address, with or without a port; one of IPv4 that comes in the guise of IPv6 as what it is."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


@lru_cache(4096)
def neighbour(text: str, bits: int) -> str:
    """The one who takes turns with others: whoever has a network of IPv6 has all its addresses."""
    found = parsed(text)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, bits), strict=False))
    return str(found or text)


def behind_proxies(peer: str, forwarded: str, proxies: Sequence[str]) -> str:
    """Who asks: the peer, or the last in `X-Forwarded-For` that is none of our proxies, if the peer is one.

    What stands further in front is hearsay: anybody can send the header.
    """
    asks = peer
    for each in [*reversed(forwarded.split(",")), ""]:
        if not _is_one(asks, tuple(proxies)) or parsed(each) is None:
            return asks
        asks = str(parsed(each))
    return asks


@lru_cache(4096)
def _is_one(text: str, proxies: tuple[str, ...]) -> bool:
    found = parsed(text)
    return found is not None and any(found in ip_network(each, strict=False) for each in proxies)
