# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""pytest plugin: one real PostgreSQL for the run and Landkreis Musterland in it.

Loaded by `-p` before Django reads its settings; a conftest would be too late. `AKTEI_TEST_DATABASE_URL` uses a
server instead of the embedded one; its role must be allowed to create databases and to set `session_replication_role`.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from aktei.base import embedded

# The same examples every time, and no clock for them: a busy machine is no counterexample.
hypothesis.settings.load_profile("ci")

_PLACE = Path(tempfile.mkdtemp(prefix="aktei-tests-"))
_PLACE.chmod(0o755)
_DATA = _PLACE / "data"


def _set_environment() -> bool:
    """Name the database before Django reads its settings; returns whether it is ours to start."""
    checkout = Path(__file__).parents[4]
    os.environ["AKTEI_DATA"] = str(_DATA)
    os.environ["AKTEI_SECRET_KEY"] = "only-for-tests"  # noqa: S105 (guards nothing but this run)
    os.environ.setdefault("AKTEI_SHARED", str(checkout.parent / "shared"))
    given = os.environ.get("AKTEI_TEST_DATABASE_URL")
    os.environ["AKTEI_DATABASE_URL"] = given or embedded.database_url(_DATA)
    return not given


_is_ours = _set_environment()


def pytest_configure(config: pytest.Config) -> None:
    """At the end leave nothing behind."""
    config.add_cleanup(lambda: shutil.rmtree(_PLACE, ignore_errors=True))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server where tests are run: not where they are listed, nor where they are handed to other processes."""
    hands_out = session.config.getoption("numprocesses", None) and not hasattr(session.config, "workerinput")
    if _is_ours and not hands_out and not session.config.option.collectonly:
        session.config.add_cleanup(embedded.ensure(_DATA, for_tests=True).close)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[None]:
    """Tests that commit empty every table afterwards; only for them may the journal be emptied."""
    result = yield
    if fixturedef.argname == "django_db_setup":
        from django.db import connection

        with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'journal\\_%'")
            names = ", ".join(row[0] for row in cursor.fetchall())
            if names:  # without a test that wants the database, there are none
                cursor.execute(f"GRANT TRUNCATE ON {names} TO CURRENT_USER")
    return result


@pytest.fixture
def world(db: None) -> Any:
    """Landkreis Musterland, fresh for this test."""
    from aktei.entrances.demo.snapshot import county

    return county()


@pytest.fixture(autouse=True)
def no_file_is_kept_from_another_test() -> None:
    """Each test has a log and kinds of its own; what a test before kept outside the database is not this one's."""
    for name in ("evidence_checkpoint", "dossier_kinds.toml"):
        (_DATA / name).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def no_jobs_are_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Committed jobs of one test must not run in the next, and a flush does not empty the queue's tables."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if commits or (marker is not None and marker.kwargs.get("transaction")):
        from django.db import connection

        with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
            # Not TRUNCATE: a worker that is just ending may still look at the queue.
            cursor.execute("DELETE FROM procrastinate_jobs")
        # After a browser this is another connection than that of the test, and nobody else would close it.
        connection.close()
