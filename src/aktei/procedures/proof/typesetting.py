# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sets one paper: a template and its values come in as JSON, PDF/A-2b goes out.

Runs as a process of its own: the compiler keeps what it has set, some 70 MB for a thousand lines, and gives it back
only with its process.
"""

import json
import sys

import typst


def main() -> None:
    """Read from standard input, write to standard output."""
    given = json.load(sys.stdin.buffer)
    page = typst.compile(
        given["template"].encode(), sys_inputs={"told": json.dumps(given["told"])}, format="pdf", pdf_standards="a-2b"
    )
    assert isinstance(page, bytes)
    sys.stdout.buffer.write(page)


if __name__ == "__main__":
    main()
