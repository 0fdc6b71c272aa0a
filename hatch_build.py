# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A package is never built without what browsers need, also from a checkout in which nothing was run yet."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names no builder here
    """Runs script/assets, which does nothing where all is there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before anything is packed. An editable installation takes its files from the checkout, later."""
        if version != "editable":
            subprocess.run([sys.executable, Path(self.root) / "script" / "assets"], check=True)  # noqa: S603 -- ours
