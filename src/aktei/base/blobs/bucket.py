# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes in an S3 bucket, through obstore."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from obstore.exceptions import NotFoundError
from obstore.store import S3Store

from aktei.base.blobs.faults import BlobError, BlobMissing, told_clearly
from aktei.base.blobs.places import CHUNK, FoundBlob, key

# S3 has no "touch": an entry older than this is written again when it is handed in again, so that the sweep,
# which takes only what is older than a day, never takes bytes that an act is about to refer to.
STALE = timedelta(hours=12)


class Bucket:
    """A place on an S3 server: `s3://bucket/prefix?endpoint=https://…&region=…`.

    Keys come from `AKTEI_S3_ACCESS_KEY` and `AKTEI_S3_SECRET_KEY`, or from wherever AWS programs look for
    them.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if not parts.netloc:
            raise BlobError(f"„{url}“ nennt keinen Bucket. Erwartet wird s3://bucket?endpoint=https://…")
        self.name = f"s3://{parts.netloc}{parts.path}"
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        settings = {
            "endpoint": query.get("endpoint"),
            "region": query.get("region", "us-east-1"),
            "access_key_id": os.environ.get("AKTEI_S3_ACCESS_KEY"),
            "secret_access_key": os.environ.get("AKTEI_S3_SECRET_KEY"),
        }
        self.store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            client_options={
                "allow_http": query.get("endpoint", "").startswith("http://"),
                "connect_timeout": timedelta(seconds=10),
                "read_timeout": timedelta(seconds=60),
                "timeout": timedelta(hours=1),
            },
            retry_config={"max_retries": 4, "retry_timeout": timedelta(seconds=60)},
            virtual_hosted_style_request=False,
            # What is unset is left out, which no type of keyword arguments can say.
            **{name: value for name, value in settings.items() if value},  # type: ignore[arg-type]  # the library names each option
        )

    def keep(self, sha256: str, size: int, source: Path, *, given: bool = False) -> None:
        """See `Place`."""
        found = self.look(sha256)
        if found and found.size == size and datetime.now(UTC) - found.handed_in < STALE:
            return
        with told_clearly(self.name):
            self.store.put(key(sha256), source)

    def local(self, sha256: str) -> Path | None:
        """See `Place`: never here."""
        return None

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """See `Place`."""
        with told_clearly(self.name):
            try:
                stream = self.store.get(key(sha256)).stream(min_chunk_size=CHUNK)
            except (NotFoundError, FileNotFoundError) as error:
                raise BlobMissing(sha256) from error
            for part in stream:
                yield bytes(part)

    def read(self, sha256: str, start: int, length: int) -> bytes:
        """See `Place`."""
        found = self.look(sha256)
        if found is None:
            raise BlobMissing(sha256)
        end = min(start + length, found.size)
        if start >= end:
            return b""
        with told_clearly(self.name):
            return bytes(self.store.get_range(key(sha256), start=start, end=end))

    def look(self, sha256: str) -> FoundBlob | None:
        """See `Place`."""
        with told_clearly(self.name):
            try:
                meta = self.store.head(key(sha256))
            except (NotFoundError, FileNotFoundError):
                return None
        return FoundBlob(sha256, meta["size"], meta["last_modified"])

    def delete(self, sha256: str) -> None:
        """See `Place`."""
        with told_clearly(self.name):
            try:
                self.store.delete(key(sha256))
            except (NotFoundError, FileNotFoundError):
                return

    def iterate(self) -> Iterator[FoundBlob]:
        """See `Place`."""
        with told_clearly(self.name):
            for page in self.store.list():
                for meta in page:
                    yield FoundBlob(meta["path"].rsplit("/", 1)[-1], meta["size"], meta["last_modified"])
