# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keeper: a small process that runs the server while somebody needs it, and stops it afterwards.

It is started by `cluster.ensure` in a session of its own, so that Ctrl-C in a terminal reaches only the
program that uses the server. It is needed because a program that is killed cannot clean up after itself.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType

from aktei.base.embedded.account import Account, environment, find
from aktei.base.embedded.layout import Layout, binaries
from aktei.base.embedded.locks import open_lock, take
from aktei.base.embedded.processes import clear_remains

GLANCE = 0.2  # seconds between two looks at the server and its users
LONG_ENOUGH = 10.0  # a server that lived this many seconds was not a failed start
MOST_FAILED_STARTS = 4
LARGEST_LOG = 5_000_000

# Small: a county has a few hundred people, not a few hundred connections, and the machine belongs to text
# recognition.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "96MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "min_wal_size": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "jit": "off",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "log_checkpoints": "off",
    "timezone": "UTC",
}
FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}


class Keeper:
    """Runs one server. `for_tests`: nothing need survive, the files are removed at the end."""

    def __init__(self, layout: Layout, *, for_tests: bool) -> None:
        self.layout = layout
        self.for_tests = for_tests
        self.account: Account = find(layout)
        self.users = open_lock(layout.lock("users"), self.account.uid)
        self.told_to_end = False
        self.server: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        """Keep the server until nobody needs it (0), or give up because it does not start (1)."""
        failures = 0
        while failures < MOST_FAILED_STARTS:
            clear_remains(self.layout)
            started = time.monotonic()
            self.server = self._start()
            while self.server.poll() is None:
                if self._is_over():
                    self._stop(self.server)
                    return 0
                time.sleep(GLANCE)
            lived = time.monotonic() - started
            failures = 0 if lived > LONG_ENOUGH else failures + 1
            say(f"server ended with status {self.server.returncode} after {lived:.1f} s; starting it again")
            if self._is_over():
                return 0
            time.sleep(min(0.1 * 2**failures, 5.0) if failures > 1 else 0)
        say("the server does not start; giving up")
        return 1

    def end(self, _number: int, _frame: FrameType | None) -> None:
        """Asked to end (the machine shuts down)."""
        self.told_to_end = True

    def _is_over(self) -> bool:
        # Held exclusively from here to the end of this process: whoever comes now waits until the server is
        # down.
        return self.told_to_end or take(self.users)

    def _start(self) -> subprocess.Popen[bytes]:
        command: list[str] = [str(binaries() / "postgres"), "-D", str(self.layout.cluster)]
        settings = SETTINGS | (FOR_TESTS if self.for_tests else {})
        settings["cluster_name"] = self.layout.mark
        settings["unix_socket_directories"] = '"' + str(self.layout.sockets).replace('"', '""') + '"'
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return subprocess.Popen(  # noqa: S603 -- the wheel's own program
            self.account.command(command, tied_to=os.getpid()),
            stdin=subprocess.DEVNULL,
            env=environment(),
            cwd="/",
        )

    def _stop(self, server: subprocess.Popen[bytes]) -> None:
        steps = ((signal.SIGINT, 60), (signal.SIGQUIT, 20), (signal.SIGKILL, 20))
        for number, patience in steps[1:] if self.for_tests else steps:
            with suppress(ProcessLookupError):
                server.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                server.wait(patience)
                break
        clear_remains(self.layout)
        if self.for_tests:
            # Renamed first: whoever starts another server here meanwhile gets a directory of their own.
            aside = self.layout.home.rename(self.layout.data / f"removed-{os.getpid()}")
            shutil.rmtree(aside, ignore_errors=True)


def say(line: str) -> None:
    """One line into the server's log."""
    sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime())} UTC keeper: {line}\n")
    sys.stderr.flush()


def _write_to_log(layout: Layout, owner: int) -> None:
    with suppress(FileNotFoundError):
        if layout.log.stat().st_size > LARGEST_LOG:
            layout.log.replace(layout.log.with_suffix(".log.1"))
    descriptor = os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if os.geteuid() == 0:
        os.fchown(descriptor, owner, -1)
    for standard in (1, 2):
        os.dup2(descriptor, standard)
    os.close(descriptor)


def main() -> int:
    """Run the keeper of one data directory; end at once if there is one already."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--for-tests", action="store_true")
    options = parser.parse_args()
    layout = Layout.of(options.data)
    owner = layout.home.stat().st_uid
    lock = open_lock(layout.lock("keeper"), owner)
    if not take(lock):
        return 0
    _write_to_log(layout, owner)
    keeper = Keeper(layout, for_tests=options.for_tests)
    signal.signal(signal.SIGTERM, keeper.end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return keeper.run()


if __name__ == "__main__":
    sys.exit(main())
