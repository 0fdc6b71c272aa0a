# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the exit codes mean; they are documented in docs/operations.md and do not change."""

OK = 0
FINDINGS = 1  # the check ran and found something wrong
USAGE = 2
PORT_BUSY = 3
DIRECTORY = 4
DATABASE = 5
ALREADY_RUNNING = 6
FAILED = 7  # the work could not be done
INTERRUPTED = 130
