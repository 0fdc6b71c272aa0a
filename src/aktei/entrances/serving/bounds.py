# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much the web server gives to whom, before anybody has said who they are and after."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """All bounds of one web process. Seconds and bytes; the defaults suit an office of some hundred people."""

    threads: int = 8
    """Requests of people and programs that are signed in, worked on at a time; half of them for one of them at most."""
    stranger_threads: int = 2
    """Requests of everybody else, beside those."""
    connections: int = 8192
    """Open connections. They cost a few kilobytes each, never a thread."""
    waiting: int = 512
    """Complete requests that wait for a thread, of people and of strangers each; more are told to come back."""
    waiting_seconds: float = 30.0
    """How long one of them waits."""
    refusal_seconds: float = 3.0
    """So long a stranger who is told to come back hears nothing, so that who asks again at once asks no more often."""
    probe_seconds: float = 5.0
    """In this time a probe has its answer, if only that there is none."""
    known_seconds: float = 60.0
    """So long a session or token that was found to be somebody's is taken for theirs without asking again."""
    network_bits: int = 64
    """Addresses of IPv6 that begin with so many equal bits are one neighbour: everybody has a whole network of them."""
    proxies: tuple[str, ...] = ()
    """Networks of the proxies that tell truly for whom they ask."""
    head_bytes: int = 64 * 2**10
    """Request line and headers."""
    head_seconds: float = 10.0
    """Time for them, and for the first byte of a new connection."""
    rest_seconds: float = 75.0
    """How long a connection may rest between two requests."""
    stranger_bytes: int = 2**20
    """Size of a body that anybody may send: forms, a log-in."""
    stranger_seconds: float = 20.0
    """Time for it."""
    body_bytes: int = 2 * 2**30 + 2**20
    """Size of a body that somebody who is signed in may send."""
    step_bytes: int = 64 * 2**10
    """So much of a longer body must come, and of an answer be taken, …"""
    step_seconds: float = 30.0
    """… in this time, or the connection ends."""
