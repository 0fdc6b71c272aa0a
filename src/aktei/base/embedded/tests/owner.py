# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A program that uses the embedded server, for tests that kill it. Prints what it has achieved."""

import sys
import time

from aktei.base import embedded


def insert(cluster: embedded.Cluster) -> None:
    import psycopg

    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS receipt (id bigserial PRIMARY KEY)")
        while True:
            row = connection.execute("INSERT INTO receipt DEFAULT VALUES RETURNING id").fetchone()
            print(row[0], flush=True)


def main() -> None:
    data, what = sys.argv[1:]
    try:
        cluster = embedded.ensure(data)
    except embedded.EmbeddedError as error:
        print(f"refused: {error}", flush=True)
        sys.exit(3)
    print("ready", flush=True)
    if what == "insert":
        insert(cluster)
    while what == "stay":
        time.sleep(60)
    cluster.close()


if __name__ == "__main__":
    main()
