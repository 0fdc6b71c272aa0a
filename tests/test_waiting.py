# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests wait for in a browser is waited for."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
WAIT = "wait_for_function"


def test_a_page_is_waited_for_with_a_function_because_its_policy_lets_a_bare_text_be_looked_at_only_once() -> None:
    """Chromium lets the debugger evaluate a text once; the second look is the page's own, and is refused."""
    texts = list(waits())
    assert texts
    assert [f"{place}: {text}" for place, text in texts if "=>" not in text] == []


def waits() -> Iterator[tuple[str, str]]:
    """Where a test waits for something in a page, and the script that says for what."""
    for file in (path for top in ("src", "tests") for path in (ROOT / top).rglob("*.py")):
        if WAIT not in (source := file.read_text()):
            continue
        calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
        for call in calls:
            named = isinstance(call.func, ast.Attribute) and call.func.attr == WAIT
            if named and not isinstance(call.args[0], ast.Name):
                yield f"{file.relative_to(ROOT)}:{call.lineno}", ast.unparse(call.args[0])
