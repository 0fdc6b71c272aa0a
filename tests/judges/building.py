# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judges written in Go are compiled once and kept in the user's cache; where that fails, their tests say so."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PATIENCE = 600  # seconds; libraries may have to come through the network


def cache() -> Path:
    """Where compiled judges are kept between runs."""
    place = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "aktei-judges"
    place.mkdir(parents=True, exist_ok=True)
    return place


def go(*words: str, cwd: Path, **environment: str) -> None:
    """Run Go's own program; skip the test if it is not there, fails or takes too long."""
    program = shutil.which("go")
    if program is None:
        pytest.skip("Go is not installed, so the foreign verifier cannot be built")
    try:
        ended = subprocess.run(
            [program, *words], cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"the foreign verifier could not be built: go {words[0]} took more than {PATIENCE} seconds")
    if ended.returncode:
        pytest.skip(f"the foreign verifier could not be built: {ended.stderr[-300:]}")
