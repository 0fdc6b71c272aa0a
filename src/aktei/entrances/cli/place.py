# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where everything is kept, before Django's settings are read."""

import os
from pathlib import Path


def data_directory() -> Path:
    """The data directory: `AKTEI_DATA` (which `--data` sets), else `data` in the current directory."""
    return Path(os.environ.get("AKTEI_DATA", "data")).expanduser().resolve()
