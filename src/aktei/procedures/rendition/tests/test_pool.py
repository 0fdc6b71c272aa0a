# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker survives whatever happens to its children, and they do not survive it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from aktei.entrances.demo.letters import letter, scan
from aktei.procedures.rendition import pool
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.pipeline import render
from aktei.procedures.rendition.quarantine import Quarantined

# A stand-in for `child` with steps that misbehave; everything around the steps is the real thing.
STAND_IN = """
import os, sys, time
from aktei.procedures.rendition import child

def die(marker, times):
    with open(marker, "a") as file:
        file.write("x")
    if os.path.getsize(marker) <= times:
        os.kill(os.getpid(), 11)
    return "alive"

def sleep(seconds):
    time.sleep(seconds)
    return os.getpid()

def swallow(megabytes):
    return len(bytearray(megabytes * 2**20))

def burst(megabytes):
    bytearray(b"x") * (megabytes * 2**20)
    os.abort()

def look():
    return {"omp": os.environ["OMP_THREAD_LIMIT"], "environment": sorted(os.environ), "modules": sorted(sys.modules)}

def no_space():
    raise OSError(28, "No space left on device")

def fail():
    raise ZeroDivisionError

child.STEPS.update(die=die, sleep=sleep, swallow=swallow, burst=burst, look=look, no_space=no_space, fail=fail)
child.main(int(sys.argv[1]), int(sys.argv[2]))
"""


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "condition not met in time"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


@pytest.fixture
def naughty(tmp_path, monkeypatch):
    (tmp_path / "stand_in.py").write_text(STAND_IN)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("AKTEI_DATABASE_URL", "postgresql://secret")
    monkeypatch.setenv("OMP_THREAD_LIMIT", "64")
    monkeypatch.setattr(pool, "CHILD", "stand_in")
    return pool.Pool(2, idle_seconds=30, niceness=0)


def order(workers: pool.Pool, step: str, *, seconds: float = 60, limits: Limits | None = None, **arguments: object):
    return workers.submit(step, arguments, seconds=seconds, limits=limits or Limits())


def test_a_child_that_dies_once_is_replaced_and_the_step_repeated(naughty, tmp_path):
    assert order(naughty, "die", marker=str(tmp_path / "m"), times=1).result() == "alive"


def test_a_child_that_dies_twice_sends_the_original_to_quarantine_and_spares_the_others(naughty, tmp_path):
    doomed = order(naughty, "die", marker=str(tmp_path / "m"), times=9)
    neighbours = [order(naughty, "look") for _ in range(3)]
    with pytest.raises(Quarantined) as caught:
        doomed.result()
    assert caught.value.code == "crashed"
    assert (tmp_path / "m").read_text() == "xx"
    assert all(neighbour.result() for neighbour in neighbours)


def test_a_step_that_takes_too_long_is_ended(naughty):
    begin = time.monotonic()
    order(naughty, "look").result()
    slow = naughty.submit("sleep", {"seconds": 60}, seconds=0.5, limits=Limits())
    with pytest.raises(Quarantined) as caught:
        slow.result()
    assert caught.value.code == "timeout"
    assert time.monotonic() - begin < 55


def test_memory_is_bounded(naughty):
    with pytest.raises(Quarantined) as caught:
        order(naughty, "swallow", megabytes=3000, limits=Limits(memory_bytes=2 * 2**30)).result()
    assert caught.value.code == "memory"
    assert "Arbeitsspeicher" in caught.value.reason
    assert "Auflösung" in caught.value.advice


def test_a_child_whose_libraries_end_it_for_want_of_memory_is_told_as_such(naughty):
    with pytest.raises(Quarantined) as caught:
        order(naughty, "burst", megabytes=700, limits=Limits(memory_bytes=2**30)).result()
    assert caught.value.code == "memory"


def test_more_orders_than_the_memory_has_room_for_wait_and_are_done(naughty):
    workers = pool.Pool(1, niceness=0)
    answers = [order(workers, "look") for _each in range(3)]
    assert all(each.result() for each in answers)
    assert len(workers.children) == 1


def test_a_full_disk_is_not_blamed_on_the_original(naughty):
    with pytest.raises(pool.Unavailable, match="No space left"):
        order(naughty, "no_space").result()


def test_an_error_of_ours_is_logged_and_the_child_goes_on(naughty, caplog):
    with pytest.raises(Quarantined) as caught:
        order(naughty, "fail").result()
    assert caught.value.code == "crashed"
    assert "ZeroDivisionError" in caplog.text
    assert order(naughty, "look").result()


def test_a_child_has_one_thread_no_secrets_and_no_django(naughty):
    seen = order(naughty, "look").result()
    assert seen["omp"] == "1"
    assert "AKTEI_DATABASE_URL" not in seen["environment"]
    assert not [name for name in seen["modules"] if name.split(".")[0] in ("django", "psycopg", "procrastinate")]


def test_children_start_when_needed_and_end_when_idle(monkeypatch):
    workers = pool.Pool(2, idle_seconds=3, niceness=0)
    assert workers.children == []
    with pytest.raises(Quarantined):
        workers.submit("triage", triage_of_nothing(), seconds=60, limits=Limits()).result()
    (pid,) = workers.children
    assert alive(pid)
    until(lambda: workers.children == [] and not alive(pid))
    with pytest.raises(Quarantined):
        workers.submit("triage", triage_of_nothing(), seconds=60, limits=Limits()).result()


def triage_of_nothing() -> dict[str, object]:
    return {
        "original": "/dev/null",
        "prepared": "",
        "limits": Limits().as_dict(),
        "password": None,
        "accept_as_is": False,
    }


PARENT = """
import sys, pathlib
from aktei.procedures.rendition import pool
from aktei.procedures.rendition.limits import Limits
workers = pool.Pool(1, niceness=0)
pool.CHILD = "stand_in"
first = workers.submit("look", {}, seconds=60, limits=Limits())
first.result()
workers.submit("sleep", {"seconds": 300}, seconds=400, limits=Limits())
print(workers.children[0], flush=True)
sys.stdin.read()
"""


def test_children_end_with_a_parent_that_was_killed(naughty, tmp_path):
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until(lambda: not alive(child))
    parent.stdin.close()
    parent.stdout.close()


RENDER = """
import sys
from pathlib import Path
from aktei.procedures.rendition import pool
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.pipeline import render
original, work = Path(sys.argv[1]), Path(sys.argv[2])
render([original], work, limits=Limits(), workers=pool.Pool(2, niceness=0), progress=lambda d, t: print(d, flush=True))
"""


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_killed_worker_goes_on_where_it_stopped(after, tmp_path, workers):
    """Killed after so many pages; the second run reads only the rest, and no page is lost or doubled."""
    written = letter(6, pages=4)
    original, work = tmp_path / "original", tmp_path / "work"
    original.write_bytes(scan(written, dpi=200))
    worker = subprocess.Popen([sys.executable, "-c", RENDER, str(original), str(work)], stdout=subprocess.PIPE)
    until(lambda: int(worker.stdout.readline() or -1) >= after, seconds=120)
    worker.kill()
    worker.wait()
    worker.stdout.close()
    finished = {path.name: path.stat().st_mtime_ns for path in work.glob("0*.json")}
    assert len(finished) >= after
    seen: list[int] = []
    result = render([original], work, limits=Limits(), workers=workers, progress=lambda done, total: seen.append(done))
    assert seen[0] == len(finished)
    assert [page.number for page in result.pages] == [1, 2, 3, 4]
    for page, truth in zip(result.pages, written.text_pages, strict=True):
        assert fuzz.ratio(" ".join(truth.split()), " ".join(page.text.split())) > 97
    assert finished.items() <= {path.name: path.stat().st_mtime_ns for path in work.glob("0*.json")}.items()


def test_half_written_files_are_not_taken_for_finished_ones(tmp_path, workers):
    original, work = tmp_path / "original", tmp_path / "work"
    original.write_bytes(letter(6, pages=2).pdf)
    first = render([original], work, limits=Limits(), workers=workers)
    (work / "00002.json").write_text('{"number": 2, "wo')
    first.archival.unlink()
    again = render([original], work, limits=Limits(), workers=workers)
    assert [page.text for page in again.pages] == [page.text for page in first.pages]


def test_a_work_directory_of_another_original_is_not_used(tmp_path, workers):
    original, work = tmp_path / "original", tmp_path / "work"
    original.write_bytes(letter(6).pdf)
    render([original], work, limits=Limits(), workers=workers)
    original.write_bytes(letter(7).pdf)
    page = render([original], work, limits=Limits(), workers=workers).pages[0]
    assert "".join(page.text.split()) == "".join(letter(7).text_pages[0].split())


def test_several_renditions_share_the_children(tmp_path, workers):
    results: dict[int, str] = {}

    def one(seed: int) -> None:
        original = tmp_path / f"{seed}.pdf"
        original.write_bytes(letter(seed).pdf)
        results[seed] = render([original], tmp_path / f"work-{seed}", limits=Limits(), workers=workers).pages[0].text

    threads = [threading.Thread(target=one, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {seed: "".join(text.split()) for seed, text in results.items()} == {
        seed: "".join(letter(seed).text_pages[0].split()) for seed in range(6)
    }
    assert len(workers.children) <= len(os.sched_getaffinity(0))
