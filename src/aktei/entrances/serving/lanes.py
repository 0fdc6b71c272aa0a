# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who waits where: people and programs that are signed in, strangers, and probes have threads and a queue each.

So strangers, however many and however busy, take the places of strangers only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from aktei.entrances.serving.addresses import neighbour
from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.serving.lately import Lately
from aktei.entrances.serving.requests import Request
from aktei.entrances.serving.threads import Threads
from aktei.entrances.serving.turned_away import TurnedAway
from aktei.entrances.web.people import browsers

PROBE_THREADS = 2
PROBES_WAITING = 32

Known = Callable[[Request], str]
"""Which person that is signed in sends this, or nothing; asked in a thread."""


@dataclass(frozen=True)
class Lane:
    """Where a request waits, under which name it takes turns, and how long it may take altogether."""

    threads: Threads
    who: str
    is_a_strangers: bool = False
    seconds: float | None = None


class Lanes:
    """All of one process."""

    def __init__(self, bounds: Bounds, known: Known) -> None:
        self.bounds, self.ask = bounds, known
        self.lately = Lately(bounds.known_seconds)
        threads = partial(Threads, waiting=bounds.waiting, seconds=bounds.waiting_seconds)
        self.known = threads("page", bounds.threads, each=max(1, bounds.threads // 2))
        self.strangers = threads("stranger", bounds.stranger_threads)
        self.lookups = threads("lookup", 1)
        self.probes = Threads("probe", PROBE_THREADS, each=1, waiting=PROBES_WAITING, seconds=bounds.probe_seconds)

    async def of(self, request: Request) -> Lane:
        """Where this one waits."""
        neighbour_of = self.neighbour(request)
        if request.is_probe:
            return Lane(self.probes, neighbour_of, seconds=self.bounds.probe_seconds)
        try:
            who = await self.who(request)
        except TurnedAway:  # too many to look up, or no database: the page says so if it needs it
            who = ""
        return Lane(self.known, who) if who else Lane(self.strangers, neighbour_of, is_a_strangers=True)

    def neighbour(self, request: Request) -> str:
        """Under which name strangers take turns: that of their browser if it is known, else that of their address."""
        if whose := browsers.whose(request.browser):
            return f"browser {whose}"
        return neighbour(request.address, self.bounds.network_bits)

    async def who(self, request: Request) -> str:
        """Which person that is signed in sends this, or nothing. Raises a refusal if it cannot be found out."""
        if not request.proof:
            return ""
        who = self.lately.who(request.proof)
        if not who or self.lately.is_due(request.proof):
            # Whoever was known a minute ago is asked for among those who are, not behind what strangers made up.
            threads = self.known if who else self.lookups
            who = await threads.run(who or self.neighbour(request), partial(self.ask, request))
            self.lately.note(request.proof, who)
        return who

    def end(self) -> None:
        """Take no more work."""
        for each in (self.known, self.strangers, self.lookups, self.probes):
            each.end()
