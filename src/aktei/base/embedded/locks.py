# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""File locks: the kernel releases them when their holder dies, however it dies."""

import fcntl
import os
from pathlib import Path


def open_lock(path: Path, owner: int | None = None) -> int:
    """Open (and create) a lock file. As root it is handed to `owner`, who may be the next to open it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if owner is not None and os.geteuid() == 0 and os.fstat(descriptor).st_uid != owner:
        os.fchown(descriptor, owner, -1)
    return descriptor


def take(descriptor: int, *, shared: bool = False, wait: bool = False) -> bool:
    """Take the lock; without `wait` say whether it was free."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether somebody holds this lock exclusively."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not take(descriptor, shared=True)
    finally:
        os.close(descriptor)
