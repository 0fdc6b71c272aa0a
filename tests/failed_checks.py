# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""pytest plugin of script/test: names the checks that failed before the tests began, above pytest's own last line."""

import os

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    failed = os.environ.get("AKTEI_FAILED_CHECKS", "").splitlines()
    if failed:
        terminalreporter.section("checks that failed", red=True)
        for name in failed:
            terminalreporter.line(name)
