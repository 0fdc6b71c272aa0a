# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""German is the source; whoever switches to English must not meet a German sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.mark.skipif(not shutil.which("xgettext"), reason="xgettext is missing (apt install gettext)")
def test_every_text_has_an_english_translation():
    command = [sys.executable, CHECKOUT / "script/messages", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run script/messages and translate:\n{done.stdout}{done.stderr}"
