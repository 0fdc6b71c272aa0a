# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Know without loading Django that nothing about the database's structure has changed since it was last migrated.

The stamp lies beside the embedded server's files, so that it goes where they go, and lists the files and directories
that could bring a migration, as they were. A server elsewhere has no stamp and is always asked.
"""

import json
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from aktei.base import embedded


def is_current(data: Path) -> bool:
    """Whether everything is as it was when `write` was called."""
    try:
        seen = json.loads(_file(data).read_text())
        return bool(seen) and all(_state(path) == state for path, state in seen.items())
    except (OSError, ValueError):
        return False


def write(data: Path, modules: set[str]) -> None:
    """Remember the state of these Python modules (migrations, their packages, the settings)."""
    paths = set()
    for name in modules:
        file = Path(import_module(name).__file__ or "")
        paths |= {file, file.parent}
    seen = {str(path): _state(str(path)) for path in sorted(paths)}
    with suppress(FileNotFoundError):  # no embedded server
        _file(data).write_text(json.dumps(seen))


def forget(data: Path) -> None:
    """The database's content was replaced."""
    _file(data).unlink(missing_ok=True)


def _file(data: Path) -> Path:
    return embedded.Layout.of(data).home / "migrated.json"


def _state(path: str) -> list[int]:
    status = Path(path).stat()
    # A directory's size and time tell of files that came or went; compiled files beside it lie in one below.
    return [status.st_mtime_ns, status.st_size]
