# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A web process beside the measurement, on the same database and data."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def serving(port: int, *, processes: int = 1) -> Iterator[str]:
    """Run `aktei web` until the block ends; yields its address."""
    address = f"http://localhost:{port}"
    command = [sys.executable, "-c", "from aktei.entrances.cli.main import run; run()", "web", "--port", str(port)]
    command += ["--processes", str(processes)]
    server = subprocess.Popen(command)  # noqa: S603
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _each in range(600):
        if server.poll() is not None:
            raise RuntimeError("the web process ended before it answered")
        try:
            with urllib.request.urlopen(f"{address}/anmelden/", timeout=2):  # noqa: S310 (our own address)
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web process did not answer within a minute")
