# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's own commands, for developers: `makemigrations`, `makemessages`. Operators use `aktei`."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

sys.path.insert(0, str(Path(__file__).parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktei.entrances.settings.main")
os.environ.setdefault("AKTEI_DATA", "data")
execute_from_command_line(sys.argv)
