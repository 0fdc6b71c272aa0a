# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are either wholly there or not at all."""

import json
import os
from pathlib import Path
from typing import Any


def write(path: Path, content: bytes) -> None:
    """Write beside, sync, rename: a reader never meets half a file, whatever dies in between."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def adopt(beside: Path, path: Path) -> None:
    """Give a file that another program finished writing its final name, once it is safely on disk."""
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    beside.replace(path)


def write_json(path: Path, value: Any) -> None:
    """`write` for a plain value."""
    write(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def read_json(path: Path) -> Any:
    """The plain value at `path`, None if there is none (or none that was finished)."""
    try:
        return json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
