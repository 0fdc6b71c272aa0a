# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real S3 server for tests: OpenStack Swift with its S3 interface, on loopback, in a temporary directory."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VERSION = "2.38.3"
ENVIRONMENT = Path(__file__).parents[2] / "build" / f"swift-{VERSION}"
KINDS = ("account", "container", "object")

SERVER = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
user = {user}
swift_dir = {directory}
devices = {directory}/devices
mount_check = false
workers = 0
log_name = {kind}
log_address = {directory}/no-syslog
disable_fallocate = true

[pipeline:main]
pipeline = {kind}-server

[app:{kind}-server]
use = egg:swift#{kind}
replication_server = false
"""

PROXY = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
user = {user}
swift_dir = {directory}
workers = 0
log_address = {directory}/no-syslog

[pipeline:main]
pipeline = catch_errors s3api tempauth slo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:s3api]
use = egg:swift#s3api

[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {secret} .admin

[filter:slo]
use = egg:swift#slo
"""


class NotInstalled(Exception):
    """Swift is not there and may not or cannot be fetched."""


@dataclass(frozen=True)
class S3:
    """Where the server listens and which keys it accepts."""

    endpoint: str
    access_key: str
    secret_key: str

    def url(self, bucket: str) -> str:
        return f"s3://{bucket}?endpoint={self.endpoint}"


def install() -> Path:
    """Swift's own Python, installed into the build directory on first use."""
    python = ENVIRONMENT / "bin" / "python"
    if (ENVIRONMENT / "complete").exists():
        return python
    uv = shutil.which("uv")
    if uv is None:
        raise NotInstalled("uv is not on the path")
    for command in (
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT)],
        [uv, "pip", "install", "--quiet", "--python", str(python), f"swift=={VERSION}"],
    ):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired as late:
            raise NotInstalled(f"{' '.join(command)}: took more than {late.timeout:.0f} seconds") from late
        if done.returncode != 0:
            raise NotInstalled(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")
    (ENVIRONMENT / "complete").touch()
    return python


@contextlib.contextmanager
def running(directory: Path) -> Iterator[S3]:
    """Start all four servers, wait until they listen, end them afterwards."""
    python = install()
    secret = "only-for-tests"
    ports = dict(zip((*KINDS, "proxy"), _free_ports(4), strict=True))
    (directory / "devices" / "disk").mkdir(parents=True)
    (directory / "swift.conf").write_text(
        "[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n"
    )
    for kind, port in ports.items():
        text = PROXY if kind == "proxy" else SERVER
        settings = {"port": port, "directory": directory, "kind": kind, "secret": secret}
        text = text.format(**settings, user=getpass.getuser())
        (directory / f"{kind}.conf").write_text(text)
    program = [str(python), str(Path(__file__).with_name("swift_process.py")), str(directory)]
    subprocess.run([*program, "rings", *(str(ports[kind]) for kind in KINDS)], check=True)
    with contextlib.ExitStack() as stack:
        for kind in ports:
            log = stack.enter_context((directory / f"{kind}.log").open("w"))
            # The kernel ends them if the test run is killed.
            command = ["setpriv", "--pdeathsig=KILL", "--", *program, kind]
            server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=_environment())
            stack.callback(_end, server)
        for kind, port in ports.items():
            _wait_for(port, directory / f"{kind}.log")
        yield S3(f"http://127.0.0.1:{ports['proxy']}", "test:tester", secret)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "AKTEI_", "PYTHON"))}


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _wait_for(port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while True:
        with socket.socket() as connection:
            if connection.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > end:
            raise RuntimeError(f"Swift does not listen on {port}: {log.read_text()[-2000:]}")
        time.sleep(0.05)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.stdout.write(f"{install()}\n")
