# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Use the embedded server: start it or share it, wait until it answers, let go of it."""

import logging
import os
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from aktei.base.embedded.account import environment, find
from aktei.base.embedded.layout import DATABASE, ROLE, EmbeddedError, Layout, binaries
from aktei.base.embedded.locks import is_held, open_lock, take
from aktei.base.embedded.setup import make_home, prepare

logger = logging.getLogger(__name__)

_PROTOCOL = 196608  # version 3.0
_held: dict[Path, "Cluster"] = {}


class Cluster:
    """A running server that stays up at least until `close`, or until this process ends in whatever way."""

    def __init__(self, layout: Layout, *, for_tests: bool) -> None:
        self.layout = layout
        self.for_tests = for_tests
        self._users: int | None = None
        self._keeper: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """For the application: the role that owns the database and may nothing else."""
        return self.layout.url()

    @property
    def binaries(self) -> Path:
        """Where ``psql``, ``pg_dump`` and their like are."""
        return binaries()

    def close(self, patience: float = 90.0) -> None:
        """Let go of the server. If nobody else needs it, return only when it is down."""
        _held.pop(self.layout.data, None)
        if self._users is None:
            return
        os.close(self._users)
        self._users = None
        end = time.monotonic() + patience
        while time.monotonic() < end and is_held(self.layout.lock("keeper")) and not self._others():
            time.sleep(0.02)

    def _others(self) -> bool:
        # Alone, we get the lock exclusively. Otherwise the keeper has it (stopping: not shareable), or others
        # share it.
        try:
            probe = os.open(self.layout.lock("users"), os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:  # a test's server, already removed
            return False
        try:
            return not take(probe) and take(probe, shared=True)
        finally:
            os.close(probe)

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def ensure(data: Path | str, *, for_tests: bool = False, patience: float = 600.0) -> Cluster:
    """Have the server of this data directory running and answering, by starting or by sharing it.

    `patience`: seconds to wait for it; recovery after a power cut may take minutes. Raises `EmbeddedError`
    with a text for the operator. May be called again at any time, also to have a crashed server back.
    """
    layout = Layout.of(data)
    cluster = _held.get(layout.data) or Cluster(layout, for_tests=for_tests)
    end = time.monotonic() + patience
    if cluster._users is None:
        cluster._users = _become_user(layout, for_tests=for_tests)
        _held[layout.data] = cluster
    try:
        _wait_until_it_answers(cluster, end)
    except BaseException:
        cluster.close(patience=0)
        raise
    return cluster


def answers(layout: Layout) -> bool:
    """Whether the server accepts a log-in right now."""
    start = b"".join(word.encode() + b"\0" for word in ("user", ROLE, "database", DATABASE)) + b"\0"
    message = struct.pack("!II", len(start) + 8, _PROTOCOL) + start
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(10)
            connection.connect(str(layout.sockets / ".s.PGSQL.5432"))
            connection.sendall(message)
            # "R" + length + 0: authenticated. An error ("starting up", "shutting down") begins with "E".
            if connection.recv(9) != b"R" + struct.pack("!II", 8, 0):
                return False
            connection.sendall(b"X" + struct.pack("!I", 4))
            while connection.recv(4096):  # to the end, or the server would log a broken connection
                pass
            return True
    except OSError:
        return False


def _become_user(layout: Layout, *, for_tests: bool) -> int:
    while True:
        make_home(layout)
        account = find(layout)
        prepare(layout, account, for_tests=for_tests)
        try:
            descriptor = open_lock(layout.lock("users"), account.uid)
        except FileNotFoundError:  # a test's server was being removed
            continue
        take(descriptor, shared=True, wait=True)
        if layout.cluster.exists() and os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def _wait_until_it_answers(cluster: Cluster, end: float) -> None:
    layout = cluster.layout
    cluster._keeper = None
    while not answers(layout):
        keeper: subprocess.Popen[bytes] | None = cluster._keeper
        if keeper is not None and (status := keeper.poll()):
            raise EmbeddedError(
                f"Die Datenbank in „{layout.home}“ startet nicht (Status {status}). Die Daten wurden nicht "
                f"verändert. Letzte Meldungen aus „{layout.log}“:\n{_last_lines(layout)}"
            )
        if (keeper is None or keeper.poll() == 0) and not is_held(layout.lock("keeper")):
            cluster._keeper = _start_keeper(cluster)
        if time.monotonic() > end:
            raise EmbeddedError(
                f"Die Datenbank in „{layout.home}“ antwortet nicht. Sie stellt möglicherweise nach einem "
                f"Absturz noch Daten wieder her. Bitte „{layout.log}“ ansehen und später erneut starten."
            )
        time.sleep(0.02)


def _start_keeper(cluster: Cluster) -> subprocess.Popen[bytes]:
    logger.info("starting the embedded PostgreSQL in %s", cluster.layout.home)
    command = [sys.executable, "-m", "aktei.base.embedded.keeper", str(cluster.layout.data)]
    if cluster.for_tests:
        command.append("--for-tests")
    passed_on = {name: os.environ[name] for name in ("AKTEI_PG_USER", "PYTHONPATH") if name in os.environ}
    return subprocess.Popen(  # noqa: S603 -- ourselves
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
        env=environment() | passed_on,
    )


def _last_lines(layout: Layout, count: int = 8) -> str:
    try:
        return "\n".join(layout.log.read_text(errors="replace").splitlines()[-count:])
    except OSError as error:
        return f"({error})"
