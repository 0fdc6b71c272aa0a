# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading takes at most half of the machine, or of what the container gives."""

from pathlib import Path

import pytest

from aktei.procedures.rendition import machine, making, pool

GB = 2**30


def _machine(root: Path, *, gigabytes: int, groups: str = "", files: dict[str, str] | None = None) -> Path:
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/meminfo").write_text(f"MemTotal:       {gigabytes * 2**20} kB\nMemFree: 1 kB\n")
    (root / "proc/self/cgroup").write_text(groups)
    for name, text in (files or {}).items():
        path = root / "sys/fs/cgroup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("groups", "files", "expected"),
    [
        ("", {}, 16),
        ("0::/office/aktei\n", {"office/aktei/memory.max": "max\n", "office/memory.max": f"{4 * GB}\n"}, 4),
        ("0::/\n", {"memory.max": f"{3 * GB}\n"}, 3),
        ("3:cpu:/x\n4:memory:/docker/1\n", {"memory/memory.limit_in_bytes": f"{2 * GB}\n"}, 2),
        ("4:memory:/\n", {"memory/memory.limit_in_bytes": "9223372036854771712\n"}, 16),
    ],
)
def test_memory_is_what_the_container_gives(tmp_path, groups, files, expected):
    assert machine.memory_bytes(_machine(tmp_path, gigabytes=16, groups=groups, files=files)) == expected * GB


@pytest.mark.parametrize("memory", [1, 2, 4, 8, 16, 256])
@pytest.mark.parametrize("processes", [1, 2, 8])
def test_all_children_together_take_at_most_half_of_the_memory(memory, processes, monkeypatch):
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(16)))
    for_one = machine.most_for_one(2 * GB, memory * GB)
    number = machine.children(for_one, memory * GB, processes=processes)
    assert number >= 1
    assert number == 1 or number * processes * for_one <= memory * GB / 2
    assert for_one <= max(memory * GB / 2, machine.LEAST)


def test_the_bound_of_one_child_is_a_setting(settings):
    settings.LIMIT_MEMORY = GB
    assert making.limits().memory_bytes <= GB


def test_the_pool_of_a_process_has_room_for_its_children(monkeypatch):
    monkeypatch.setattr(pool, "_shared", None)
    monkeypatch.setattr(machine, "memory_bytes", lambda: 4 * GB)
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(16)))
    monkeypatch.setenv("AKTEI_WORKERS", "1")
    assert pool.shared(GB).size == 2
