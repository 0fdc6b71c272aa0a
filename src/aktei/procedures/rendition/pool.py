# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Child processes for work on bytes we do not trust.

A step runs in a child that has no database, no secrets, bounded memory and bounded time. If it dies, the step is
tried once more in a fresh child; then the original goes to quarantine. The process that asked never dies of it.

Requests and answers are JSON lines: an answer from a child that was taken over can lie, but runs nothing here.
"""

import json
import logging
import os
import resource
import select
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from aktei.procedures.rendition import machine, waiting
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.quarantine import Quarantined

log = logging.getLogger(__name__)

CHILD = "aktei.procedures.rendition.child"
_INHERITED = ("PATH", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH", "AKTEI_TESSDATA", "TESSDATA_PREFIX")
_LONGEST_ANSWER = 16 * 2**20
_COMPLAINT = 600
Rank = tuple[int, int]
"""How soon an order is carried out: by the lane of its document, then by how many of its orders came before."""
FIRST: Rank = (0, 0)
_NEARLY = 0.6
"""Who ended with so much of its bound really in use most likely ended for want of more."""
# One thread per page: Tesseract with OpenMP needs five times the processor time for the same page.
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")} | {"OMP_THREAD_LIMIT": "1"}


class Unavailable(Exception):
    """Our side lacks something (disk space, language data). Not the original's fault: try again later."""


class _Died(Exception):
    """A child ended before it answered."""

    def __init__(self, code: str, how: str) -> None:
        self.code = code
        super().__init__(how)


@dataclass(eq=False)
class _Order:
    step: str
    arguments: dict[str, Any]
    seconds: float
    memory_bytes: int
    rank: Rank
    answer: "Future[Any]" = field(default_factory=Future)


class Pool:
    """So many children (else one a core), started when needed, ended when idle; what they cannot do yet waits.

    Threads may share one pool. Whoever asks says the rank of an order: the smallest goes first.

    `niceness` keeps a busy pool from slowing the web server on the same machine.
    """

    def __init__(self, size: int | None = None, *, idle_seconds: float = 60.0, niceness: int = 5) -> None:
        self.size = size or len(os.sched_getaffinity(0))
        self._idle_seconds = idle_seconds
        self._niceness = niceness
        self._orders: waiting.Waiting[_Order] = waiting.Waiting()
        self._lock = threading.Lock()
        self._threads = 0
        self._waiting = 0
        self._children: set[_Child] = set()

    def submit(
        self, step: str, arguments: dict[str, Any], *, seconds: float, limits: Limits, rank: Rank = FIRST
    ) -> "Future[Any]":
        """Run a step of `child.STEPS` in a child.

        The future's result is the step's plain value. It raises Quarantined (also when the step crashed twice or
        took longer than `seconds`) or Unavailable.
        """
        order = _Order(step, arguments, seconds, limits.memory_bytes, rank)
        with self._lock:
            self._orders.put(order, rank)
            if self._waiting < len(self._orders) and self._threads < self.size:
                self._threads += 1
                threading.Thread(target=self._serve, name="rendition", daemon=True).start()
        return order.answer

    @property
    def children(self) -> list[int]:
        """Process ids of the children alive now."""
        with self._lock:
            return [child.pid for child in self._children]

    def _serve(self) -> None:
        """Life of one thread and its child. The thread that starts a child must outlive it (see `child`)."""
        child: _Child | None = None
        while True:
            order = self._next()
            if order is None:
                break
            if not order.answer.set_running_or_notify_cancel():
                continue
            child = self._carry_out(order, child)
        self._end(child)

    def _next(self) -> _Order | None:
        with self._lock:
            self._waiting += 1
        try:
            order = self._orders.get(timeout=self._idle_seconds)
        finally:
            with self._lock:
                self._waiting -= 1
        if order is not None:
            return order
        with self._lock:
            # An order may have come between the wait and this lock; leaving now would strand it.
            order = self._orders.get(timeout=0)
            if order is None:
                self._threads -= 1
            return order

    def _carry_out(self, order: _Order, child: "_Child | None") -> "_Child | None":
        for attempt in (1, 2):
            try:
                child = child or self._start()
                order.answer.set_result(child.run(order))
                return child
            except _Died as death:
                log.warning("rendition step %s: child %s (attempt %d)", order.step, death, attempt)
                self._end(child)
                child = None
                if attempt == 2 or death.code == "timeout":
                    order.answer.set_exception(Quarantined(death.code))
                    return None
            except BaseException as error:  # whatever it is belongs to whoever asked
                order.answer.set_exception(error)
                return child
        return child

    def _start(self) -> "_Child":
        child = _Child(self._niceness)
        with self._lock:
            self._children.add(child)
        return child

    def _end(self, child: "_Child | None") -> None:
        if child is not None:
            child.end()
            with self._lock:
                self._children.discard(child)


class _Child:
    """One child process and the pipe to it."""

    def __init__(self, niceness: int) -> None:
        environment = {name: os.environ[name] for name in _INHERITED if name in os.environ} | _ONE_THREAD
        command = [sys.executable, "-m", CHILD, str(os.getpid()), str(niceness)]
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the child)
        # What a child is said to have used at most begins with what we use: it starts as a copy of us.
        self._inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, env=environment
        )
        self.pid = self._process.pid
        self._unread = b""

    def run(self, order: _Order) -> Any:
        """Send the order, wait for the answer. Raises _Died, Quarantined or Unavailable."""
        request = {"step": order.step, "arguments": order.arguments, "memory_bytes": order.memory_bytes}
        deadline = time.monotonic() + order.seconds
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise _Died("crashed", f"was gone ({error})") from error
        answer = json.loads(self._line(order, deadline))
        if "quarantined" in answer:
            raise Quarantined(*answer["quarantined"])
        if "unavailable" in answer:
            raise Unavailable(answer["unavailable"])
        if "failed" in answer:
            log.error("rendition step %s failed on its input:\n%s", order.step, answer["failed"])
            raise Quarantined("crashed")
        return answer["result"]

    def _death(self, order: _Order) -> _Died:
        """How it ended: libraries that find no memory often say so by ending the process."""
        _pid, status, used = os.wait4(self.pid, 0)
        self._process.returncode = code = os.waitstatus_to_exitcode(status)
        short = used.ru_maxrss > max(self._inherited, order.memory_bytes * _NEARLY / 1024)
        return _Died("memory" if short else "crashed", f"ended with code {code}{self._last_words()}")

    def _line(self, order: _Order, deadline: float) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        while b"\n" not in self._unread:
            ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise _Died("timeout", "took too long")
            piece = os.read(pipe, 1 << 20)
            if not piece:
                raise self._death(order)
            self._unread += piece
            if len(self._unread) > _LONGEST_ANSWER:
                raise _Died("crashed", "answered without end")
        line, self._unread = self._unread.split(b"\n", 1)
        return line

    def _last_words(self) -> str:
        """The end of what it wrote about its own failure: a missing library looks like a broken letter otherwise."""
        self._complaints.seek(max(0, self._complaints.seek(0, os.SEEK_END) - _COMPLAINT))
        text = self._complaints.read().decode(errors="replace").strip()
        return f": {text}" if text else ""

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._complaints.close()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except BrokenPipeError:
                continue


_shared: Pool | None = None
_shared_lock = threading.Lock()


def shared(memory: int = Limits.memory_bytes) -> Pool:
    """The pool of this process: all renders together use each core once, and so much of the machine's memory each."""
    global _shared
    with _shared_lock:
        if _shared is None:
            processes = int(os.environ.get("AKTEI_WORKERS") or 1)
            _shared = Pool(machine.children(memory, machine.memory_bytes(), processes=processes))
        return _shared
