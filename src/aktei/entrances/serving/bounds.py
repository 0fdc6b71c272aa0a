# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much the web server gives to whom, before anybody has said who they are and after."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """All bounds of one web process. Seconds and bytes; the defaults suit an office of some hundred people."""

    threads: int = 8
    """Requests worked on at a time."""
    connections: int = 8192
    """Open connections. They cost a few kilobytes each, never a thread."""
    waiting: int = 512
    """Complete requests that wait for a thread; more are told to come back."""
    waiting_seconds: float = 30.0
    """How long one of them waits."""
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
