# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fixtures: the same tests get a directory, a bucket on a real S3 server, and each as mirror of the other."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import boto3
import pytest

from aktei.base.blobs.cache import Cache
from aktei.base.blobs.store import BlobStore, place
from tests.s3 import swift_server


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[swift_server.S3]:
    try:
        swift_server.install()
    except swift_server.NotInstalled as error:
        pytest.skip(f"no S3 server: {error}")
    with swift_server.running(tmp_path_factory.mktemp("swift")) as server:
        yield server


@pytest.fixture
def bucket(s3: swift_server.S3, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Makes a new bucket and returns its URL."""
    monkeypatch.setenv("AKTEI_S3_ACCESS_KEY", s3.access_key)
    monkeypatch.setenv("AKTEI_S3_SECRET_KEY", s3.secret_key)
    keys = {"aws_access_key_id": s3.access_key, "aws_secret_access_key": s3.secret_key}
    client = boto3.client("s3", endpoint_url=s3.endpoint, region_name="us-east-1", **keys)

    def make() -> str:
        name = f"test-{uuid4().hex}"
        client.create_bucket(Bucket=name)
        return s3.url(name)

    return make


@pytest.fixture(params=["directory", pytest.param("s3", marks=pytest.mark.outside_judge)])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes a new place of the kind and returns its URL."""
    if request.param == "s3":
        return request.getfixturevalue("bucket")
    return lambda: f"file://{tmp_path / uuid4().hex}"


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., BlobStore]:
    """Builds a store with its own cache from URLs."""

    def _build(*urls: str, cache: int = 10**9) -> BlobStore:
        return BlobStore([place(url) for url in urls], Cache(tmp_path / f"cache-{uuid4().hex}", cache))

    return _build
