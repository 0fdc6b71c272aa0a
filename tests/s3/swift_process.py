# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs inside Swift's own environment: one Swift server, or the making of its rings, with all files in one directory.

Swift reads /etc/swift/swift.conf wherever it was told to live; naming another file before anything else of it
is imported lets it run without touching the system.

    python swift_process.py DIRECTORY rings ACCOUNT_PORT CONTAINER_PORT OBJECT_PORT
    python swift_process.py DIRECTORY (account|container|object|proxy)
"""

import sys
from pathlib import Path

import swift.common.utils

directory, what, *ports = sys.argv[1:]
swift.common.utils.SWIFT_CONF_FILE = str(Path(directory) / "swift.conf")

from swift.common.ring import RingBuilder  # noqa: E402 -- after the line above
from swift.common.wsgi import run_wsgi  # noqa: E402
from swift.obj.server import global_conf_callback  # noqa: E402


def make_rings() -> None:
    for kind, port in zip(("account", "container", "object"), ports, strict=True):
        builder = RingBuilder(part_power=4, replicas=1, min_part_hours=0)
        device = {"region": 1, "zone": 1, "ip": "127.0.0.1", "port": int(port), "device": "disk", "weight": 1}
        builder.add_dev({**device, "replication_ip": "127.0.0.1", "replication_port": int(port), "meta": ""})
        builder.rebalance()
        builder.get_ring().save(str(Path(directory) / f"{kind}.ring.gz"))


if what == "rings":
    make_rings()
else:
    more = {"global_conf_callback": global_conf_callback} if what == "object" else {}
    sys.exit(run_wsgi(str(Path(directory) / f"{what}.conf"), f"{what}-server", **more))
