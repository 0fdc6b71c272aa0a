# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where everything is kept, before Django's settings are read."""

import os
from pathlib import Path

KEYS = ("secret_key", "evidence_key.pem")
"""The office's own keys in the data directory: without them log-ins' second factors and the evidence log end."""


def data_directory() -> Path:
    """The data directory: `AKTEI_DATA` (which `--data` sets), else `data` in the current directory."""
    return Path(os.environ.get("AKTEI_DATA", "data")).expanduser().resolve()
