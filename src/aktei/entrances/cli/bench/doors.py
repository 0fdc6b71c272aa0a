# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clerks at work while strangers hold connections open: what they notice of it."""

import asyncio
import random
import secrets
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from aktei.entrances.cli.bench.serving import serving
from aktei.entrances.demo.world import build

PATIENCE = 30.0  # seconds after which a browser's user has given up
PAGES = ("/", "/posteingang/", "/akten/", "/aufgaben/")
POLLS = {"/rahmen/zaehler/": 30.0, "/posteingang/neu/": 10.0}  # what pages ask for by themselves, and how often
_HEAD = b"POST /anmelden/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
_LARGE = f"{settings.STATIC_URL}vendor/kern/kern.min.css"
ATTACKS = {
    "nobody": b"",
    "half heads": _HEAD,
    "trickling bodies": _HEAD + b"Content-Length: 1000\r\n\r\n",
    "silent connections": b"",
    "one byte at a time, in pieces": _HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
    "readers that do not read": f"GET {_LARGE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(),
}
FLOODS = {
    "complete requests": "",
    "complete requests with made-up sessions": f"{settings.SESSION_COOKIE_NAME}=",
}
"""Strangers who send one complete request after the other, each connection as fast as it is answered."""
ON_ONE_CONNECTION = 20
_DRIP = {"half heads": b"X: y\r\n", "trickling bodies": b"a", "one byte at a time, in pieces": b"1\r\na\r\n"}


@dataclass
class _Seen:
    pages: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    held: list[int] = field(default_factory=list)


def run(
    *,
    clerks: int = 100,
    strangers: int = 1000,
    seconds: int = 30,
    every: int = 10,
    processes: int = 1,
    port: int = 8170,
) -> dict[str, Any]:
    """Let clerks work, at first alone, then beside strangers of each kind. Milliseconds from asking to the last byte.

    Args:
        clerks: browsers, each with one kept-alive connection, opening pages and asking for news by itself.
        strangers: connections that are open at any moment; an ended one is opened again.
        seconds: how long each part lasts.
        every: seconds between two pages of one clerk.
        processes: of the web server.
        port: of the web server.

    """
    world = build()
    client = Client(headers={"host": "localhost"})
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    rows = []
    with serving(port, processes=processes) as address:
        target = ("127.0.0.1", urlsplit(address).port or port)
        asyncio.run(_part(target, cookie, "nobody", clerks, 0, 5, every))  # what the first requests load
        for attack in (*ATTACKS, *FLOODS):
            seen = asyncio.run(_part(target, cookie, attack, clerks, strangers, seconds, every))
            rows.append(_row(attack, seen))
    return {"clerks": clerks, "strangers": strangers, "seconds": seconds, "every": every, "rows": rows}


async def _part(
    target: tuple[str, int], cookie: str, attack: str, clerks: int, strangers: int, seconds: int, every: int
) -> _Seen:
    seen = _Seen()
    end = time.monotonic() + seconds
    stranger = _flood if attack in FLOODS else _stranger
    crowd = [] if attack == "nobody" else [stranger(target, attack, number) for number in range(strangers)]
    tasks = [asyncio.create_task(each) for each in crowd]
    await asyncio.sleep(2 if crowd else 0)  # they are there first
    seen.held = [0]
    await asyncio.gather(*[_clerk(target, cookie, end + 2, every, seen) for _each in range(clerks)])
    seen.held = [sum(not each.done() for each in tasks)]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return seen


async def _flood(target: tuple[str, int], attack: str, number: int) -> None:
    while True:
        made_up = FLOODS[attack] and FLOODS[attack] + secrets.token_hex(16)
        browser = _Browser(target, made_up, source=_address(number))
        try:
            for _each in range(ON_ONE_CONNECTION):
                await browser.get("/anmelden/")
        except (OSError, EOFError):
            await asyncio.sleep(0.1)
        finally:
            browser.close()


def _address(number: int) -> str:
    return f"127.0.0.{2 + number % 5}"


async def _stranger(target: tuple[str, int], attack: str, number: int) -> None:
    while True:
        try:
            reader, writer = await asyncio.open_connection(*target, local_addr=(_address(number), 0))
        except OSError:
            await asyncio.sleep(0.5)
            continue
        try:
            writer.write(ATTACKS[attack])
            if attack == "readers that do not read":
                writer.transport.pause_reading()  # type: ignore[attr-defined]  # a stream's transport reads
            while not writer.is_closing() and not reader.at_eof():
                await asyncio.sleep(0.5 + random.random())  # noqa: S311 (no secret)
                writer.write(_DRIP.get(attack, b""))
        except OSError:
            continue
        finally:
            writer.close()


async def _clerk(target: tuple[str, int], cookie: str, end: float, every: float, seen: _Seen) -> None:
    browser = _Browser(target, cookie)
    now = time.monotonic()
    due = {path: now + random.random() * pause for path, pause in POLLS.items()}  # noqa: S311 (no secret)
    due["page"] = now + random.random() * every  # noqa: S311 (no secret)
    number = random.randrange(len(PAGES))  # noqa: S311 (no secret)
    while (now := time.monotonic()) < end:
        what, when = min(due.items(), key=lambda each: each[1])
        await asyncio.sleep(min(end, when) - now)
        if when > end:
            break
        path = PAGES[number % len(PAGES)] if what == "page" else what
        number += what == "page"
        took = await _timed(browser.get(path), seen)
        (seen.pages if what == "page" else seen.polls).append(took)
        due[what] = max(time.monotonic(), when + (every if what == "page" else POLLS[what]))
    browser.close()


async def _timed(asked: Coroutine[Any, Any, int], seen: _Seen) -> float:
    began = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            status = await asked
        if status >= 400:
            seen.faults[str(status)] += 1
    except (OSError, EOFError, TimeoutError) as fault:
        seen.faults[type(fault).__name__] += 1
    return (time.perf_counter() - began) * 1000


class _Browser:
    """One kept-alive connection, opened again when it was closed while it rested."""

    def __init__(self, target: tuple[str, int], cookie: str, *, source: str = "127.0.0.1") -> None:
        self.target, self.cookie, self.source = target, cookie, source
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> int:
        if self.streams is not None and self.streams[0].at_eof():
            self.close()
        if self.streams is None:
            self.streams = await asyncio.open_connection(*self.target, local_addr=(self.source, 0))
        try:
            return await self._get(path, *self.streams)
        except BaseException:
            self.close()
            raise

    async def _get(self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\nX-Poll: 1\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        lengths = [line.partition(":")[2] for line in head.split("\r\n") if line.startswith("content-length:")]
        await reader.readexactly(int(lengths[0]) if lengths else 0)
        return int(head.split()[1])

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


def _row(attack: str, seen: _Seen) -> dict[str, Any]:
    return {"beside": attack, "pages": len(seen.pages), **_cut("", seen.pages), "polls": len(seen.polls)} | {
        **_cut("poll_", seen.polls),
        "faults": dict(seen.faults),
    }


def _cut(prefix: str, times: list[float]) -> dict[str, float]:
    cuts: Callable[[int], float] = (lambda at: quantiles(times, n=20)[at]) if len(times) > 1 else (lambda at: 0.0)
    return {f"{prefix}p50": cuts(9), f"{prefix}p95": cuts(18), f"{prefix}max": max(times, default=0.0)}


def table(result: dict[str, Any]) -> str:
    """The measurements as Markdown."""
    lines = [
        f"{result['clerks']} clerks, each a page every {result['every']} s; {result['strangers']} of others",
        "",
        "| beside | pages | p50 ms | p95 ms | most ms | polls | p50 ms | p95 ms | faults |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in result["rows"]:
        faults = ", ".join(f"{count} × {name}" for name, count in row["faults"].items()) or "0"
        times = " | ".join(f"{row[each]:.0f}" for each in ("p50", "p95", "max"))
        polls = " | ".join(f"{row[each]:.0f}" for each in ("polls", "poll_p50", "poll_p95"))
        lines.append(f"| {row['beside']} | {row['pages']} | {times} | {polls} | {faults} |")
    return "\n".join(lines)
