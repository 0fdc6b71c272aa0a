# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place that knows which event starts which job."""


def connect() -> None:
    """Subscribe every job to its events. Called once, when all apps are loaded."""
