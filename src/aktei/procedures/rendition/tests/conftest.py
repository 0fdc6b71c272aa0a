# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from aktei.procedures.rendition import pool
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.pipeline import Rendered, render


@pytest.fixture(scope="session")
def workers():
    return pool.Pool(niceness=0)


@pytest.fixture
def rendered(tmp_path, workers):
    """Render files, or bytes as files whose names say nothing."""

    def go(*originals: bytes | Path, limits: Limits | None = None, **options: object) -> Rendered:
        paths = []
        for number, original in enumerate(originals):
            if isinstance(original, bytes):
                path = tmp_path / f"original-{number}.dat"
                path.write_bytes(original)
            else:
                path = original
            paths.append(path)
        return render(paths, tmp_path / "work", limits=limits or Limits(), workers=workers, **options)

    return go
