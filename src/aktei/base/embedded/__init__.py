# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL from a wheel, in the data directory: started when needed, never left behind.

Use::

    from aktei.base import embedded

    embedded.database_url(data)      # pure: the URL the application connects to; starts nothing
    cluster = embedded.ensure(data)  # the server runs until this process ends or calls ``cluster.close()``

Every process that called ``ensure`` holds a shared file lock. A small keeper process runs the server and
stops it as soon as nobody holds that lock any more, however the holders ended; if the keeper itself is
killed, the kernel stops the server. ``ensure`` is idempotent, may be called by any number of processes at the
same time, and shares a running server.

For tests: ``with embedded.ensure(temporary_directory, for_tests=True) as cluster`` gives a server without
fsync whose role may create databases.
"""

from aktei.base.embedded.cluster import Cluster, ensure
from aktei.base.embedded.layout import EmbeddedError, Layout, database_url
from aktei.base.embedded.setup import make_home

__all__ = ["Cluster", "EmbeddedError", "Layout", "database_url", "ensure", "make_home"]
